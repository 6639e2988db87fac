// Every suspect is tried: version, rate and depth together, with the arithmetic printed.
// "O(1), so innocent" was wrong for every Redis from 3.2 to 6.2: sidekiq#5910, redis#9454.

import Statistics
package import Summarizing

/// The trial of one command at a call rate and a size.
package struct SuspectTrial {
    /// A suspect that takes this share of the server's one thread can hold everybody up.
    package static let sufficientShareMin = 0.2

    /// What came of a trial.
    package struct Judgement: Sendable, Equatable {
        package var verdict: Suspect.Verdict
        /// The share of the server's time in 0..., at the most where it is a range; `nil` when not predicted.
        package var share: Double?
        /// The arithmetic.
        package var because: Sentence

        init(_ verdict: Suspect.Verdict, _ share: Double?, _ because: Sentence) {
            self.verdict = verdict
            self.share = share
            self.because = because
        }
    }

    /// Predicts what a command takes of the server, and judges it.
    ///
    /// The size is what ``CommandWork/unit`` counts: the elements of the list at its longest, the keys of the
    /// database; `nil` when it is not known.
    package static func judge(
        _ command: RedisCommand,
        shape: ArgumentShape,
        callsPerSecond: Double,
        size: Double?,
        version: RedisVersion?
    ) -> Judgement {
        switch CommandCosts.cost(command, shape, version) {
        case .notInTable:
            return Judgement(.undetermined, nil, "its cost is not in the table of commands")
        case .dependsOnVersion(let costs):
            let each = costs.map { cost -> Sentence in "\(cost.work.words) \(cost.versions.words)" }
            let ways = Sentence.joined(each, by: ", ")
            return Judgement(
                .undetermined,
                nil,
                "its cost depends on the server's version, which no file says: it \(ways)"
            )
        case .known(let cost):
            guard let unit = cost.work.unit else {
                return judgeBounded(cost, callsPerSecond, isVersionSaid: version != nil)
            }
            guard let size else {
                return Judgement(
                    .undetermined,
                    nil,
                    "it \(cost.work.words), and how many there were is not known"
                )
            }
            return judgeGrowing(cost, Quantity(size, unit), callsPerSecond)
        }
    }

    private static func judgeBounded(
        _ cost: CommandCost,
        _ callsPerSecond: Double,
        isVersionSaid: Bool
    ) -> Judgement {
        guard let each = cost.work.microseconds(size: 0) else {
            return Judgement(
                .undetermined,
                nil,
                "it \(cost.work.words), which nothing here predicts"
            )
        }
        let share = callsPerSecond * each.upperBound / 1e6
        let isMuch = callsPerSecond * each.lowerBound / 1e6 >= sufficientShareMin
        let reach: Sentence =
            isVersionSaid ? "\(cost.work.words) on this version" : "\(cost.work.words)"
        return Judgement(
            share < sufficientShareMin ? .exonerated : isMuch ? .sufficient : .undetermined,
            share,
            "\(reach); at \(callsPerSecond, .callsPerSecond) that is \(share, .share) of the server's time"
        )
    }

    private static func judgeGrowing(
        _ cost: CommandCost,
        _ size: Quantity,
        _ callsPerSecond: Double
    ) -> Judgement {
        guard let each = cost.work.microseconds(size: size.value) else {
            return Judgement(
                .undetermined,
                nil,
                "it \(cost.work.words), which nothing here predicts"
            )
        }
        let low = callsPerSecond * each.lowerBound / 1e6
        let high = callsPerSecond * each.upperBound / 1e6
        let times: Sentence =
            "\(cost.work.words), \(size) at the most: \(callsPerSecond, .callsPerSecond) times"
        if high < sufficientShareMin {
            return Judgement(
                .insufficient,
                high,
                "\(times) \(each.upperBound / 1e6, .seconds) at the worst is \(high, .share) of the server's time"
            )
        }
        switch cost.bound {
        case .exact where low >= sufficientShareMin:
            return Judgement(
                .sufficient,
                low,
                "\(times) \(each.lowerBound / 1e6, .seconds) at the least is \(low, .share) of the server's time"
            )
        case .exact:
            return Judgement(
                .undetermined,
                high,
                "\(times) \(each.lowerBound / 1e6, .seconds) to \(each.upperBound / 1e6, .seconds), by the size of the elements and the state of the memory, is \(low, .share) to \(high, .share) of the server's time"
            )
        case .atMost:
            return Judgement(
                .undetermined,
                high,
                "\(times) up to \(each.upperBound / 1e6, .seconds) could be \(high, .share) of the server's time, but how much a call touched does not stand in MONITOR"
            )
        }
    }
}
