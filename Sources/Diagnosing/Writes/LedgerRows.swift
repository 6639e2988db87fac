// The write ledger as a table: what became of the writes, and what a fix would leave.

import Summarizing

/// The ledger's rows.
enum LedgerRows {
    private static let rowsMax = 8

    /// The groups with the most writes, and the remainder.
    static func all(in scene: Scene, over bins: Range<Int>) -> [LedgerRow] {
        let groups = scene.writeGroups.map { (group: $0, sum: $0.total(bins)) }
            .filter { $0.sum.calls > 0 }
            .sorted { left, right in
                (right.sum.wasted, Int(right.sum.calls), left.group.pattern)
                    < (left.sum.wasted, Int(left.sum.calls), right.group.pattern)
            }
        var rows = groups.prefix(rowsMax).map { entry in
            row(entry.group.subject(in: scene.timeline), entry.sum)
        }
        let rest = groups.dropFirst(rowsMax)
        if !rest.isEmpty {
            var sum = CommandCell()
            for entry in rest { sum.add(entry.sum) }
            rows.append(row(nil, sum))
        }
        return rows
    }

    private static func row(_ subject: Subject?, _ sum: CommandCell) -> LedgerRow {
        let known = sum.wasted + Int(sum.useful)
        return LedgerRow(
            subject: subject,
            writes: Int(sum.calls),
            sameValue: Int(sum.sameValue),
            overwrittenUnread: Int(sum.overwrittenUnread),
            deletedUnread: Int(sum.deletedUnread),
            expiryChurn: Int(sum.expiryChurn),
            useful: Int(sum.useful),
            unknown: max(0, Int(sum.calls) - known)
        )
    }
}
