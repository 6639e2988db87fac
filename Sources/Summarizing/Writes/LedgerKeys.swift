// The keys that a ledger follows: all of them while they are few, then the busiest and a sample by hash.
// Source: SHARDS (Waldspurger, FAST 2015) for sampling keys by hash. On a skewed stream a sample alone errs by
// up to 0.08, because the few keys that hold most writes are in it or not; those are therefore kept whole.

/// The state of one key.
struct LedgerKey: Sendable {
    var hash: UInt64
    /// The orders of the last read and removal, or -1.
    var lastRead: Int64 = -1
    var lastDelete: Int64 = -1
    /// When the key expires, in microseconds; 0 for never, -1 while nothing was seen that says so.
    var deadline: Int64 = -1
    /// The number of the unit that is its whole value, or -1.
    var unit: Int32 = -1
    /// Commands whose first key it was, and writes, while it was followed.
    var calls: UInt32 = 0
    var writes: UInt32 = 0
    /// The number of its pattern, or -1 while that is not known.
    var pattern: Int16 = -1
    /// Whether it is followed for being busy, and so stands for itself alone.
    var isHot = false
    /// Whether it was followed only from some row of the stretch on.
    var isPartial = false
}

/// Keys by number and hash.
struct LedgerKeys: Sendable {
    /// Keys followed at once: at about 150 bytes with its unit and index this is 40 MB.
    static let countMax = 1 << 18
    /// A key is busy from this many commands on, times the number of keys that a sampled key stands for: there are
    /// then at most as many busy keys as there is room.
    static let hotCallsMin: UInt32 = 32
    /// Slots in which a key that is not followed can show that it is busy.
    private static let candidatesCount = 1 << 12

    private(set) var all: [LedgerKey] = []
    private var index = HashIndex()
    private let countMax: Int
    /// Keys are in the sample while the top bits of their hash are zero: all, half, a quarter, ...
    private(set) var sampleShift = 0
    /// Empty while every key is followed.
    private var candidates: [Candidate] = []

    /// A key that may be busy, by the vote of Boyer and Moore: others that share its slot count against it.
    private struct Candidate: Sendable {
        var hash: UInt64 = 0
        var votes: UInt32 = 0
    }

    init(countMax: Int = LedgerKeys.countMax) {
        self.countMax = countMax
    }

    var count: Int { all.count }
    var isOverfull: Bool { all.count > countMax }

    subscript(number: Int32) -> LedgerKey {
        @inline(__always) get { all[Int(number)] }
        @inline(__always) _modify { yield &all[Int(number)] }
    }

    /// How many keys one of the sample stands for.
    var sampleWeight: UInt32 { 1 << UInt32(min(sampleShift, 31)) }

    /// How many keys a followed key stands for.
    func weight(of key: LedgerKey) -> UInt32 { key.isHot ? 1 : sampleWeight }

    /// Whether a key belongs to the sample.
    @inline(__always)
    func isSampled(_ hash: UInt64) -> Bool {
        sampleShift == 0 || hash >> UInt64(64 - sampleShift) == 0
    }

    /// The number of a key, or -1.
    @inline(__always)
    func find(_ hash: UInt64) -> Int32 { index.find(hash) }

    /// Loads where a key's number stands.
    @inline(__always)
    func touch(_ hash: UInt64) -> Int32 { index.touch(hash) }

    /// The number of a key, which may be followed from here on, or -1.
    @inline(__always)
    mutating func follow(_ hash: UInt64) -> Int32 {
        let found = index.find(hash)
        return found >= 0 ? found : followNew(hash)
    }

    /// Counts a command whose first key this is.
    @inline(__always)
    mutating func count(_ number: Int32) {
        all[Int(number)].calls &+= 1
        if sampleShift > 0, all[Int(number)].calls >= hotCallsMin { all[Int(number)].isHot = true }
    }

    /// Adds a key that is not there yet.
    mutating func append(_ key: LedgerKey) -> Int32 {
        let number = Int32(truncatingIfNeeded: all.count)
        index.add(key.hash, number)
        all.append(key)
        return number
    }

    /// Halves the sample; returns the new number of each key, or -1.
    mutating func halving() -> [Int32] {
        sampleShift = min(sampleShift + 1, 63)
        if candidates.isEmpty {
            candidates = [Candidate](repeating: Candidate(), count: Self.candidatesCount)
        }
        let shift = UInt64(64 - sampleShift)
        let callsMin = hotCallsMin
        for number in all.indices { all[number].isHot = all[number].calls >= callsMin }
        return retaining { $0.isHot || $0.hash >> shift == 0 }
    }

    /// Follows on those keys for which a condition holds; returns the new number of each key, or -1.
    mutating func retaining(_ isKept: (LedgerKey) -> Bool) -> [Int32] {
        let old = all
        let kept = old.map(isKept)
        all = []
        index = HashIndex()
        return zip(old, kept).map { key, isKept in isKept ? append(key) : -1 }
    }

    mutating func forgetUnits() { for number in all.indices { all[number].unit = -1 } }

    private var hotCallsMin: UInt32 { Self.hotCallsMin << UInt32(min(sampleShift, 26)) }

    @inline(never)
    private mutating func followNew(_ hash: UInt64) -> Int32 {
        var key = LedgerKey(hash: hash)
        guard !isSampled(hash) else { return append(key) }
        let slot = Int(truncatingIfNeeded: hash) & (Self.candidatesCount - 1)
        if candidates[slot].hash != hash {
            if candidates[slot].votes > 0 {
                candidates[slot].votes -= 1
            } else {
                candidates[slot] = Candidate(hash: hash, votes: 1)
            }
            return -1
        }
        candidates[slot].votes += 1
        guard candidates[slot].votes >= hotCallsMin else { return -1 }
        key.calls = candidates[slot].votes
        candidates[slot] = Candidate()
        key.isHot = true
        key.isPartial = true
        return append(key)
    }
}
