// Counts by kind and bin: only those that are used, in the order in which they were first used.
// MONITOR is nearly in order of time, so what one second touches lies close together in memory.

/// The cells of all kinds.
package struct CellTable: Sendable, Codable {
    /// A cell and what it is about.
    package struct Entry: Sendable, PlainCell {
        /// A number in ``RedisActivity/series``.
        package var kind: Int32 = 0
        /// Bins since the epoch.
        package var bin: UInt32 = 0
        package var cell = CommandCell()

        /// Makes an empty entry.
        package init() {}

        init(kind: Int32, bin: UInt32) {
            self.kind = kind
            self.bin = bin
        }
    }

    /// The bin and entry that a kind used last, and its last line.
    private struct Last: Sendable {
        var bin: UInt32 = 0
        var place: Int32 = -1
        var mark = 0
    }

    package private(set) var entries: [Entry] = []
    @Derived private var index = HashIndex()
    /// By kind, what it used last.
    @Derived private var last: [Last] = []
    /// By kind, where its entries begin once they are in order; one more than there are kinds.
    @Derived private var starts: [Int] = []

    init() {}

    var count: Int { entries.count }

    /// The place of the cell of a kind and bin, which is made when there is none.
    ///
    /// - Complexity: O(1) expected; without a look-up while a kind stays in its bin.
    @inline(__always)
    mutating func place(_ kind: Int32, _ bin: UInt32, _ mark: Int?) -> Int {
        let number = Int(kind)
        if number >= last.count { makeRoom(for: number) }
        if last[number].bin != bin || last[number].place < 0 {
            last[number].place = Int32(truncatingIfNeeded: find(kind, bin))
            last[number].bin = bin
        }
        if let mark { last[number].mark = mark }
        return Int(last[number].place)
    }

    /// The last line of a kind among the rows so far, 0 without one.
    func lastMark(of kind: Int) -> Int { kind < last.count ? last[kind].mark : 0 }

    /// Forgets which lines were last, whose marks are about to move.
    mutating func forgetLines() { last = [] }

    /// Counts some rows whose cells have their places.
    mutating func add(_ rows: [NumberedRow]) {
        entries.withUnsafeMutableBufferPointer { entries in
            for row in rows where row.cell >= 0 {
                let place = Int(row.cell)
                entries[place].cell.calls &+= 1
                entries[place].cell.bytes &+= UInt64(row.bytes)
                entries[place].cell.gapBefore &+= row.gap
                guard row.cellBefore >= 0 else { continue }
                entries[Int(row.cellBefore)].cell.gapAfter &+= row.gap
            }
        }
    }

    /// Changes a cell of a bin that may be long over.
    mutating func update(_ kind: Int32, _ bin: UInt32, _ change: (inout CommandCell) -> Void) {
        change(&entries[find(kind, bin)].cell)
    }

    /// Changes the cell at a place.
    @inline(__always)
    mutating func update(_ place: Int, _ change: (inout CommandCell) -> Void) {
        change(&entries[place].cell)
    }

    /// Adds the cells of another table; `kinds` renumbers its kinds.
    mutating func add(_ other: CellTable, kinds: [Int32]) {
        for entry in other.entries {
            update(kinds[Int(entry.kind)], entry.bin) { $0.add(entry.cell) }
        }
    }

    /// Halves the resolution: bins 2k and 2k+1 become bin k.
    mutating func coarsen() {
        let old = entries
        self = CellTable()
        for entry in old {
            update(entry.kind, entry.bin >> 1) { $0.add(entry.cell) }
        }
    }

    /// Puts the entries into the order of kind and bin, so that ``cells(of:)`` can be asked.
    mutating func sort() {
        entries.sort { ($0.kind, $0.bin) < ($1.kind, $1.bin) }
        index = HashIndex()
        last = []
        starts = []
        for (place, entry) in entries.enumerated() {
            while starts.count <= Int(entry.kind) { starts.append(place) }
        }
        starts.append(entries.count)
    }

    /// The entries of a kind in the order of their bins.
    ///
    /// Empty before the table is sorted.
    package func cells(of kind: Int32) -> ArraySlice<Entry> {
        let number = Int(kind)
        guard number >= 0, number + 1 < starts.count else { return [] }
        return entries[starts[number]..<starts[number + 1]]
    }

    private mutating func makeRoom(for number: Int) {
        last += repeatElement(Last(), count: number + 1 - last.count)
    }

    @inline(never)
    private mutating func find(_ kind: Int32, _ bin: UInt32) -> Int {
        let hash = Self.mixed(kind, bin)
        var place = index.find(hash)
        if place < 0 {
            place = Int32(truncatingIfNeeded: entries.count)
            index.add(hash, place)
            entries.append(Entry(kind: kind, bin: bin))
        }
        return Int(place)
    }

    /// Both numbers in one word whose low bits are well mixed; every step can be undone.
    private static func mixed(_ kind: Int32, _ bin: UInt32) -> UInt64 {
        var word = UInt64(UInt32(truncatingIfNeeded: kind)) << 32 | UInt64(bin)
        word = (word ^ word >> 32) &* 0xBF58_476D_1CE4_E5B9
        return word ^ word >> 29
    }
}

extension CellTable: Restorable {
    mutating func restore() throws {
        index = HashIndex(capacity: entries.count)
        for (place, entry) in entries.enumerated() {
            let hash = Self.mixed(entry.kind, entry.bin)
            guard index.find(hash) < 0 else {
                throw PartialDamage("a kind of command has two cells for one bin")
            }
            index.add(hash, Int32(truncatingIfNeeded: place))
        }
    }
}
