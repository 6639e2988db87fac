// What differs inside the incident by cost, in one paragraph beside the table of counts.

import Diagnosing

extension Composition {
    /// Changes of cost that are written out; the JSON has all.
    private static let costsMax = 4
    /// So many stand there also where space is short: one of each resource.
    private static let costsMin = 3

    /// What took more, or less, of a resource's time.
    mutating func costs() -> [Block] {
        let rows = diagnosis.costDifferences
        guard !rows.isEmpty else { return [] }
        var parts: [[Inline]] = []
        for row in rows.prefix(min(Self.costsMax, max(Self.costsMin, budget.tableRows))) {
            parts.append(
                subjectCell(row.subject) + [.words(" \(Self.words(row))")]
                    + phrasing.references(row.evidence)
            )
        }
        return [
            .paragraph(
                [.words("By cost, in time a second: ")] + Phrasing.joined(parts, "; ")
                    + [.words(".")]
            )
        ]
    }

    /// `took 3.1 s of the workers instead of 0.6 s`.
    private static func words(_ row: CostDifference) -> String {
        let whose =
            switch row.resource {
            case .workers: "of the workers"
            case .redis: "of the one Redis thread"
            case .database: "of the database"
            }
        return "took \(time(row.inside)) \(whose) instead of \(time(row.before))"
    }

    private static func time(_ range: ClosedRange<Double>) -> String {
        let low = QuantityText.text(Quantity(range.lowerBound, .seconds))
        guard range.lowerBound < range.upperBound else { return low }
        let high = QuantityText.text(Quantity(range.upperBound, .seconds))
        return range.lowerBound > 0 ? "\(low) to \(high)" : "at most \(high)"
    }
}
