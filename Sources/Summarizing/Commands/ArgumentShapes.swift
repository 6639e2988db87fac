// The shape of the index arguments that decide what a range command costs.

import Parsing

extension RedisCommand {
    /// Elements of a page at most, and places from an end that still count as near it.
    private static let pageElementsMax: Int64 = 1_000
    /// Words after the key that are looked at: `min max WITHSCORES LIMIT offset count`.
    private static let wordsMax = 6

    /// Whether ``shape(_:)`` depends on the arguments.
    @inline(__always)
    var hasShape: Bool {
        switch self {
        case .lrange, .zrange, .zrevrange, .lindex, .zrangebyscore, .zrevrangebyscore, .zrangebylex,
            .zrevrangebylex:
            true
        default: false
        }
    }

    /// Reads the shape of a range command's arguments from the bytes after its key.
    func shape(_ arguments: Bytes) -> ArgumentShape {
        switch self {
        case .lrange, .zrange, .zrevrange, .lindex:
            var words = ArgumentWords(arguments)
            guard let start = words.next()?.integer else { return .span }
            if self == .lindex { return Self.shape(from: start, to: start) }
            guard let stop = words.next()?.integer else { return .span }
            return Self.shape(from: start, to: stop)
        case .zrangebyscore, .zrevrangebyscore, .zrangebylex, .zrevrangebylex:
            let words = ArgumentWords(arguments).prefix(Self.wordsMax)
            return Self.limitShape(words.dropFirst(2).map(\.integer))
        default: return .plain
        }
    }

    /// The shape of the words after the key.
    package func shape(ofWords words: [String]) -> ArgumentShape {
        switch self {
        case .lrange, .zrange, .zrevrange, .lindex:
            guard let start = words.first.flatMap({ Int64($0) }) else { return .span }
            if self == .lindex { return Self.shape(from: start, to: start) }
            guard words.count >= 2, let stop = Int64(words[1]) else { return .span }
            return Self.shape(from: start, to: stop)
        case .zrangebyscore, .zrevrangebyscore, .zrangebylex, .zrevrangebylex:
            return Self.limitShape(words.prefix(Self.wordsMax).dropFirst(2).map { Int64($0) })
        default: return .plain
        }
    }

    private static func shape(from start: Int64, to stop: Int64) -> ArgumentShape {
        if start == 0, stop == -1 { return .whole }
        if start == -1, stop == -1 { return .last }
        guard stop >= start, stop &- start < pageElementsMax else { return .span }
        if start >= 0 { return start < pageElementsMax ? .page : .span }
        return stop < 0 && start > -pageElementsMax ? .tail : .span
    }

    /// `LIMIT 0 n` is the only pair of numbers after the bounds.
    private static func limitShape(_ numbers: [Int64?]) -> ArgumentShape {
        let limit = numbers.compactMap { $0 }
        guard limit.count == 2, limit[0] >= 0, limit[0] < pageElementsMax, limit[1] >= 0,
            limit[1] <= pageElementsMax
        else { return .plain }
        return .page
    }
}
