// A `log_line_prefix` as a server's configuration has it, for logs whose prefix cannot be guessed.
// Source: PostgreSQL manual 17, 20.8.3, log_line_prefix; `elog.c` (`log_status_format`).

/// A prefix that can be read off a line.
package struct PostgresPrefix: Sendable, Equatable {
    /// A part of the prefix.
    private enum Part: Sendable, Equatable {
        case literal([UInt8])
        /// `%t`, `%m`: a date with the name of its zone.
        case stamp
        /// `%n`: seconds since 1970 with milliseconds.
        case epoch
        /// `%p`.
        case process
        /// `%a`.
        case application
        /// `%q`: background processes print nothing that follows.
        case sessionsOnly
        /// Any other escape.
        case text
    }

    /// What was read off a line.
    struct Head {
        var time: Timestamp
        var isZoned: Bool
        var process: ArraySlice<UInt8>
        var application: ArraySlice<UInt8>?
        /// The index after the prefix.
        var end: Int
    }

    private let parts: [Part]

    /// Reads a prefix such as `%m [%p] %q%u@%d `; `nil` when it names no time, or an escape that is none.
    package init?(_ pattern: String) {
        var parts: [Part] = []
        var literal: [UInt8] = []
        var bytes = Array(pattern.utf8)[...]
        while let byte = bytes.popFirst() {
            guard byte == 0x25 else {
                literal.append(byte)
                continue
            }
            // A width may stand between: `%-10u`.
            while let next = bytes.first, next == 0x2D || LineCursor.isDigit(next) {
                bytes.removeFirst()
            }
            guard let escape = bytes.popFirst() else { return nil }
            if escape == 0x25 {
                literal.append(escape)
                continue
            }
            guard let part = Self.part(escape) else { return nil }
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = []
            parts.append(part)
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        guard parts.contains(.stamp) || parts.contains(.epoch) else { return nil }
        self.parts = parts
    }

    private static func part(_ escape: UInt8) -> Part? {
        switch escape {
        case 0x74, 0x6D: .stamp
        case 0x6E: .epoch
        case 0x70: .process
        case 0x61: .application
        case 0x71: .sessionsOnly
        case _ where "udrhbPQlisvxceL".utf8.contains(escape): .text
        default: nil
        }
    }

    /// Reads the prefix of a line; `nil` when the line does not begin with it.
    func read(_ line: ArraySlice<UInt8>) -> Head? {
        var cursor = LineCursor(line)
        var time: (time: Timestamp, isZoned: Bool)?
        var process: ArraySlice<UInt8> = []
        var application: ArraySlice<UInt8>?
        reading: for number in parts.indices {
            switch parts[number] {
            case .literal(let text):
                guard cursor.rest.starts(with: text) else { return nil }
                cursor.index += text.count
            case .stamp:
                guard let stamp = CalendarTime.stamp(in: line, at: cursor.index) else { return nil }
                cursor.index = stamp.end
                let name = stamp.zone == .none ? Self.zoneName(&cursor) : []
                time = PostgresLine.moment(stamp, zoneNamed: name)
            case .epoch:
                let digits = cursor.rest.prefix { LineCursor.isDigit($0) || $0 == 0x2E }
                guard let read = EpochTime.read(digits) else { return nil }
                cursor.index = digits.endIndex
                time = (read, true)
            case .process:
                process = value(&cursor, before: number + 1)
            case .application:
                application = value(&cursor, before: number + 1)
            case .text:
                _ = value(&cursor, before: number + 1)
            case .sessionsOnly:
                if isAtLevel(cursor) { break reading }
            }
        }
        guard let time else { return nil }
        return Head(
            time: time.time,
            isZoned: time.isZoned,
            process: process,
            application: application?.isEmpty == true ? nil : application,
            end: cursor.index
        )
    }

    /// Reads ` CET` behind a stamp.
    private static func zoneName(_ cursor: inout LineCursor) -> ArraySlice<UInt8> {
        let name = cursor.rest.dropFirst().prefix { (0x41...0x5A).contains($0) }
        guard cursor.next == 0x20, (3...5).contains(name.count) else { return [] }
        cursor.index = name.endIndex
        return name
    }

    /// Reads up to what the next literal begins with; to the end where none follows.
    private func value(_ cursor: inout LineCursor, before number: Int) -> ArraySlice<UInt8> {
        let start = cursor.index
        guard number < parts.count, case .literal(let text) = parts[number], let stop = text.first
        else {
            while let byte = cursor.next, byte != 0x20 { cursor.index += 1 }
            return cursor.bytes[start..<cursor.index]
        }
        cursor.index = LineCursor.first(stop, in: cursor.bytes, from: start)
        return cursor.bytes[start..<cursor.index].trimmingBlanks
    }

    /// Whether a level stands here, so that the line is one of a background process.
    private func isAtLevel(_ cursor: LineCursor) -> Bool {
        let word = cursor.rest.drop { $0 == 0x20 }.prefix { $0 != 0x3A && $0 != 0x20 }
        return PostgresLine.kind(named: word) != nil
    }
}

extension ArraySlice<UInt8> {
    /// Without blanks at its ends, which pad a value to its width.
    fileprivate var trimmingBlanks: ArraySlice<UInt8> {
        var text = drop { $0 == 0x20 }
        while text.last == 0x20 { text.removeLast() }
        return text
    }
}
