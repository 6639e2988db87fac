// The changes of `debrief what-if` as they are typed.

import Diagnosing
import Parsing
import Summarizing

/// Reads changes.
enum ChangeFlag {
    /// A pool larger than this is a typing error.
    private static let workersMax = 100_000.0
    private static let rateMax = 1e9

    /// Reads `+4` or `-2`.
    ///
    /// - Throws: ``InputError`` with code D007.
    static func workers(_ text: String) throws -> Change {
        guard let number = Double(text), abs(number) <= workersMax, number != 0 else {
            throw error("--workers", "this is not a number of workers", "for example --workers=+4")
        }
        return .workers(number)
    }

    /// Reads `QUEUE=RATE`.
    ///
    /// - Throws: ``InputError`` with code D007.
    static func cap(_ text: String) throws -> Change {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let rate = Double(parts[1]), rate > 0, rate <= rateMax else {
            throw error(
                "--cap",
                "a cap is a queue, = and how many jobs a second",
                "for example --cap exports=20"
            )
        }
        return .cap(queue: parts[0], jobsPerSecond: rate)
    }

    /// Reads a command with its arguments.
    ///
    /// - Throws: ``InputError`` with code D007.
    static func command(_ text: String) throws -> Change {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let command = RedisCommand.named((words.first ?? "").utf8)
        guard !words.isEmpty, command != .unknown else {
            throw error(
                "--without-command",
                "this is no command of Redis that debrief knows",
                "for example --without-command 'LRANGE queue:x 0 -1'"
            )
        }
        return .withoutCommand(AskedCommand(command, arguments: Array(words.dropFirst())))
    }

    /// Reads `METRIC>NUMBER for TIME`; the time may be left out.
    ///
    /// - Throws: ``InputError`` with code D007.
    static func alert(_ text: String) throws -> AlertRule {
        let rule = text.split(separator: " for ", maxSplits: 1).map(String.init)
        guard let condition = rule.first,
            let sign = condition.firstIndex(where: { $0 == ">" || $0 == "<" })
        else { throw unreadableAlert }
        let metric = String(condition[..<sign]).trimmed
        var rest = condition[condition.index(after: sign)...]
        if rest.first == "=" { rest = rest.dropFirst() }
        let written = String(rest).trimmed
        let digits = written.prefix { $0.isNumber || "+-.eE".contains($0) }
        guard !metric.isEmpty, let number = Double(digits), number.isFinite,
            let threshold = WrittenThreshold.base(
                number,
                unit: String(written.dropFirst(digits.count)).trimmed,
                metric: metric
            )
        else { throw unreadableAlert }
        return AlertRule(
            metric: metric,
            side: condition[sign] == ">" ? .above : .below,
            threshold: threshold,
            seconds: rule.count > 1 ? try TimeFlag.duration(rule[1].trimmed, flag: "--alert") : 0
        )
    }

    private static var unreadableAlert: InputError {
        error(
            "--alert",
            "an alert is a metric, > or <, a number, and for how long",
            "for example --alert 'redis_cpu>70 for 2m'"
        )
    }

    private static func error(_ flag: String, _ problem: String, _ remedy: String) -> InputError {
        InputError(code: "D007", position: Position(path: flag), problem: problem, remedy: remedy)
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
