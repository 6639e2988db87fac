// One thing measured on both sides of a comparison: a rate, a share or a duration.

import Statistics
import Summarizing

/// A level on either side, with its error.
struct Measured {
    let what: Sentence
    let before: BlockEstimate
    let after: BlockEstimate
    /// Events, or values, behind each level.
    let counts: (before: Int, after: Int)
    /// Blocks in which there were any.
    let blocksWithAny: (before: Int, after: Int)
    let unit: Quantity.Unit
    /// The words after a level: `for each job`.
    let per: Sentence
    /// A difference of levels below this harms nobody, whatever the ratio.
    let leastDifference: Double
    /// Whether a higher level is a worse one; of a plain metric nobody knows.
    let isHarmKnown: Bool
    let evidence: [Evidence]

    /// Values in a block below which it has no median, and no 95th percentile.
    private static let medianValuesMin = 6
    private static let tailValuesMin = 20

    /// Everything that both sides hold.
    static func all(in sides: ComparedSides) -> [Measured] {
        RedisMeasures.all(in: sides) + JobMeasures.all(in: sides) + RequestMeasures.all(in: sides)
            + StatementMeasures.all(in: sides) + MetricMeasures.all(in: sides)
    }

    /// Events for each unit of load; `nil` where a side has too little load.
    static func rate(
        _ what: Sentence,
        _ events: (before: [Double], after: [Double]),
        loads: (before: [Double], after: [Double]),
        _ unit: Quantity.Unit,
        per: Sentence,
        _ evidence: [Evidence]
    ) -> Measured? {
        guard let before = BlockEstimate(events: events.before, loads: loads.before),
            let after = BlockEstimate(events: events.after, loads: loads.after)
        else { return nil }
        return Measured(
            what: what,
            before: before,
            after: after,
            counts: (Int(events.before.reduce(0, +)), Int(events.after.reduce(0, +))),
            blocksWithAny: (events.before.count { $0 > 0 }, events.after.count { $0 > 0 }),
            unit: unit,
            per: per,
            leastDifference: 0,
            isHarmKnown: true,
            evidence: evidence
        )
    }

    /// The median and the 95th percentile of durations in blocks.
    static func durations(
        _ what: Sentence,
        _ blocks: (before: [[Double]], after: [[Double]]),
        leastDifference: Double,
        _ evidence: [Evidence]
    ) -> [Measured] {
        let ways: [(name: Sentence, share: Double, valuesMin: Int)] = [
            ("\(what), median", 0.5, medianValuesMin),
            ("\(what), 95th percentile", 0.95, tailValuesMin),
        ]
        return ways.compactMap { way in
            level(
                way.name,
                blocks,
                share: way.share,
                valuesMin: way.valuesMin,
                .seconds,
                leastDifference: leastDifference,
                isHarmKnown: true,
                evidence
            )
        }
    }

    /// The usual value of a quantile over blocks.
    static func level(
        _ what: Sentence,
        _ blocks: (before: [[Double]], after: [[Double]]),
        share: Double,
        valuesMin: Int,
        _ unit: Quantity.Unit,
        leastDifference: Double,
        isHarmKnown: Bool,
        _ evidence: [Evidence]
    ) -> Measured? {
        func estimate(_ blocks: [[Double]]) -> BlockEstimate? {
            BlockEstimate(
                values: blocks.filter { $0.count >= valuesMin }.compactMap {
                    RobustScale.quantile(share, of: $0)
                }
            )
        }
        guard let before = estimate(blocks.before), let after = estimate(blocks.after) else {
            return nil
        }
        return Measured(
            what: what,
            before: before,
            after: after,
            counts: (
                blocks.before.reduce(0) { $0 + $1.count }, blocks.after.reduce(0) { $0 + $1.count }
            ),
            blocksWithAny: (before.blocks, after.blocks),
            unit: unit,
            per: "",
            leastDifference: leastDifference,
            isHarmKnown: isHarmKnown,
            evidence: evidence
        )
    }
}
