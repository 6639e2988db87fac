// The keys that a ledger follows: all of them while they are few, then the busiest and a sample by hash.
// Source: SHARDS (Waldspurger, FAST 2015) for sampling keys by hash. On a skewed stream a sample alone errs by
// up to 0.08, because the few keys that hold most writes are in it or not; those are therefore kept whole.

/// The state of one key.
struct LedgerKey: Sendable, PlainCell {
    var hash: UInt64 = 0
    /// The orders of the last read and removal, or -1.
    var lastRead: Int64 = -1
    var lastDelete: Int64 = -1
    /// When the key expires, in microseconds; 0 for never, -1 while nothing was seen that says so.
    var deadline: Int64 = -1
    /// The number of the unit that is its whole value, or -1.
    var unit: Int32 = -1
    /// Commands whose first key it was, while it was followed; and those of them by which busy keys are told, which are
    /// counted alike for keys in the sample and others.
    var calls: UInt32 = 0
    var heat: UInt32 = 0
    /// The number of its pattern, or -1 while that is not known.
    var pattern: Int16 = -1
    /// 1 for a busy key, 2 for one that was followed from some row on.
    private var traits: UInt16 = 0

    init() {}

    init(hash: UInt64) { self.hash = hash }

    /// Whether it is followed for being busy, and so stands for itself alone.
    var isHot: Bool {
        get { traits & 1 != 0 }
        set { traits = traits & 2 | (newValue ? 1 : 0) }
    }

    /// Whether it was followed only from some row of the stretch on.
    var isPartial: Bool {
        get { traits & 2 != 0 }
        set { traits = traits & 1 | (newValue ? 2 : 0) }
    }
}

/// Keys by number and hash.
struct LedgerKeys: Sendable, Codable {
    /// Keys followed at once: at about 150 bytes with its unit and index this is 20 MB, for each shard in work and the
    /// whole.
    static let countMax = 1 << 17
    /// Two keys of all there can be.
    private static let sampleShiftMax = 63
    /// Of a key with so many commands in a shard, one line is remembered.
    static let busyCallsMin: UInt32 = 128
    /// Slots in which a key that is not followed can show that it is busy.
    private static let candidatesCount = 1 << 12

    private(set) var all: [LedgerKey] = []
    @Derived private var index = KeyIndex()
    private let countMax: Int
    /// Keys are in the sample while the top bits of their hash are zero: all, half, a quarter, ...
    private(set) var sampleShift = 0
    /// A key is busy from so many commands on.
    private var hotHeatMin: UInt32 = 2
    /// Empty while every key is followed.
    @Derived private var candidates: [Candidate] = []

    /// A key that may be busy, by the vote of Boyer and Moore: others that share its slot count against it.
    private struct Candidate: Sendable {
        var hash: UInt64 = 0
        var votes: UInt32 = 0
    }

    init(countMax: Int = LedgerKeys.countMax) {
        self.countMax = countMax
    }

    var count: Int { all.count }
    var isOverfull: Bool { all.count > countMax && sampleShift < Self.sampleShiftMax }

    subscript(number: Int32) -> LedgerKey {
        @inline(__always) get { all[Int(number)] }
        @inline(__always) _modify { yield &all[Int(number)] }
    }

    /// How many keys one of the sample stands for.
    var sampleWeight: UInt32 { 1 << UInt32(min(sampleShift, 31)) }

    /// How many keys a followed key stands for.
    func weight(of key: LedgerKey) -> UInt32 { key.isHot ? 1 : sampleWeight }

    /// How many writes an open write of a followed key stands for.
    ///
    /// A write of a key that became busy later stands for those that were not followed when they were made. Without
    /// this the writes that are open for long, most of which were read, would be missed more often than others.
    func weight(of open: LedgerUnit, _ key: LedgerKey) -> UInt32 {
        open.isHot && key.isHot ? 1 : sampleWeight
    }

    /// Whether a key belongs to the sample.
    @inline(__always)
    func isSampled(_ hash: UInt64) -> Bool {
        sampleShift == 0 || hash >> UInt64(64 - sampleShift) == 0
    }

    /// The number of a key, or -1.
    @inline(__always)
    func find(_ hash: UInt64) -> Int32 { index.find(hash, in: all) }

    /// Loads where a key's number stands, so that looking it up soon after does not wait for memory.
    ///
    /// - Returns: Something that depends on the load, which keeps the compiler from dropping it.
    @inline(__always)
    func touch(_ hash: UInt64) -> UInt32 { index.touch(hash) }

    /// The number of a key, which may be followed from here on, or -1.
    @inline(__always)
    mutating func follow(_ hash: UInt64) -> Int32 {
        let found = index.find(hash, in: all)
        return found >= 0 ? found : followNew(hash)
    }

    /// Counts a command whose first key this is.
    @inline(__always)
    mutating func count(_ number: Int32) {
        all[Int(number)].calls &+= 1
        if sampleShift > 0 { heat(number) }
    }

    /// Counts the commands of some rows by their first keys, and tells them their patterns as far as they are known.
    mutating func count(_ rows: UnsafeMutableBufferPointer<NumberedRow>) {
        all.withUnsafeMutableBufferPointer { keys in
            for place in rows.indices where rows[place].key >= 0 {
                let number = Int(rows[place].key)
                rows[place].pattern = Int32(keys[number].pattern)
                guard rows[place].pattern >= 0 else { continue }
                keys[number].calls &+= 1
                rows[place].isBusy = keys[number].calls == Self.busyCallsMin
            }
        }
        guard sampleShift > 0 else { return }
        for row in rows where row.pattern >= 0 { heat(row.key) }
    }

    /// Adds a key that is not there yet.
    mutating func append(_ key: LedgerKey) -> Int32 {
        let number = Int32(truncatingIfNeeded: all.count)
        all.append(key)
        index.add(key.hash, number, all)
        return number
    }

    /// Halves the sample, and keeps a quarter of the room for the busiest keys.
    ///
    /// - Returns: The new number of each key, or -1.
    mutating func halving() -> [Int32] {
        if sampleShift == 0 {
            beginVotes()
            for number in all.indices {
                all[number].isHot = true
                all[number].heat = all[number].calls
            }
        }
        sampleShift = min(sampleShift + 1, Self.sampleShiftMax)
        let heats = all.lazy.filter(\.isHot).map(\.heat).sorted(by: >)
        let place = countMax / 4
        if place < heats.count { hotHeatMin = max(hotHeatMin, heats[place] &+ 1) }
        let shift = UInt64(64 - sampleShift)
        for number in all.indices where all[number].heat < hotHeatMin { all[number].isHot = false }
        return retaining { $0.isHot || $0.hash >> shift == 0 }
    }

    private mutating func beginVotes() {
        candidates = [Candidate](repeating: Candidate(), count: Self.candidatesCount)
    }

    /// Follows on those keys for which a condition holds; returns the new number of each key, or -1.
    mutating func retaining(_ isKept: (LedgerKey) -> Bool) -> [Int32] {
        let old = all
        let kept = old.map(isKept)
        all = []
        index = KeyIndex()
        return zip(old, kept).map { key, isKept in isKept ? append(key) : -1 }
    }

    mutating func forgetUnits() { for number in all.indices { all[number].unit = -1 } }

    @inline(never)
    private mutating func followNew(_ hash: UInt64) -> Int32 {
        var key = LedgerKey(hash: hash)
        guard !isSampled(hash) else { return append(key) }
        guard let votes = vote(for: hash) else { return -1 }
        key.calls = votes
        key.heat = votes
        key.isHot = true
        key.isPartial = true
        return append(key)
    }

    /// Counts a command by which a key may show that it is busy.
    private mutating func heat(_ number: Int32) {
        let place = Int(number)
        if all[place].isHot {
            all[place].heat &+= 1
        } else if let votes = vote(for: all[place].hash) {
            all[place].isHot = true
            all[place].heat = votes
        }
    }

    /// Votes for a key that is not busy yet; returns its votes when they are enough.
    private mutating func vote(for hash: UInt64) -> UInt32? {
        let slot = Int(truncatingIfNeeded: hash) & (Self.candidatesCount - 1)
        if candidates[slot].hash != hash {
            if candidates[slot].votes > 0 {
                candidates[slot].votes -= 1
            } else {
                candidates[slot] = Candidate(hash: hash, votes: 1)
            }
            return nil
        }
        candidates[slot].votes &+= 1
        let votes = candidates[slot].votes
        guard votes >= hotHeatMin else { return nil }
        candidates[slot] = Candidate()
        return votes
    }
}

extension LedgerKeys: Restorable {
    mutating func restore() throws {
        guard (0...Self.sampleShiftMax).contains(sampleShift),
            (1...Self.countMax).contains(countMax),
            all.count <= countMax
        else { throw PartialDamage("the keys of the write ledger contradict each other") }
        index = KeyIndex()
        for (number, key) in all.enumerated() { index.add(key.hash, Int32(number), all) }
        if sampleShift > 0 { beginVotes() }
    }
}
