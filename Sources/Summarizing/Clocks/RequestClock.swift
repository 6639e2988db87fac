// The clock of a log from the requests that it shares with another.
// Source: Cristian 1989: a request begins later and ends earlier in the application than in the proxy before it.

import Statistics

/// Compares the clocks of two logs of the same requests.
enum RequestClock {
    private static let secondMicroseconds: Int64 = 1_000_000
    /// A duration in milliseconds puts the other end of a request so far off the second at the most.
    private static let slackMicroseconds: Int64 = 1_000

    /// By how much the clock of the second log is ahead, and how sure that is, in seconds.
    struct Offset {
        let seconds: Double
        let uncertaintySeconds: Double
        let pairs: Int
    }

    /// Finds the offset; `nil` where there are too few requests or they contradict each other.
    ///
    /// Which of the two stands before the other is told by whose requests last longer.
    static func offset(_ pairs: [MatchedRequests.Pair], zoneSeconds: Double) -> Offset? {
        guard pairs.count >= MatchedJobs.pairsMin else { return nil }
        let excess = pairs.map { pair in
            Double(pair.first.upperBound - pair.first.lowerBound)
                - Double(pair.second.upperBound - pair.second.lowerBound)
        }
        guard let median = RobustScale.median(of: excess) else { return nil }
        if median < 0 {
            let turned = pairs.map { MatchedRequests.Pair(first: $0.second, second: $0.first) }
            return inside(turned, zoneSeconds: -zoneSeconds).map {
                Offset(
                    seconds: -$0.seconds,
                    uncertaintySeconds: $0.uncertaintySeconds,
                    pairs: $0.pairs
                )
            }
        }
        return inside(pairs, zoneSeconds: zoneSeconds)
    }

    /// The offset where the second log is the inner one; zone seconds are to be added to its stamps.
    private static func inside(_ pairs: [MatchedRequests.Pair], zoneSeconds: Double) -> Offset? {
        let isFirstWhole = pairs.allSatisfy { isWhole($0.first) }
        let isSecondWhole = pairs.allSatisfy { isWhole($0.second) }
        let forward = pairs.map { pair in
            LowerEnvelope.Pair(
                seconds: Double(pair.first.lowerBound) / 1e6,
                difference: Double(pair.second.lowerBound &- pair.first.lowerBound) / 1e6
                    + zoneSeconds + (isSecondWhole ? 1 : 0)
            )
        }
        let backward = pairs.map { pair in
            LowerEnvelope.Pair(
                seconds: Double(pair.first.lowerBound) / 1e6,
                difference: Double(pair.first.upperBound &- pair.second.upperBound) / 1e6
                    - zoneSeconds + (isFirstWhole ? 1 : 0)
            )
        }
        guard let there = LowerEnvelope.fit(forward),
            let both = TwoWayOffset.fit(forward: forward, backward: backward)
        else { return nil }
        let reach = there.interval.upperBound - there.offset
        let cut = isFirstWhole || isSecondWhole ? MatchedClock.wholeSecondUncertainty : 0
        return Offset(
            seconds: both.offset,
            uncertaintySeconds: both.interval.upperBound - both.offset + reach + cut,
            pairs: pairs.count
        )
    }

    /// Whether one end stands at a whole second: a log of such stamps cuts up to one off each.
    private static func isWhole(_ span: ClosedRange<Int64>) -> Bool {
        [span.lowerBound, span.upperBound].contains { time in
            let past = time % secondMicroseconds
            return min(past, secondMicroseconds - past) < slackMicroseconds
        }
    }
}
