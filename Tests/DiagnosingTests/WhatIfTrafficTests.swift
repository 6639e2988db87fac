// Commands left out are those that were counted; an alert fires at the sample at which it would have.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct WhatIfTrafficTests {
    private static let capture = SimulatedCapture(.deadWrites, seed: 1)

    @Test(
        arguments: [
            ("presence:{n}", "\"presence:"), ("presence:*", "\"presence:"),
            ("presence:17", "\"presence:"), ("*:*", ":"),
        ]
    )
    func leavesOutExactlyTheCountedWrites(pattern: String, text: String) throws {
        let capture = Self.capture
        let monitor = try #require(capture.files.first { $0.name == "monitor.log" })
        let writing = [
            "set", "hset", "hmset", "setex", "incr", "expire", "del", "sadd", "lpush", "zadd",
            "zrem",
        ]
        let lines = String(decoding: monitor.bytes, as: UTF8.self).split(separator: "\n").filter {
            line in
            let words = line.split(separator: " ", maxSplits: 4)
            return words.count == 5
                && words[4].split(separator: " ")[0].contains(text)
                && writing.contains { words[3] == "\"\($0)\"" }
        }
        let scene = Scene(try #require(CaptureReading.timeline(of: capture.files)))

        let left = try #require(LeftOut(.dropWrites(pattern: pattern), scene))

        #expect(left.calls == lines.count)
        #expect(left.calls > 100)
    }

    @Test func countsACommandThatTwoChangesLeaveOutOnce() throws {
        let scene = Scene(try #require(CaptureReading.timeline(of: Self.capture.files)))
        let parts = [Change.dropWrites(pattern: "presence:*"), .dropWrites(pattern: "pres*")]
            .compactMap { LeftOut($0, scene) }

        let together = LeftOut.together(parts, scene)

        let quantity = Sentence.Piece.quantity(Quantity(Double(parts[0].calls), .commands))
        #expect(together.answer.pieces.first == quantity)
    }

    private static func poll(version: String?) throws -> WhatIfAnswer {
        var files = QueueRun.surge(seed: 3, workers: 5).files
        var text = String(decoding: files[0].bytes, as: UTF8.self).split(separator: "\n")
        for second in 200..<290 {
            text.append(
                "\(Moment.monitor(Double(second) + 0.5)) [0 10.0.0.81:1] \"lrange\" \"queue:exports\" \"-1\" \"-1\""
            )
        }
        text.sort()
        files[0].bytes = Array((text.joined(separator: "\n") + "\n").utf8)
        let timeline = try #require(
            CaptureReading.timeline(of: files, version: version.flatMap { RedisVersion($0) })
        )
        let asked = AskedCommand(.lrange, arguments: ["queue:exports", "-1", "-1"])
        let answers = WhatIf.answers(to: [.withoutCommand(asked)], in: timeline, incidents: [])
        return try #require(answers.first)
    }

    @Test(arguments: ["6.2.14", "7.0.15"])
    func saysWhatAPollTook(version: String) throws {
        let answer = try Self.poll(version: version)

        #expect(answer.refusal == nil)
        #expect(answer.answer.pieces.first == .quantity(Quantity(90, .commands)))
    }

    /// On 3.2 to 6.2 the last element costs a walk, from 7.0 on it does not.
    @Test func refusesACostThatDependsOnAnUnknownVersion() throws {
        #expect(try Self.poll(version: nil).refusal != nil)
    }

    @Test(
        arguments: [("LRANGE", ["q"], nil), ("LRANGE", ["q", "0", "-1"], .whole)]
            as [(String, [String], ArgumentShape?)]
    )
    func readsACommandAsItIsTyped(name: String, arguments: [String], shape: ArgumentShape?) {
        let asked = AskedCommand(RedisCommand.named(name.utf8), arguments: arguments)

        #expect(asked.command == .lrange && asked.key == "q" && asked.shape == shape)
    }

    @Test(
        arguments: [
            ("a:*", "a:{n}", true), ("a:*", "b:a:", false), ("*:x", "a:x", true),
            ("a*c*e", "abcde", true), ("a*c*e", "abde", false), ("a*a", "a", false),
            ("a:{n}", "a:{n}", true), ("a:42", "a:{n}", true), ("", "", true), ("*", "", true),
        ]
    )
    func matchesPatterns(asked: String, pattern: String, isMeant: Bool) {
        #expect(AskedPattern(asked).covers(pattern) == isMeant)
    }

    /// Above 70 from 100 s on but for one sample at 160 s; samples every ten seconds.
    @Test(
        arguments: [
            (120.0, [AlertReplay.Firing(crossed: 170, fired: 290, cleared: 400)]),
            (
                30,
                [
                    AlertReplay.Firing(crossed: 100, fired: 130, cleared: 160),
                    AlertReplay.Firing(crossed: 170, fired: 200, cleared: 400),
                ]
            ), (300, []),
            (
                25,
                [
                    AlertReplay.Firing(crossed: 100, fired: 130, cleared: 160),
                    AlertReplay.Firing(crossed: 170, fired: 200, cleared: 400),
                ]
            ),
        ] as [(Double, [AlertReplay.Firing])]
    )
    func firesAtTheSecondAtWhichItWould(seconds: Double, firings: [AlertReplay.Firing]) {
        let times = stride(from: Int64(0), to: 500, by: 10).map { $0 * 1_000_000 }
        let values = times.map { time -> Double in
            let second = time / 1_000_000
            return second >= 100 && second < 400 && second != 160 ? 90 : 70
        }

        let own = AlertReplay.firings(
            of: AlertRule(metric: "cpu", side: .above, threshold: 70, seconds: seconds),
            threshold: 70,
            times: times,
            values: values
        )

        #expect(
            own.map { firing in
                AlertReplay.Firing(
                    crossed: firing.crossed / 1_000_000,
                    fired: firing.fired / 1_000_000,
                    cleared: firing.cleared.map { $0 / 1_000_000 }
                )
            } == firings
        )
    }

    @Test(arguments: 0..<2 as Range<UInt64>)
    func anAlertOnTheOldestJobFiresInsideThePlantedTrouble(seed: UInt64) throws {
        let capture = SimulatedCapture(.arrivalsUp, seed: seed)
        let planted = try #require(capture.planted)
        let timeline = try #require(CaptureReading.timeline(of: capture.files))
        let watched = try #require(Watched("oldest(exports)", Scene(timeline)))
        let rule = AlertRule(metric: "oldest(exports)", side: .above, threshold: 1, seconds: 5)

        let firings = AlertReplay.firings(
            of: rule,
            threshold: watched.threshold(of: rule),
            times: watched.times,
            values: watched.values
        )

        #expect(firings.count == 1)
        let fired = try #require(firings.first).fired
        let after = Double(fired) / 1e6 - Double(Moment.epoch) - planted.start
        #expect(after > 5 && after < 20)
    }
}
