// Counts by kind and bin: only those that are used, in the order in which they were first used.
// MONITOR is nearly in order of time, so what one second touches lies close together in memory.

/// The cells of all kinds.
///
/// While rows come in, a kind and bin may have several cells; ``compact(kinds:halvings:)`` adds them up. Looking for the
/// cell of a bin that is long over would cost more than that.
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

    /// The two bins that a kind used last, and its last line: where a second turns, lines of threads overtake each
    /// other.
    private struct Last: Sendable {
        var bin: UInt32 = 0
        var place: Int32 = -1
        var earlierBin: UInt32 = 0
        var earlierPlace: Int32 = -1
        var mark = 0
    }

    package private(set) var entries: [Entry] = []
    /// By kind, what it used last.
    @Derived private var last: [Last] = []
    /// By kind, where its entries begin once they are in order; one more than there are kinds.
    @Derived private var starts: [Int] = []

    init() {}

    var count: Int { entries.count }
    /// The cells when they were put together last.
    var compactCount: Int { starts.last ?? 0 }

    /// The place of a cell of a kind and bin, which is made when there is none among the kind's last two.
    ///
    /// - Complexity: O(1).
    @inline(__always)
    mutating func place(_ kind: Int32, _ bin: UInt32, _ mark: Int) -> Int32 {
        let number = Int(kind)
        if number >= last.count { makeRoom(for: number) }
        last[number].mark = mark
        if last[number].bin == bin, last[number].place >= 0 { return last[number].place }
        return turn(to: bin, kind)
    }

    /// The last line of a kind among the rows so far, 0 without one.
    func lastMark(of kind: Int) -> Int { kind < last.count ? last[kind].mark : 0 }

    /// Forgets which lines were last, whose marks are about to move.
    mutating func forgetLines() { last = [] }

    /// Counts some rows whose cells have their places.
    mutating func add(_ rows: UnsafeMutableBufferPointer<NumberedRow>) {
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

    /// Changes the cell at a place.
    @inline(__always)
    mutating func update(_ place: Int32, _ change: (inout CommandCell) -> Void) {
        change(&entries[Int(place)].cell)
    }

    /// Adds the cells of another table behind the own; `kinds` renumbers its kinds.
    ///
    /// - Returns: By how much their places grow.
    mutating func append(_ other: CellTable, kinds: [Int32]) -> Int32 {
        let base = Int32(truncatingIfNeeded: entries.count)
        entries.reserveCapacity(entries.count + other.entries.count)
        for entry in other.entries {
            var entry = entry
            entry.kind = kinds[Int(entry.kind)]
            entries.append(entry)
        }
        return base
    }

    /// Puts the cells in the order of kind and bin, and adds up those of one kind and bin.
    ///
    /// - Parameters:
    ///   - kinds: The new number of each kind.
    ///   - halvings: How often two bins become one: 2k and 2k + 1 become k.
    /// - Returns: The new place of each cell.
    /// - Complexity: O(n) where each kind's bins come in order.
    mutating func compact(kinds: [Int32], halvings: UInt32 = 0) -> [Int32] {
        for place in entries.indices {
            entries[place].kind = kinds[Int(entries[place].kind)]
            entries[place].bin >>= halvings
        }
        var places = [Int32](repeating: -1, count: entries.count)
        var kept: [Entry] = []
        kept.reserveCapacity(entries.count)
        for place in ordered() {
            let entry = entries[Int(place)]
            if let before = kept.last, before.kind == entry.kind, before.bin == entry.bin {
                kept[kept.count - 1].cell.add(entry.cell)
            } else {
                kept.append(entry)
            }
            places[Int(place)] = Int32(truncatingIfNeeded: kept.count - 1)
        }
        entries = kept
        last = []
        starts = []
        for (place, entry) in entries.enumerated() {
            while starts.count <= Int(entry.kind) { starts.append(place) }
        }
        starts.append(entries.count)
        return places
    }

    /// The entries of a kind in the order of their bins.
    ///
    /// Empty before the table is compact.
    package func cells(of kind: Int32) -> ArraySlice<Entry> {
        let number = Int(kind)
        guard number >= 0, number + 1 < starts.count else { return [] }
        return entries[starts[number]..<starts[number + 1]]
    }

    /// All places in the order of kind and bin: counted out by kind, in which bins are in order nearly always.
    private func ordered() -> [Int32] {
        var ends = [Int](repeating: 0, count: Int(entries.lazy.map(\.kind).max() ?? -1) + 2)
        for entry in entries { ends[Int(entry.kind) + 1] += 1 }
        for kind in ends.indices.dropFirst() { ends[kind] += ends[kind - 1] }
        let starts = ends
        var places = [Int32](repeating: 0, count: entries.count)
        for (place, entry) in entries.enumerated() {
            places[ends[Int(entry.kind)]] = Int32(truncatingIfNeeded: place)
            ends[Int(entry.kind)] += 1
        }
        for (start, end) in zip(starts, starts.dropFirst()) {
            let isInOrder = zip(places[start..<end], places[start..<end].dropFirst()).allSatisfy {
                entries[Int($0)].bin <= entries[Int($1)].bin
            }
            guard !isInOrder else { continue }
            places[start..<end].sort { (entries[Int($0)].bin, $0) < (entries[Int($1)].bin, $1) }
        }
        return places
    }

    private mutating func makeRoom(for number: Int) {
        last += repeatElement(Last(), count: number + 1 - last.count)
    }

    @inline(never)
    private mutating func turn(to bin: UInt32, _ kind: Int32) -> Int32 {
        let known = last[Int(kind)]
        var place = known.earlierPlace
        if place < 0 || known.earlierBin != bin {
            place = Int32(truncatingIfNeeded: entries.count)
            entries.append(Entry(kind: kind, bin: bin))
        }
        last[Int(kind)] = Last(
            bin: bin,
            place: place,
            earlierBin: known.bin,
            earlierPlace: known.place,
            mark: known.mark
        )
        return place
    }
}
