// What a user may ask about: one change to what was measured.

package import Summarizing

/// A change that is tried on a capture.
package enum Change: Sendable, Equatable {
    /// So many workers more, or fewer, from the first second on.
    case workers(Double)
    /// No more than so many jobs a second are let into a queue; the others wait before it.
    case cap(queue: String, jobsPerSecond: Double)
    /// The commands that change keys of a pattern are not sent.
    case dropWrites(pattern: String)
    /// One command is not sent.
    case withoutCommand(AskedCommand)
    /// An alert is watched over the capture.
    case alert(AlertRule)

    /// Whether it changes what queues do.
    var isOfQueues: Bool {
        switch self {
        case .workers, .cap: true
        case .dropWrites, .withoutCommand, .alert: false
        }
    }
}

/// A command as a user types it: `LRANGE queue:x 0 -1`.
package struct AskedCommand: Sendable, Equatable {
    package let command: RedisCommand
    /// The key or its pattern; empty for any.
    package let key: String
    /// What the arguments after the key ask for; `nil` where none were given.
    package let shape: ArgumentShape?

    /// Makes one from its words, the first of which names the command.
    package init(_ command: RedisCommand, arguments: [String]) {
        self.command = command
        let takesKey = command.firstKeyIndex == 1
        key = takesKey ? arguments.first ?? "" : ""
        let rest = Array(arguments.dropFirst(takesKey ? 1 : 0))
        shape = rest.isEmpty ? nil : command.shape(ofWords: rest)
    }

    /// Whether a group of commands is meant.
    func covers(_ group: CommandGroup) -> Bool {
        group.command == command && (shape.map { $0 == group.shape } ?? true)
            && (key.isEmpty || AskedPattern(key).covers(group.pattern))
    }
}

/// A key pattern as a user types it: that of a report, a key of its kind, or one with `*` in it.
struct AskedPattern {
    private let parts: [Substring]
    private let ofKey: String

    init(_ text: String) {
        parts = text.split(separator: "*", omittingEmptySubsequences: false)
        ofKey = KeyPattern.of(Array(text.utf8)[...])
    }

    /// Whether a pattern of the report is meant.
    ///
    /// - Complexity: O(n m); both are short.
    func covers(_ pattern: String) -> Bool {
        guard let first = parts.first, let last = parts.last, parts.count > 1 else {
            return pattern == parts.first.map(String.init) || pattern == ofKey
        }
        guard pattern.hasPrefix(first), pattern.hasSuffix(last),
            pattern.utf8.count >= first.utf8.count + last.utf8.count
        else { return false }
        var rest = pattern.dropFirst(first.count).dropLast(last.count)[...]
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let place = rest.firstRange(of: part) else { return false }
            rest = rest[place.upperBound...]
        }
        return true
    }
}

/// An alert as monitoring systems have it: a threshold and how long it must be crossed.
package struct AlertRule: Sendable, Equatable {
    /// On which side of the threshold trouble lies.
    package enum Side: Sendable {
        case above, below
    }

    /// A metric's name, or `depth(queue)` and `oldest(queue)`.
    package let metric: String
    package let side: Side
    /// In the base unit of the metric.
    package let threshold: Double
    package let seconds: Double

    /// Makes a rule.
    package init(metric: String, side: Side, threshold: Double, seconds: Double) {
        self.metric = metric
        self.side = side
        self.threshold = threshold
        self.seconds = seconds
    }

    /// Whether a value is on the wrong side.
    func isCrossed(_ value: Double, threshold: Double) -> Bool {
        switch side {
        case .above: value > threshold
        case .below: value < threshold
        }
    }
}
