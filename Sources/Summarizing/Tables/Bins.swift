// Cells on a grid of seconds, from the first to the last bin in use.

/// A cell that can be added up.
package protocol Addable: Sendable, PlainCell {
    /// Adds another cell's counts.
    mutating func add(_ other: Self)
}

/// A series of cells, one a bin, with the bins counted from the epoch.
package struct Bins<Cell: Addable>: Sendable, Codable {
    /// The bin of the first cell; meaningless while there are none.
    package private(set) var first = 0
    package private(set) var cells: [Cell] = []

    /// Bins further away than this from what is there are refused: a stamp cannot size memory.
    package static var gapBinsMax: Int { 100_000 }

    /// Makes an empty series.
    package init() {}

    /// Changes the cell of a bin.
    ///
    /// - Returns: The number of cells that were added, or `nil` when the bin is too far away.
    @discardableResult
    @inline(__always)
    package mutating func update(_ bin: Int, _ change: (inout Cell) -> Void) -> Int? {
        let index = bin &- first
        if index >= 0, index < cells.count {
            change(&cells[index])
            return 0
        }
        let added = reach(bin)
        guard added != nil else { return nil }
        change(&cells[bin - first])
        return added
    }

    /// The cell of a bin, or an empty one.
    package subscript(bin: Int) -> Cell {
        let index = bin - first
        return index >= 0 && index < cells.count ? cells[index] : Cell()
    }

    /// Adds a later series on the same grid.
    package mutating func add(_ other: Bins) {
        for offset in other.cells.indices {
            update(other.first + offset) { $0.add(other.cells[offset]) }
        }
    }

    /// Halves the resolution: bins 2k and 2k+1 become bin k.
    package mutating func coarsen() {
        guard !cells.isEmpty else { return }
        let start = first >> 1
        var merged = [Cell](repeating: Cell(), count: ((first + cells.count - 1) >> 1) - start + 1)
        for (offset, cell) in cells.enumerated() {
            merged[((first + offset) >> 1) - start].add(cell)
        }
        first = start
        cells = merged
    }

    @inline(never)
    private mutating func reach(_ bin: Int) -> Int? {
        if cells.isEmpty {
            first = bin
            cells = [Cell()]
            return 1
        }
        if bin >= first, bin < first + cells.count { return 0 }
        let missing = bin < first ? first - bin : bin - (first + cells.count) + 1
        guard missing <= Self.gapBinsMax else { return nil }
        if bin < first {
            cells.insert(contentsOf: repeatElement(Cell(), count: missing), at: 0)
            first = bin
        } else {
            cells.append(contentsOf: repeatElement(Cell(), count: missing))
        }
        return missing
    }
}

extension Bins: Restorable {
    mutating func restore() throws {
        // Stamps are microseconds in 64 bits, so that no second is further away.
        guard abs(first) <= 1 << 44 else { throw PartialDamage("a series begins out of time") }
    }
}
