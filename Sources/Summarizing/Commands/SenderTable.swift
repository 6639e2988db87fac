// Who sent how many commands of which kind: the hosts of a kind without its seconds.

/// Calls by kind and host.
package struct SenderTable: Sendable, Codable {
    /// One host's calls of one kind.
    package struct Sender: Sendable, Equatable, PlainCell {
        /// A number in ``RedisActivity/series``.
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
    /// Numbers by kind and host.
    @Derived private var index = HashIndex()
    /// Numbers by ``CommandKind/mixed`` with the host in it: a cache for the shard at hand.
    @Derived private var aliases = HashIndex()

    init() {}

    var isFull: Bool { senders.count >= Self.sendersMax }

    /// The number of the pair that a kind with its host is counted under, or -1.
    @inline(__always)
    func find(_ mixed: UInt64) -> Int32 { aliases.find(mixed) }

    /// Remembers which pair a kind with its host is counted under.
    mutating func alias(_ mixed: UInt64, to number: Int32) {
        if aliases.count < Self.sendersMax * 8 { aliases.add(mixed, number) }
    }

    /// The number of a pair, or -1.
    func find(_ kind: Int32, _ host: Int32) -> Int32 { index.find(Self.mixed(kind, host)) }

    /// Counts the calls of some rows, and tells them their kinds.
    mutating func count(_ rows: inout [NumberedRow]) {
        senders.withUnsafeMutableBufferPointer { senders in
            for place in rows.indices {
                let number = Int(rows[place].sender)
                rows[place].kind = senders[number].kind
                senders[number].calls &+= 1
            }
        }
    }

    /// Adds calls to a pair; returns its number.
    mutating func add(_ calls: Int, _ kind: Int32, _ host: Int32) -> Int32 {
        let known = find(kind, host)
        if known >= 0 {
            senders[Int(known)].calls &+= calls
            return known
        }
        let number = Int32(truncatingIfNeeded: senders.count)
        index.add(Self.mixed(kind, host), number)
        senders.append(Sender(kind: kind, host: host, calls: calls))
        return number
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
        for (number, sender) in senders.enumerated() {
            index.set(Self.mixed(sender.kind, sender.host), Int32(number))
        }
    }
}
