// The Sidekiq heartbeat, which stands in MONITOR every five or ten seconds.
// Source: sidekiq lib/sidekiq/launcher.rb, 6.4 and 7.3 (`info`, `busy`, `beat`, `rtt_us`, `quiet`, `rss`).

import Parsing

/// What a worker process says of itself.
package struct Heartbeat: Sendable, Equatable, Codable {
    /// When Redis stamped it, in microseconds.
    package var time: Int64
    package var mark: Int
    /// The worker's own clock, in microseconds.
    package var beat: Int64
    /// The Redis round trip that the worker measured (6.2 on), or `nil`.
    package var roundTripMicroseconds: Int64?
    /// Threads at work, and threads there are; `nil` when not said.
    package var busy: Int?
    package var concurrency: Int?
    package var isQuiet: Bool
    /// A hash of the process's identity.
    package var process: UInt64

    /// Heartbeats kept: two days of a hundred processes.
    static let countMax = 1 << 20
}

extension Heartbeat {
    /// Reads `HSET identity info {...} busy n beat t ...`; `nil` for any other command.
    init?(_ entry: CommandRow, _ command: RedisCommand) {
        guard command == .hset || command == .hmset,
            entry.arguments.begins(with: #""info" "{"#)
        else { return nil }
        let words = Array(entry.words)
        var values: [String: Bytes] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            values[String(decoding: words[index], as: UTF8.self)] = words[index + 1]
        }
        guard let beat = values["beat"].flatMap({ Double(String(decoding: $0, as: UTF8.self)) })
        else {
            return nil
        }
        time = entry.time
        mark = entry.mark
        self.beat = Timestamp(seconds: beat).microseconds
        roundTripMicroseconds = values["rtt_us"].flatMap {
            Int64(String(decoding: $0, as: UTF8.self))
        }
        busy = values["busy"].flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        isQuiet = values["quiet"].map { $0.elementsEqual("true".utf8) } ?? false
        process = entry.keyHash
        concurrency = values["info"].flatMap(Self.concurrency)
    }

    private static func concurrency(_ info: Bytes) -> Int? {
        let text = String(decoding: info.prefix(4_096), as: UTF8.self)
        guard let name = text.range(of: #"concurrency\":"#) else { return nil }
        return Int(text[name.upperBound...].prefix { $0.isNumber })
    }
}

extension String {
    /// Where a text occurs first.
    ///
    /// - Complexity: O(n m); used on short texts only.
    fileprivate func range(of other: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(other) {
                return start..<index(start, offsetBy: other.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
