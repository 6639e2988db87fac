// What of a wrapped line the format of its program is given.

/// A way to present a wrapped line to a format.
enum LineForm: CaseIterable, Sendable {
    /// The line as the program wrote it.
    case payload
    /// The wrapper's time and process in front of it, as PostgreSQL's own prefix has them.
    case stampedWithProcess
    /// The wrapper's time alone, for formats whose stamp the program left to the wrapper.
    case stamped
    /// The line of the file, for formats that are defined with their wrapper.
    case whole

    /// Adds a line in this form, and its LF.
    func append(_ line: WrappedLine, whole: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        switch self {
        case .payload: bytes += line.payload
        case .whole: bytes += whole
        case .stamped, .stampedWithProcess:
            // A tab continues the message before, which has its stamp.
            if line.payload.first != 0x09, let moment = line.envelope.time {
                Self.appendStamp(moment.time, to: &bytes)
                bytes.append(0x20)
                if self == .stampedWithProcess {
                    bytes += "[".utf8
                    bytes += line.envelope.process.utf8
                    bytes += "] ".utf8
                }
            }
            bytes += line.payload
        }
        bytes.append(0x0A)
    }

    /// Whether lines can be put into this form.
    func fits(_ lines: [WrappedLine]) -> Bool {
        switch self {
        case .payload, .whole: true
        case .stamped: lines.contains { $0.envelope.time != nil }
        case .stampedWithProcess:
            lines.contains { $0.envelope.time != nil && !$0.envelope.process.isEmpty }
        }
    }

    /// Whether the stamps that the format reads are the wrapper's.
    var isStampedByWrapper: Bool { self == .stamped || self == .stampedWithProcess }

    /// `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
    private static func appendStamp(_ time: Timestamp, to bytes: inout [UInt8]) {
        let day = CalendarTime.microsecondsPerDay
        let days = time.microseconds >= 0 ? time.microseconds / day : -1
        let ofDay = max(0, time.microseconds - days * day)
        let date = CalendarTime.civil(days: days)
        let seconds = Int(ofDay / 1_000_000)
        appendDigits(min(date.year, 9_999), 4, then: 0x2D, to: &bytes)
        appendDigits(date.month, 2, then: 0x2D, to: &bytes)
        appendDigits(date.day, 2, then: 0x54, to: &bytes)
        appendDigits(seconds / 3_600, 2, then: 0x3A, to: &bytes)
        appendDigits(seconds / 60 % 60, 2, then: 0x3A, to: &bytes)
        appendDigits(seconds % 60, 2, then: 0x2E, to: &bytes)
        appendDigits(Int(ofDay % 1_000_000), 6, then: 0x5A, to: &bytes)
    }

    private static func appendDigits(
        _ number: Int,
        _ count: Int,
        then byte: UInt8,
        to bytes: inout [UInt8]
    ) {
        var divisor = 1
        for _ in 1..<count { divisor *= 10 }
        while divisor > 0 {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
        bytes.append(byte)
    }
}
