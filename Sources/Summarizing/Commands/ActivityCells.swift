// Keeping the cells of an activity within their limit.

extension RedisActivity {
    /// Puts the cells together when there are too many, and makes bins twice as wide while that is not enough.
    ///
    /// In between, there may be half as many more: putting them together costs as much as counting their rows.
    mutating func makeRoomForCells() {
        guard cells.count > max(Self.cellsMax, cells.compactCount + Self.cellsMax / 2) else {
            return
        }
        limitCells()
    }

    /// Makes bins wide enough for the limit: as wide for every way in which a capture can be cut.
    mutating func limitCells() {
        compact(kinds: Array(0..<Int32(series.count)))
        while cells.count > Self.cellsMax { widen() }
    }

    /// Makes bins twice as wide.
    mutating func widen() {
        binSeconds *= 2
        compact(kinds: Array(0..<Int32(series.count)), halvings: 1)
    }

    /// Puts the cells together under new numbers of their kinds.
    mutating func compact(kinds: [Int32], halvings: UInt32 = 0) {
        let places = cells.compact(kinds: kinds, halvings: halvings)
        ledger.moveCells(places)
        if lastCell >= 0 { lastCell = places[Int(lastCell)] }
        if firstCell >= 0 { firstCell = places[Int(firstCell)] }
    }
}
