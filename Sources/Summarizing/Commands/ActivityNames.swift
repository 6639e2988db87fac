// The names that a capture gives to hosts and kinds of keys, numbered.

import Parsing

/// Numbers for hosts and key patterns, and what makes finding them quick.
struct ActivityNames: Sendable, Codable {
    /// Patterns of keys with names of their own; the captures seen have under 100.
    static let patternsMax = 20_000
    private static let hostsMax = 10_000

    private(set) var patterns = NameTable(namesMax: patternsMax)
    private(set) var hosts = NameTable(namesMax: hostsMax)
    /// The number of the pattern of commands without key.
    private(set) var emptyPattern: Int32

    @Derived private var patternOfText = HashIndex()
    @Derived private var patternText: [UInt8] = []
    @Derived private var hostOfClient = HashIndex()

    init() { emptyPattern = patterns.number(of: "") }

    /// The number of the host of a connection seen before, or -1.
    @inline(__always)
    func host(of client: UInt64) -> Int32 { hostOfClient.find(client) }

    /// Numbers the host of a connection.
    @inline(never)
    mutating func newHost(_ row: RedisCommandRow, in text: Bytes) -> Int32 {
        let host = hosts.number(of: ConnectionTrace.host(of: text.part(row.client)))
        if hostOfClient.count < ConnectionTrace.connectionsMax {
            hostOfClient.add(row.clientHash, host)
        }
        return host
    }

    /// The number of the pattern of a key.
    mutating func pattern(of key: Bytes) -> Int32 {
        patternText.removeAll(keepingCapacity: true)
        KeyPattern.write(key, to: &patternText)
        let hash = FixedHash.hash(patternText)
        let known = patternOfText.find(hash)
        if known >= 0 { return known }
        let pattern = patterns.number(of: String(decoding: patternText, as: UTF8.self))
        if patternOfText.count < Self.patternsMax { patternOfText.add(hash, pattern) }
        return pattern
    }

    /// The number that stands for all hosts beyond the limit, and the same for patterns.
    mutating func otherHosts() -> Int32 { hosts.number(of: NameTable.overflowName) }
    mutating func otherPatterns() -> Int32 { patterns.number(of: NameTable.overflowName) }

    /// Adds the names of later lines; returns the numbers here of theirs.
    mutating func absorb(_ later: ActivityNames) -> (patterns: [Int32], hosts: [Int32]) {
        (patterns.absorb(later.patterns), hosts.absorb(later.hosts))
    }
}

extension ActivityNames: Restorable {
    mutating func restore() throws {
        guard patterns.names.indices.contains(Int(emptyPattern)) else {
            throw PartialDamage("the names of a capture contradict each other")
        }
    }
}
