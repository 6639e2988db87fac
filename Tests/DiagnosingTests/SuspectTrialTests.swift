// A suspect's verdict follows from version, rate and depth together.
// `quicklistIndex` walks from the head in 3.2 to 6.2 and seeks from the nearer end from 7.0 on (redis#9454).

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Summarizing

@Suite struct SuspectTrialTests {
    private static let trials: [(version: String?, rate: Double, verdict: Suspect.Verdict)] = [
        ("6.2.14", 5_000, .sufficient), ("6.2.14", 0.1, .insufficient),
        ("7.0.15", 0.1, .exonerated), ("7.0.15", 60, .exonerated),
        ("7.0.15", 5_000, .exonerated),
        ("3.0.7", 60, .exonerated), (nil, 5_000, .undetermined), (nil, 0.1, .undetermined),
    ]

    @Test(arguments: trials)
    func triesTheLastElementOfAMillion(
        version: String?,
        callsPerSecond: Double,
        verdict: Suspect.Verdict
    ) {
        let judged = SuspectTrial.judge(
            .lrange,
            shape: .last,
            callsPerSecond: callsPerSecond,
            size: 1_000_000,
            version: version.flatMap { RedisVersion($0) }
        )

        #expect(judged.verdict == verdict)
    }

    @Test func doesNotJudgeAWalkOfUnknownLength() {
        let judged = SuspectTrial.judge(
            .lrange,
            shape: .whole,
            callsPerSecond: 100,
            size: nil,
            version: RedisVersion("7.0.15")
        )

        #expect(judged.verdict == .undetermined)
    }

    @Test(arguments: [10, 1_000_000] as [Double])
    func aPageCostsTheSameAtAnyDepth(depth: Double) {
        let judged = SuspectTrial.judge(
            .lrange,
            shape: .page,
            callsPerSecond: 5,
            size: depth,
            version: RedisVersion("6.2.14")
        )

        #expect(judged.verdict == .exonerated)
    }

    /// `LINDEX -1` keeps its sign and walks from the tail: sidekiq#5910.
    @Test(arguments: ["3.0.7", "6.2.14", "7.0.15", nil])
    func theLastElementByIndexIsInnocentOnEveryVersion(version: String?) {
        let judged = SuspectTrial.judge(
            .lindex,
            shape: .last,
            callsPerSecond: 5_000,
            size: 1_000_000,
            version: version.flatMap { RedisVersion($0) }
        )

        #expect(judged.verdict == .exonerated)
    }

    /// A page from the end is walked to from the head on 3.2 to 6.2.
    @Test(
        arguments: [("3.0.7", .exonerated), ("6.2.14", .sufficient), ("7.0.15", .exonerated)]
            as [(String, Suspect.Verdict)]
    )
    func aPageFromTheEndDependsOnTheVersion(version: String, verdict: Suspect.Verdict) {
        let judged = SuspectTrial.judge(
            .lrange,
            shape: .tail,
            callsPerSecond: 2_000,
            size: 1_000_000,
            version: RedisVersion(version)
        )

        #expect(judged.verdict == verdict)
    }

    /// What a call may touch at most convicts nobody.
    @Test func anUpperBoundIsNeverSufficient() {
        for row in CommandCosts.rows where row.bound == .atMost {
            for command in row.commands {
                let judged = SuspectTrial.judge(
                    command,
                    shape: row.shapes.first ?? .plain,
                    callsPerSecond: 1_000_000,
                    size: 10_000_000,
                    version: RedisVersion("7.0.15")
                )

                #expect(judged.verdict != .sufficient, "\(command)")
            }
        }
    }

    @Test func everyCommandAndVersionHasOneRow() {
        let versions = ["2.8.24", "3.0.7", "3.2.13", "4.0.14", "6.2.14", "7.0.15", "8.0.0"]
        let shapes: [ArgumentShape] = [.plain, .whole, .last, .page, .span, .tail]
        let commands = Set(CommandCosts.rows.flatMap(\.commands))
        for command in commands {
            for shape in shapes {
                for version in versions.compactMap({ RedisVersion($0) }) {
                    let rows = CommandCosts.rows.filter {
                        $0.covers(command, shape) && $0.versions.contains(version)
                    }
                    #expect(rows.count <= 1, "\(command) \(shape) \(version)")
                }
            }
        }
        #expect(commands.count >= 60)
    }
}
