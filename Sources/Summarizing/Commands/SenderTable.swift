// Who sent how many commands of which kind: the hosts of a kind without its seconds.

/// Calls by kind and host.
package struct SenderTable: Sendable, Codable {
    /// One host's calls of one kind.
    package struct Sender: Sendable, Equatable, PlainCell {
        /// A number in ``RedisActivity/series``, of the kind that all hosts share.
        package var kind: Int32 = 0
        /// A number in ``RedisActivity/hosts``.
        package var host: Int32 = 0
        package var calls = 0

        /// Makes a sender of nothing.
        package init() {}

        init(kind: Int32, host: Int32, calls: Int) {
            self.kind = kind
            self.host = host
            self.calls = calls
        }
    }

    /// Pairs counted apart; what comes after is counted under the host that stands for all others.
    static let sendersMax = 1 << 15

    package private(set) var senders: [Sender] = []
    /// By sender, the kind under which its rows are counted second by second.
    @Derived private(set) var counted: [Int32] = []
    /// Numbers by kind and host.
    @Derived private var index = HashIndex()
    @Derived private var numbers = PairTable()

    init() {}

    var isFull: Bool { senders.count >= Self.sendersMax }

    /// The number of who sends a kind from a host, or -1.
    ///
    /// - Complexity: O(1); one load while there are few kinds and hosts.
    @inline(__always)
    func find(_ kind: Int32, _ host: Int32) -> Int32 {
        numbers.holds(kind, host) ? numbers[kind, host] : index.find(Self.mixed(kind, host))
    }

    /// Counts the calls of some rows, and tells them the kinds that they are counted under.
    mutating func count(_ rows: UnsafeMutableBufferPointer<NumberedRow>) {
        counted.withUnsafeBufferPointer { counted in
            senders.withUnsafeMutableBufferPointer { senders in
                for place in rows.indices {
                    let number = Int(rows[place].sender)
                    rows[place].kind = counted[number]
                    senders[number].calls &+= 1
                }
            }
        }
    }

    /// Adds calls to a pair; returns its number.
    mutating func add(_ calls: Int, _ kind: Int32, _ host: Int32) -> Int32 {
        let known = index.find(Self.mixed(kind, host))
        if known >= 0 {
            senders[Int(known)].calls &+= calls
            return known
        }
        let number = Int32(truncatingIfNeeded: senders.count)
        index.add(Self.mixed(kind, host), number)
        numbers.set(kind, host, number)
        senders.append(Sender(kind: kind, host: host, calls: calls))
        counted.append(kind)
        return number
    }

    /// Counts what a host sends under a number that another host has.
    mutating func alias(_ kind: Int32, _ host: Int32, to number: Int32) {
        if index.count < Self.sendersMax * 8 { index.set(Self.mixed(kind, host), number) }
        numbers.set(kind, host, number)
    }

    /// Counts a sender's rows under a kind from here on.
    mutating func count(_ number: Int32, under kind: Int32) { counted[Int(number)] = kind }

    /// Counts the rows of all senders of a kind together from here on.
    mutating func countTogether(_ kind: Int32) {
        for number in senders.indices where senders[number].kind == kind { counted[number] = kind }
    }

    /// Gives all kinds new numbers.
    mutating func renumber(_ kinds: [Int32]) {
        let old = senders
        self = SenderTable()
        for sender in old { _ = add(sender.calls, kinds[Int(sender.kind)], sender.host) }
    }

    /// Both numbers in one word whose low bits are well mixed; every step can be undone.
    private static func mixed(_ kind: Int32, _ host: Int32) -> UInt64 {
        var word = UInt64(UInt32(truncatingIfNeeded: kind)) << 32
        word |= UInt64(UInt32(truncatingIfNeeded: host))
        word = (word ^ word >> 32) &* 0xBF58_476D_1CE4_E5B9
        return word ^ word >> 29
    }
}

extension SenderTable: Restorable {
    mutating func restore() throws {
        guard senders.count <= Self.sendersMax * 2 else {
            throw PartialDamage("more senders than a summary has")
        }
        counted = senders.map(\.kind)
        for (number, sender) in senders.enumerated() {
            index.set(Self.mixed(sender.kind, sender.host), Int32(number))
        }
    }
}
