// One dump of INFO beside MONITOR: what it can say of a suspect whose size nobody knows, and what it cannot.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct MeasuredCostTests {
    /// Second of the first line, and seconds of a capture in which a cart is read ten times a second.
    private static let start = 200.0
    private static let span = 60
    private static let incident = 20..<40

    private static func read(_ key: String, at second: Double) -> String {
        "\(Moment.monitor(start + second)) [0 10.0.0.1:1] \"HGETALL\" \"\(key)\"\n"
    }

    /// Too sparse for the silences to acquit anybody.
    private static let carts = (0..<span * 10).map { number in
        read("cart:\(number % 90)", at: Double(number) / 10)
    }.joined()

    /// A dump taken some seconds into the capture; `nil` where it does not say when.
    private static func dump(_ commands: String, at second: Double?) -> String {
        let micros = second.map { Int64(((Double(Moment.epoch) + start + $0) * 1e6).rounded()) }
        let time = micros.map { "server_time_usec:\($0)\n" } ?? ""
        return "# Server\nredis_version:7.0.15\n\(time)# Commandstats\n\(commands)\n"
    }

    private static func counted(_ calls: Int, _ microseconds: Int) -> String {
        "cmdstat_get:calls=3,usec=9,usec_per_call=3.00\ncmdstat_hgetall:calls=\(calls),usec=\(microseconds),usec_per_call=0.00,rejected_calls=0,failed_calls=0"
    }

    /// What the trial makes of the reads of one kind of key.
    private static func suspect(
        _ pattern: String = "cart:{n}",
        monitor: String = carts,
        dumps: [String]
    ) throws -> Suspect {
        var files = [(name: "monitor.log", bytes: Array(monitor.utf8))]
        if !dumps.isEmpty {
            files.append((name: "redis-info.txt", bytes: Array(dumps.joined().utf8)))
        }
        let timeline = try #require(
            CaptureReading.timeline(of: files, version: RedisVersion("7.0.15"))
        )
        let suspects = Trials.all(in: Scene(timeline), incident: incident)
        return try #require(suspects.first { $0.subject.keyPattern == pattern })
    }

    private static func words(_ sentence: Sentence) -> String {
        sentence.pieces.map { piece in
            if case .words(let words) = piece { words } else { "#" }
        }.joined()
    }

    @Test func exoneratesByWhatInfoMeasured() throws {
        let suspect = try Self.suspect(dumps: [Self.dump(Self.counted(600, 3_156), at: 60)])

        #expect(suspect.verdict == .exonerated)
        #expect(
            Self.words(suspect.because)
                == "INFO counts # a call over #; at # that is # of the server's time, at most #, were all of it spent in the window"
        )
        let quantities = suspect.because.pieces.compactMap { piece in
            if case .quantity(let quantity) = piece { quantity } else { nil }
        }
        #expect(
            quantities == [
                Quantity(3_156 / 1e6 / 600, .seconds), Quantity(600, .calls),
                Quantity(10, .callsPerSecond), Quantity(10 * (3_156 / 1e6 / 600), .share),
                Quantity(3_156 / 1e6 / 20, .share),
            ]
        )
        #expect(suspect.evidence.last?.source == "redis-info.txt")
        #expect(suspect.evidence.last?.firstLine == 6)
    }

    /// The window lasts from the 20th to the 40th second.
    @Test(
        arguments: [
            (10, .undetermined), (25, .undetermined), (31, .exonerated), (60, .exonerated),
            (600, .exonerated),
        ] as [(Double, Suspect.Verdict)]
    )
    func aDumpFromBeforeMostOfTheCallsSaysNothing(at second: Double, verdict: Suspect.Verdict)
        throws
    {
        let calls = Int(min(second, Double(Self.span)) * 10)

        let suspect = try Self.suspect(
            dumps: [Self.dump(Self.counted(calls, calls * 5), at: second)]
        )

        #expect(suspect.verdict == verdict)
    }

    @Test func takesTheDumpThatCoversMostOfTheWindow() throws {
        let dumps = [(10.0, 100), (33.0, 330), (60.0, 600)].map { second, calls in
            Self.dump(Self.counted(calls, calls * 5), at: second)
        }

        let suspect = try Self.suspect(dumps: dumps)

        #expect(suspect.evidence.last?.firstLine == 18)
    }

    /// There are 600 reads of carts, and 15 of a large hash that end silences of two seconds.
    ///
    /// By the mean of all, the carts would be guilty of a quarter of the time and the hash of a hundredth.
    @Test(arguments: ["cart:{n}", "leaderboard"])
    func neitherARareGroupNorACommonOneIsJudgedByTheMeanOfBoth(pattern: String) throws {
        var lines: [String] = []
        for burst in 0..<3 {
            let second = Double(burst * 20)
            for number in 0..<200 {
                lines.append(Self.read("cart:\(number % 90)", at: second + Double(number) / 50))
            }
            for number in 0..<5 {
                lines.append(Self.read("leaderboard", at: second + Double(6 + 2 * number)))
            }
        }

        let suspect = try Self.suspect(
            pattern,
            monitor: lines.joined(),
            dumps: [Self.dump(Self.counted(615, 15_000_000), at: 60)]
        )

        #expect(suspect.verdict == .undetermined)
    }

    @Test func aRareGroupIsAcquittedWhereAllOfTheTimeWouldBeTooLittle() throws {
        let lines = (0..<Self.span * 10).map { number in
            Self.read(number == 300 ? "leaderboard" : "cart:7", at: Double(number) / 10)
        }
        let sparse = Array(lines[..<280] + lines[300...])

        let suspect = try Self.suspect(
            "leaderboard",
            monitor: sparse.joined(),
            dumps: [Self.dump(Self.counted(sparse.count, 3_156), at: 60)]
        )

        #expect(suspect.verdict == .exonerated)
        #expect(
            Self.words(suspect.because)
                == "INFO counts # for all # of #, at most # of the server's time in the window, were it all its own"
        )
    }

    @Test(
        arguments: [
            (18_000_000, .sufficient), (3_000_000, .insufficient), (4_500_000, .undetermined),
        ] as [(Int, Suspect.Verdict)]
    )
    func convictsByALargeMeasuredShareOfItsOwn(microseconds: Int, verdict: Suspect.Verdict) throws {
        let suspect = try Self.suspect(
            dumps: [Self.dump(Self.counted(600, microseconds), at: 60)]
        )

        #expect(suspect.verdict == verdict)
    }

    /// Reset within the capture, or another server's; mostly of another time.
    @Test(arguments: [300, 6_000])
    func aCountThatDoesNotFitTheCaptureSaysNothing(calls: Int) throws {
        let suspect = try Self.suspect(
            dumps: [Self.dump(Self.counted(calls, 3_156), at: 60)]
        )

        #expect(suspect.verdict == .undetermined)
    }

    @Test(
        arguments: [
            [], [dump(counted(600, 3_156), at: nil)],
            [dump("cmdstat_get:calls=3,usec=9", at: 60)],
            [dump("cmdstat_hgetall:calls=x,usec=9", at: 60)],
            [dump("cmdstat_hgetall:calls=600,usec=-9", at: 60)],
        ]
    )
    func staysOpenWithoutTotalsOrTheirTime(dumps: [String]) throws {
        let suspect = try Self.suspect(dumps: dumps)

        #expect(suspect.verdict == .undetermined)
        #expect(
            Self.words(suspect.because)
                == "it reads every element, and how many there were is not known"
        )
    }
}
