// What logs said inside the incident and not before, in one paragraph.

import Diagnosing

extension Composition {
    /// New messages, those that came no more, and, beside them, those that came as before.
    mutating func messages() -> [Block] {
        let rows = diagnosis.messageDifferences
        guard rows.contains(where: { $0.change != .unchanged }) else { return [] }
        var parts: [[Inline]] = []
        for change in MessageDifference.Change.allCases {
            var names: [[Inline]] = []
            for row in rows where row.change == change && names.count < budget.tableRows {
                names.append(
                    cell("\(LogText.message(row.template))") + [.words(" \(Self.count(of: row))")]
                        + phrasing.references([row.evidence])
                )
            }
            guard !names.isEmpty else { continue }
            parts.append([.words(Self.words(change))] + Phrasing.joined(names, ", "))
        }
        return [
            .paragraph(
                [.words("Warnings and errors ")] + Phrasing.joined(parts, "; ") + [.words(".")]
            )
        ]
    }

    private static func words(_ change: MessageDifference.Change) -> String {
        switch change {
        case .new: "new inside: "
        case .vanished: "that came no more: "
        case .unchanged: "that came as before: "
        }
    }

    private static func count(of row: MessageDifference) -> String {
        switch row.change {
        case .new: "(\(DecimalText.grouped(row.inside)) times)"
        case .vanished: "(\(DecimalText.grouped(row.before)) times before)"
        case .unchanged:
            "(\(DecimalText.grouped(row.before)) before, \(DecimalText.grouped(row.inside)) inside)"
        }
    }
}
