// One line of a Rails log: the Ruby logger's prefix, tags, and what stands behind them.
// Source: Ruby `Logger::Formatter` 2.0 to 3.4; Rails `ActiveSupport::TaggedLogging` 3.2 to 8.1.

/// The parts of a line that Rails wrote.
struct RailsLine {
    /// The whole line, without colours.
    let text: ArraySlice<UInt8>
    /// The wall-clock time in the prefix, as if it were UTC; `nil` without a prefix.
    private(set) var wallTime: Timestamp?
    /// What the prefix says; `nil` without one.
    private(set) var severity: LogEvent.Severity?
    /// The pid in the prefix, or empty.
    private(set) var process: ArraySlice<UInt8> = []
    /// The name of the program in the prefix, or empty.
    private(set) var program: ArraySlice<UInt8> = []
    /// What stands behind the prefix, with its tags.
    private(set) var body: ArraySlice<UInt8>
    /// The first tag that may be a request's id, or empty.
    private(set) var requestID: ArraySlice<UInt8> = []
    /// What stands behind prefix and tags, with the blanks that indent it.
    private(set) var message: ArraySlice<UInt8>

    /// More tags are user text.
    private static let tagsMax = 8
    /// Longer brackets are data.
    private static let tagBytesMax = 120
    /// Shorter tags (`web`) name no single request.
    private static let requestIDBytesMin = 8

    /// Reads a line; every line is one, if only a continuation.
    init(_ line: ArraySlice<UInt8>) {
        text = LineCursor.withoutColours(line)
        message = text
        body = text
        readPrefix(LineCursor(text))
        readTags()
    }

    /// The message without the blanks that indent it.
    var trimmed: ArraySlice<UInt8> { message.drop { $0 == 0x20 } }

    /// What lines of one request share: its id, else the pid.
    var key: UInt64 { FixedHash.hash(requestID.isEmpty ? process : requestID) }

    /// Reads `I, [2026-11-21T03:47:20.748223 #30997]  INFO -- : `; the name of a program may stand there.
    private mutating func readPrefix(_ start: LineCursor) {
        var cursor = start
        guard let letter = cursor.next, let severity = Self.severity(letter) else { return }
        cursor.index += 1
        guard cursor.skip(", ["),
            let stamp = CalendarTime.stamp(in: cursor.bytes, at: cursor.index)
        else { return }
        cursor.index = stamp.end
        cursor.skipSpaces()
        guard cursor.skip(byte: 0x23) else { return }
        let process = cursor.text(until: 0x5D)
        guard process.allSatisfy(LineCursor.isDigit),
            let dashes = LineCursor.find("-- ", in: cursor.rest.prefix(16)),
            let colon = LineCursor.find(": ", in: cursor.bytes[(dashes + 3)...].prefix(80))
        else { return }
        wallTime = stamp.time
        self.severity = severity
        self.process = process
        program = cursor.bytes[(dashes + 3)..<colon]
        body = cursor.bytes[(colon + 2)...]
        message = body
    }

    private mutating func readTags() {
        for _ in 0..<Self.tagsMax {
            guard message.first == 0x5B else { return }
            let inner = message.dropFirst().prefix(Self.tagBytesMax)
            guard let close = inner.firstIndex(of: 0x5D), close > inner.startIndex,
                inner.first != 0x5B, close + 1 < message.endIndex, message[close + 1] == 0x20
            else { return }
            let tag = message[inner.startIndex..<close]
            if requestID.isEmpty, Self.mayBeRequestID(tag) { requestID = tag }
            message = message[(close + 2)...]
        }
    }

    private static func mayBeRequestID(_ tag: ArraySlice<UInt8>) -> Bool {
        tag.count >= requestIDBytesMin && tag.contains(where: LineCursor.isDigit)
            && tag.allSatisfy { LineCursor.isWord($0) || $0 == 0x2D }
    }

    private static func severity(_ letter: UInt8) -> LogEvent.Severity? {
        switch letter {
        case 0x44: .debug
        case 0x49, 0x41: .info
        case 0x57: .warning
        case 0x45: .error
        case 0x46: .fatal
        default: nil
        }
    }
}
