// Section 2: what the incident did to people and jobs, measured.

import Diagnosing

extension Composition {
    /// Rows of the table.
    private static let rowsMax = 8

    /// Depth and duration of a backlog stand in its title, which is the first line of the report.
    private static func isInTitle(_ impact: Impact, _ incident: Incident) -> Bool {
        let isSaid = ["depth_max", "duration_seconds"].contains(impact.measure.name)
        return incident.kind == .queueBacklog && isSaid
    }

    /// Each harm once, where it first stands, and how often the same was measured.
    private static func distinct(_ impacts: [Impact]) -> [(impact: Impact, count: Int)] {
        var distinct: [(impact: Impact, count: Int)] = []
        for impact in impacts {
            let same = distinct.firstIndex {
                $0.impact.label == impact.label && $0.impact.measure == impact.measure
            }
            if let same { distinct[same].count += 1 } else { distinct.append((impact, 1)) }
        }
        return distinct
    }

    /// The impact of every incident, the first one's first.
    mutating func impactSection() -> Section {
        let impacts = diagnosis.incidents.flatMap { incident in
            incident.impact.filter { !Self.isInTitle($0, incident) }.enumerated().sorted {
                left,
                right in
                (MeasureWords.harmRank(left.element.measure.name), left.offset)
                    < (MeasureWords.harmRank(right.element.measure.name), right.offset)
            }.map(\.element)
        }
        let distinct = Self.distinct(impacts)
        var rows: [[[Inline]]] = []
        for (impact, count) in distinct.prefix(Self.rowsMax) {
            let value = QuantityText.text(impact.measure.quantity)
            rows.append([
                cell(impact.label), [.words(count > 1 ? "\(value), \(count) times over" : value)],
                phrasing.references(impact.evidence),
            ])
        }
        let table = Table([.text("Measure"), .number("Value"), .text("Source")], rows: rows)
        let unmeasured: [Inline] = [
            .words("Not measured: support tickets, revenue, what people saw."),
            .words(" A file with them in the folder would be read as context."),
        ]
        guard !rows.isEmpty else {
            return Section(
                .impact,
                [
                    .paragraph(
                        [.words("No harm to jobs or requests could be counted. ")] + unmeasured
                    )
                ]
            )
        }
        let rest = distinct.count - rows.count
        let more: [Inline] = rest > 0 ? [.words(" ")] + remainder(rest) + [.words(".")] : []
        return Section(.impact, [.table(table), .paragraph(unmeasured + more)])
    }
}
