// One stream of a wrapped or mixed file: its lines go to its own format, its rows back to the file's lines.

/// Reads the lines of one program out of a file that holds several.
struct StreamReader {
    /// The number of its first source among those of the file.
    let source: Int
    private let form: LineForm
    /// What reads the lines as a format has them; or what takes them with their envelopes.
    private var reader: any FormatReader
    private var taker: (any EnvelopeReader)?
    private var ledger = LineLedger()
    private var bytes: [UInt8] = []
    private var lines = 0
    private var wrapperZone = WrittenZone.none
    private var shiftMicroseconds: Int64?

    /// Offsets of zones are whole quarters of an hour.
    private static let zoneStepMicroseconds: Int64 = 900_000_000
    /// A clock that moves further from the wrapper's has changed its zone: summer time begins with an hour.
    private static let zoneSlackMicroseconds: Int64 = 1_800_000_000

    init(_ stream: LayeredStream) {
        source = stream.source
        form = stream.form
        reader = stream.format.makeReader()
        taker = reader as? any EnvelopeReader
    }

    /// What its sources got, in their order.
    var accounts: [StreamAccount] {
        let inner = taker?.streams ?? []
        return inner.isEmpty ? [StreamAccount(lines: lines, zone: zone)] : inner
    }

    /// Adds a line, which waits for ``flush()``.
    mutating func add(_ line: WrappedLine, whole: ArraySlice<UInt8>) {
        lines += 1
        if let moment = line.envelope.time, wrapperZone == .none { wrapperZone = moment.zone }
        guard taker == nil else {
            taker?.take(line, whole: whole)
            return
        }
        ledger.append(
            line.envelope.line + LineMark.base(source: source, shard: 0),
            line.envelope.time?.time
        )
        form.append(line, whole: whole, to: &bytes)
    }

    /// Reads what was added; `nil` when nothing was.
    mutating func flush() -> Batch? {
        if taker != nil { return taker?.flush().map(moved) }
        guard !bytes.isEmpty else { return nil }
        let count = bytes.withUnsafeBufferPointer { ByteScan.count(0x0A, in: $0) }
        let block = LineBlock(bytes: bytes, firstLine: ledger.next - count)
        bytes.removeAll(keepingCapacity: true)
        return placed(reader.read(block))
    }

    /// Reads what is left.
    mutating func finish() -> [Batch] {
        var batches = flush().map { [$0] } ?? []
        if let last = taker?.finish() {
            batches.append(moved(last))
        } else {
            batches.append(placed(reader.finish()))
        }
        return batches
    }

    /// Rows of readers that place their rows themselves, moved to this stream's sources.
    private func moved(_ batch: Batch) -> Batch {
        guard source > 0 else { return batch }
        let base = LineMark.base(source: source, shard: 0)
        return batch.moved(line: { $0 + base }, time: { $1 })
    }

    /// What is said of the zone of this stream's rows.
    private var zone: WrittenZone {
        if form.isStampedByWrapper { return wrapperZone }
        switch reader.zone {
        case .none: return wrapperZone
        case .written, .header: return reader.zone
        case .absent, .absentWithoutDate, .absentWithoutYear:
            // The rows were put onto the wrapper's clock, which is on UTC.
            return shiftMicroseconds == nil ? reader.zone : .written
        }
    }

    /// Puts rows to the lines of the file, and onto the wrapper's clock where their own tells less.
    private mutating func placed(_ batch: Batch) -> Batch {
        let ledger = ledger
        let ownZone = form.isStampedByWrapper ? WrittenZone.written : reader.zone
        var shift = shiftMicroseconds
        let isOnUTC = wrapperZone == .written
        let placed = batch.moved {
            ledger.mark(of: $0)
        } time: { line, time in
            switch ownZone {
            case .written, .header: return time
            case .none: return ledger.time(of: line) ?? time
            case .absent, .absentWithoutDate, .absentWithoutYear:
                guard isOnUTC, let outer = ledger.time(of: line) else { return time }
                let gap = outer.microseconds &- time.microseconds
                if shift.map({ abs(gap &- $0) > Self.zoneSlackMicroseconds }) ?? true {
                    let step = Self.zoneStepMicroseconds
                    shift = (gap &+ (gap < 0 ? -step / 2 : step / 2)) / step * step
                }
                return Timestamp(microseconds: time.microseconds &+ (shift ?? 0))
            }
        }
        shiftMicroseconds = shift
        return placed
    }
}

/// A reader that takes lines with what their wrapper says of them, and places its rows itself.
protocol EnvelopeReader: FormatReader {
    /// Takes a line, which waits for ``flush()``.
    mutating func take(_ line: WrappedLine, whole: ArraySlice<UInt8>)

    /// Reads what was taken; `nil` when nothing was.
    mutating func flush() -> Batch?
}
