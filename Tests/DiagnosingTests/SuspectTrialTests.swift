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
            depth: 1_000_000,
            version: version.flatMap { RedisVersion($0) }
        )

        #expect(judged.verdict == verdict)
    }

    @Test func doesNotJudgeAWalkOfUnknownLength() {
        let judged = SuspectTrial.judge(
            .lrange,
            shape: .whole,
            callsPerSecond: 100,
            depth: nil,
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
            depth: depth,
            version: RedisVersion("6.2.14")
        )

        #expect(judged.verdict == .exonerated)
    }
}
