// Slow logs as people paste them and as redis-cli 7.0.15 prints them.

import Testing

@testable import Parsing

/// A slow log and what stands in each of its entries.
struct SlowlogCase: CustomTestStringConvertible, Sendable {
    /// Where the text comes from.
    let origin: String
    let text: String
    /// `id duration count arguments... @client name`, where the last two exist.
    let entries: [String]
    var unreadableLines: [Int] = []

    var testDescription: String { origin }
}

@Suite struct RedisSlowlogTests {
    @Test(arguments: SlowlogCase.pasted + SlowlogCase.printed)
    func readsEntries(example: SlowlogCase) {
        let rows = RedisSlowlog().rows(of: example.text)
        let entries = rows.compactMap { row -> SlowlogEntry? in
            guard case .slowlog(let entry) = row else { return nil }
            return entry
        }
        let unreadable = rows.compactMap { row -> Int? in
            guard case .unreadable(let line) = row else { return nil }
            return line.line
        }

        #expect(entries.map(\.summary) == example.entries)
        #expect(unreadable == example.unreadableLines)
        #expect(RedisSlowlog().recognition(of: example.text) != nil)
    }

    @Test(arguments: ["", "\n", "(empty array)\n", "(empty list or set)\n", "[]\n"])
    func recognisesAnEmptySlowlogByItsName(text: String) {
        #expect(RedisSlowlog().recognition(of: text, named: "slowlog.txt")?.score == 1)
        #expect(RedisSlowlog().rows(of: text) == [])
    }

    @Test func recognisesAnEmptyReplyInASession() {
        // From a paste in which the configuration was asked for first.
        let text = """
            127.0.0.1:6379> config get slowlog-max-len
            1) "slowlog-max-len"
            2) "10240"
            127.0.0.1:6379> slowlog get 1
            (empty array)
            127.0.0.1:6379>
            """

        #expect(RedisSlowlog().recognition(of: text, named: "slowlog.txt") != nil)
    }

    @Test(arguments: ["", "\n", "hello\nworld\n", "46\n1795229811\n"])
    func refusesWhatHasNoEntries(text: String) {
        #expect(RedisSlowlog().recognition(of: text, named: "notes.txt") == nil)
    }

    @Test(arguments: [("604800000000", 1), ("604800000001", 0), ("9223372036854775807", 0)])
    func refusesDurationsThatNoCommandTakes(duration: String, entries: Int) {
        let text = """
            1) 1) (integer) 3
               2) (integer) 1795309753
               3) (integer) \(duration)
               4) 1) "DEBUG"
                  2) "SLEEP"
               5) "127.0.10.88:34157"
               6) "chaos"
            """

        let read = RedisSlowlog().rows(of: text).filter {
            if case .slowlog = $0 { true } else { false }
        }

        #expect(read.count == entries)
    }

    @Test func refusesALatencyHistogram() {
        // LATENCY HISTOGRAM of redis 7.0.15, a real run.
        let text = """
            1) "hgetall"
            2) 1) "calls"
               2) (integer) 2917
               3) "histogram_usec"
               4)  1) (integer) 1
                   2) (integer) 100
            """

        #expect(RedisSlowlog().recognition(of: text, named: "latency.txt") == nil)
    }

    @Test func reportsSizesOfACommandLog() {
        let text = """
            127.0.0.1:6379> COMMANDLOG GET 1 large-reply
            1) 1) (integer) 1
               2) (integer) 1795229811
               3) (integer) 1048576
               4) 1) "HGETALL"
            """
        let reason = "a COMMANDLOG entry that holds a size, not a duration"

        #expect(
            RedisSlowlog().rows(of: text)
                == [.unreadable(UnreadableLine(line: 2, reason: reason))]
        )
    }

    @Test func keepsNoMoreLinesThanItsLimit() {
        var text = SlowlogText(linesMax: 3)

        text.append(LineBlock(bytes: Array("a\nb\n".utf8), firstLine: 1))
        text.append(LineBlock(bytes: Array("c\nd\ne\n".utf8), firstLine: 3))

        #expect(text.count == 3)
        #expect(text.firstLineLeftOut == 4)
    }
}

extension SlowlogEntry {
    /// What a test compares.
    fileprivate var summary: String {
        var words = [String(id), String(durationMicroseconds), String(argumentCount)] + arguments
        if let client { words.append("@\(client)") }
        if let clientName { words.append(clientName) }
        return words.joined(separator: " ")
    }
}
