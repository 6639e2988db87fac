// Long lines that container runtimes cut, put together again.

/// Joins the pieces of lines, each output of a container by itself.
struct PieceJoiner {
    /// Whether more of the line follows.
    enum Piece {
        case more
        case end
    }

    /// What a line may grow to, as in a file without a wrapper.
    private static let lineBytesMax = LineSplitter.lineBytesMax
    /// Outputs of one container: standard output and standard error; more are no container's.
    private static let outputsMax = 8

    private var waiting: [(output: [UInt8], payload: [UInt8], envelope: Envelope)] = []

    /// Adds a piece; the line has the envelope of its first.
    mutating func add(
        _ payload: ArraySlice<UInt8>,
        from output: ArraySlice<UInt8>,
        _ envelope: Envelope,
        _ piece: Piece
    ) -> Unwrapped {
        let open = waiting.firstIndex { $0.output.elementsEqual(output) }
        switch piece {
        case .end:
            guard let open else { return .line(WrappedLine(payload: payload, envelope: envelope)) }
            var line = waiting.remove(at: open)
            line.payload += payload.prefix(Self.lineBytesMax - line.payload.count)
            return .line(WrappedLine(payload: line.payload[...], envelope: line.envelope))
        case .more:
            if let open {
                let room = Self.lineBytesMax - waiting[open].payload.count
                waiting[open].payload += payload.prefix(room)
                return .nothing
            }
            waiting.append((Array(output), Array(payload), envelope))
            guard waiting.count > Self.outputsMax else { return .nothing }
            let oldest = waiting.removeFirst()
            return .line(WrappedLine(payload: oldest.payload[...], envelope: oldest.envelope))
        }
    }

    /// The lines whose end never came.
    mutating func finish() -> [WrappedLine] {
        defer { waiting = [] }
        return waiting.map { WrappedLine(payload: $0.payload[...], envelope: $0.envelope) }
    }
}
