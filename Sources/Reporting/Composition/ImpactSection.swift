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
        var rows: [[[Inline]]] = []
        for impact in impacts.prefix(Self.rowsMax) {
            rows.append([
                cell(impact.label), [.words(QuantityText.text(impact.measure.quantity))],
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
        let rest = impacts.count - rows.count
        let more: [Inline] = rest > 0 ? [.words(" ")] + remainder(rest) + [.words(".")] : []
        return Section(.impact, [.table(table), .paragraph(unmeasured + more)])
    }
}
