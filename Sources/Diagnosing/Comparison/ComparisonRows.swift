// From measured levels to verdicts: large enough, sure enough, and more than either side moved by itself.

import Foundation
import Statistics
import Summarizing

/// Judges what was measured on both sides.
enum ComparisonRows {
    /// A level must change by this factor: what every comparison here asks.
    private static let ratioMin = BacklogStory.ratioMin
    /// Events below which something came or went by chance: under one in a thousand by the rule of three, squared.
    private static let eventsMin = 30
    /// Something that comes or goes does so in several stretches.
    private static let blocksMin = 3
    /// Of thousands of kinds of calls so many are compared, the busiest.
    private static let measuredMax = 2_000

    /// The rows of all that was measured.
    static func judged(_ measured: [Measured]) -> [Comparison.Row] {
        let kept = measured.enumerated().sorted { left, right in
            (-left.element.events, left.offset) < (-right.element.events, right.offset)
        }.prefix(measuredMax).map(\.element)
        let differences = kept.map { BlockDifference(before: $0.before, after: $0.after) }
        let sure = BenjaminiHochberg.discoveries(
            differences.map(\.pValue),
            falseShare: BenjaminiHochberg.falseShareOfValues
        )
        return zip(kept, zip(differences, sure)).map { measured, found in
            row(measured, found.0, isSure: found.1)
        }
    }

    private static func row(_ measured: Measured, _ difference: BlockDifference, isSure: Bool)
        -> Comparison.Row
    {
        let verdict = verdict(measured, difference, isSure: isSure)
        return Comparison.Row(
            what: measured.what,
            verdict: verdict,
            before: level(measured, measured.before, measured.counts.before),
            after: level(measured, measured.after, measured.counts.after),
            effect: effect(verdict, difference),
            evidence: measured.evidence,
            weight: verdict == .unchanged
                ? Double(measured.events)
                : abs(log(difference.ratio)) * log(1 + Double(measured.events))
        )
    }

    private static func verdict(
        _ measured: Measured,
        _ difference: BlockDifference,
        isSure: Bool
    ) -> Comparison.Verdict {
        let counts = measured.counts
        if counts.before == 0, counts.after >= eventsMin, measured.blocksWithAny.after >= blocksMin
        {
            return .appeared
        }
        if counts.after == 0, counts.before >= eventsMin, measured.blocksWithAny.before >= blocksMin
        {
            return .disappeared
        }
        let moved = abs(exp(measured.after.logarithm) - exp(measured.before.logarithm))
        guard isSure, difference.isBeyondDrift, measured.isHarmKnown, measured.events >= eventsMin,
            max(difference.ratio, 1 / difference.ratio) >= ratioMin,
            moved >= measured.leastDifference
        else { return .unchanged }
        return difference.ratio > 1 ? .worse : .better
    }

    private static func level(_ measured: Measured, _ estimate: BlockEstimate, _ count: Int)
        -> Sentence
    {
        let value = count == 0 ? 0 : exp(estimate.logarithm)
        return measured.per.pieces.isEmpty
            ? "\(value, measured.unit)" : "\(value, measured.unit) \(measured.per)"
    }

    private static func effect(_ verdict: Comparison.Verdict, _ difference: BlockDifference)
        -> Sentence
    {
        switch verdict {
        case .appeared: "there was none before"
        case .disappeared: "there is none after"
        case .worse, .better, .unchanged:
            "\(difference.ratio, .fold) (\(difference.interval.lowerBound, .fold) to \(difference.interval.upperBound, .fold))"
        }
    }
}

extension Measured {
    /// Events on the side that has more of them.
    fileprivate var events: Int { max(counts.before, counts.after) }
}
