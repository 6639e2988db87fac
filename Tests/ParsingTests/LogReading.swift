import Testing

@testable import Parsing

/// Reads texts the way a source is read, for the tests of the log formats.
enum LogReading {
    /// The rows of a text that arrives in one block.
    static func rows(of format: any LogFormat, reading text: String) -> [Row] {
        rows(of: format, blocks: [LineBlock(bytes: Array(text.utf8), firstLine: 1)])
    }

    /// The rows of a text that arrives a line at a time.
    static func rowsLineByLine(of format: any LogFormat, reading text: String) -> [Row] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let blocks = lines.enumerated().map { number, line in
            LineBlock(bytes: Array((line + "\n").utf8), firstLine: number + 1)
        }
        return rows(of: format, blocks: blocks)
    }

    /// What the source says of its zone after a text.
    static func zone(of format: any LogFormat, reading text: String) -> WrittenZone {
        var reader = format.makeReader()
        _ = reader.read(LineBlock(bytes: Array(text.utf8), firstLine: 1))
        _ = reader.finish()
        return reader.zone
    }

    /// The score of a text as a file, or zero.
    static func score(of format: any LogFormat, reading text: String) -> Double {
        format.recognition(of: FileHead(name: "log", bytes: Array(text.utf8)))?.score ?? 0
    }

    private static func rows(of format: any LogFormat, blocks: [LineBlock]) -> [Row] {
        var reader = format.makeReader()
        var batches = blocks.map { reader.read($0) }
        batches.append(reader.finish())
        return batches.flatMap(\.rowsByLine)
    }

    /// A moment of 2026-11-21, the day on which most of the sample logs were written.
    static func time(_ hour: Int, _ minute: Int, _ second: Double) -> Timestamp {
        let day = CalendarTime.days(year: 2026, month: 11, day: 21) * 86_400
        let seconds = day + Int64(hour * 3_600 + minute * 60)
        return Timestamp(microseconds: seconds * 1_000_000).advanced(bySeconds: second)
    }
}

extension [Row] {
    var jobs: [JobEvent] {
        compactMap { row in
            guard case .job(let event) = row else { return nil }
            return event
        }
    }

    var logs: [LogEvent] {
        compactMap { row in
            guard case .log(let event) = row else { return nil }
            return event
        }
    }

    var statements: [StatementEvent] {
        compactMap { row in
            guard case .statement(let event) = row else { return nil }
            return event
        }
    }

    var requests: [RequestEvent] {
        compactMap { row in
            guard case .request(let event) = row else { return nil }
            return event
        }
    }
}
