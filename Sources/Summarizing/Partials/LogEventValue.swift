// Events in a form of their own: a log of errors has hundreds of thousands, and finding out about their fields takes
// ten times as long as writing them.

import Parsing

extension LogEvent: PartialValue {
    func write(to writer: PartialWriter) throws {
        line.write(to: writer)
        time.microseconds.write(to: writer)
        severity.rawValue.write(to: writer)
        try (topic == .other ? nil : topic).write(to: writer)
        message.write(to: writer)
        process.write(to: writer)
    }

    static func read(from reader: PartialReader) throws -> LogEvent {
        let line = try Int.read(from: reader)
        let time = Timestamp(microseconds: try Int64.read(from: reader))
        guard let severity = Severity(rawValue: try UInt8.read(from: reader)) else {
            throw PartialDamage.range
        }
        return LogEvent(
            line: line,
            time: time,
            severity: severity,
            topic: try Topic?.read(from: reader) ?? .other,
            message: try String.read(from: reader),
            process: try String.read(from: reader)
        )
    }
}
