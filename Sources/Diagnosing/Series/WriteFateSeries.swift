// Adds up the write ledger over all groups, bin by bin.

import Summarizing

/// Builds the account of writes over time.
enum WriteFateSeries {
    /// The writes of a capture a second, or `nil` when it holds none.
    static func all(in scene: Scene) -> WriteFates? {
        var cells = [CommandCell](repeating: CommandCell(), count: scene.grid.count)
        for group in scene.writeGroups {
            for (bin, cell) in group.cells.enumerated() { cells[bin].add(cell) }
        }
        guard cells.contains(where: { $0.calls > 0 }) else { return nil }
        let step = Double(scene.grid.step)
        return WriteFates(
            useful: cells.map { Double($0.useful) / step },
            unknown: cells.map { cell in
                Double(max(0, Int(cell.calls) - cell.wasted - Int(cell.useful))) / step
            },
            sameValue: cells.map { Double($0.sameValue) / step },
            overwrittenUnread: cells.map { Double($0.overwrittenUnread) / step },
            deletedUnread: cells.map { Double($0.deletedUnread) / step },
            expiryChurn: cells.map { Double($0.expiryChurn) / step }
        )
    }
}
