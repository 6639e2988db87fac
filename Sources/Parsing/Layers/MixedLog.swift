// Two formats in one file, line by line or one after the other: a program that changed its formatter, two
// programs that write to one output.

/// Formats that share a file.
struct MixedLog: LogFormat {
    let streams: [LayeredStream]

    /// The name of the first source's format.
    var name: String { streams.first?.format.name ?? "" }
    let samples: [FormatSample] = []

    func recognition(of head: FileHead) -> Recognition? { nil }

    func makeReader() -> any FormatReader { MixedReader(self) }

    /// A line is a format's when it would recognise a file of that line alone.
    static func claims(_ format: any LogFormat, _ line: ArraySlice<UInt8>) -> Bool {
        let head = FileHead(name: "", lines: [line])
        return (format.recognition(of: head)?.score ?? 0) >= claimScoreMin
    }

    /// Loose formats claim 0.8 at most, so that half of that is no claim.
    private static let claimScoreMin = 0.5
}

/// Hands each line to the format that claims it; one that none claims continues the line before.
struct MixedReader: EnvelopeReader {
    private let formats: [any LogFormat]
    private var slots: [StreamReader]
    private var last = 0

    init(_ log: MixedLog) {
        formats = log.streams.map(\.format)
        slots = log.streams.map(StreamReader.init)
    }

    var zone: WrittenZone { streams.first?.zone ?? .none }
    var streams: [StreamAccount] { slots.flatMap(\.accounts) }

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in
            take(WrappedLine(payload: text, envelope: Envelope(line: number)), whole: text)
        }
        return flush() ?? .rows([])
    }

    mutating func take(_ line: WrappedLine, whole: ArraySlice<UInt8>) {
        // The format of the line before is asked first: files change seldom, and the answer is the same.
        if !MixedLog.claims(formats[last], line.payload),
            let other = formats.indices.first(where: {
                $0 != last && MixedLog.claims(formats[$0], line.payload)
            })
        {
            last = other
        }
        slots[last].add(line, whole: line.payload)
    }

    mutating func flush() -> Batch? {
        var batches: [Batch] = []
        for index in slots.indices {
            if let batch = slots[index].flush() { batches.append(batch) }
        }
        return batches.isEmpty ? nil : .several(batches)
    }

    mutating func finish() -> Batch {
        var batches: [Batch] = []
        for index in slots.indices { batches += slots[index].finish() }
        return .several(batches)
    }
}
