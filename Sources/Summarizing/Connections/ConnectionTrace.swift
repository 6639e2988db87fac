// Connections: when each was first seen, from which host, and what it calls itself.

import Parsing

/// Counts of one host in one bin.
package struct ConnectionCell: Addable, Equatable {
    /// Addresses with port that were seen for the first time.
    package var opened: UInt32 = 0
    /// HELLO, AUTH, SELECT and CLIENT commands: what opening a connection costs.
    package var handshakes: UInt32 = 0

    /// Makes an empty cell.
    package init() {}

    /// Adds another cell's counts.
    package mutating func add(_ other: ConnectionCell) {
        opened &+= other.opened
        handshakes &+= other.handshakes
    }
}

/// Who connected when.
package struct ConnectionTrace: Sendable, Codable {
    /// Addresses remembered; beyond it a known address may be counted as new once more.
    static let connectionsMax = 1 << 19
    private static let namesMax = 4_096
    /// The commands of one login follow each other within this time.
    private static let handshakeMicrosecondsMax: Int64 = 1_000_000

    /// By the number of the host in ``RedisActivity/hosts``, in bins of one second.
    package internal(set) var hosts: [Int32: Bins<ConnectionCell>] = [:]
    /// The names that connections of a host gave themselves, in order of appearance.
    package internal(set) var names: [Int32: [String]] = [:]
    /// The first line of each host's first connection, and the last line of its last.
    package internal(set) var marks: [Int32: ClosedRange<Int>] = [:]
    /// When each address was last opened, in microseconds.
    var seen: [UInt64: Int64] = [:]
    var hostOfSeen: [UInt64: Int32] = [:]
    init() {}

    /// Notes a line of a connection that may be new.
    @inline(never)
    mutating func open(_ entry: CommandRow) {
        guard seen[entry.client] == nil else { return }
        if seen.count < Self.connectionsMax {
            seen[entry.client] = entry.time
            hostOfSeen[entry.client] = entry.host
        }
        count(entry) { $0.opened &+= 1 }
        marks[entry.host] = Self.span(marks[entry.host], entry.mark...entry.mark)
    }

    /// Notes a command that tells something of its connection.
    @inline(never)
    mutating func insert(_ entry: CommandRow) {
        switch entry.command {
        case .hello, .auth:
            count(entry) { $0.handshakes &+= 1 }
            reopen(entry)
        case .select: count(entry) { $0.handshakes &+= 1 }
        case .client:
            count(entry) { $0.handshakes &+= 1 }
            name(entry)
        default: break
        }
    }

    /// A login on an address that logged in before: its port was closed and came round again.
    private mutating func reopen(_ entry: CommandRow) {
        guard let last = seen[entry.client], entry.time - last > Self.handshakeMicrosecondsMax
        else { return }
        seen[entry.client] = entry.time
        count(entry) { $0.opened &+= 1 }
    }

    /// The host of an address: without its port; a socket path and `lua` stay whole.
    package static func host(of address: some Collection<UInt8>) -> String {
        let text = String(decoding: address.prefix(KeyPattern.keyBytesMax), as: UTF8.self)
        guard !text.hasPrefix("unix:"), let colon = text.lastIndex(of: ":") else { return text }
        let host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { return String(host.dropFirst().dropLast()) }
        return String(host)
    }

    /// Joins the trace of the lines that follow; `numbers` renumbers its hosts.
    mutating func merge(_ later: ConnectionTrace, hosts numbers: [Int32]) {
        var later = later
        for (client, time) in later.seen.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            guard let host = later.hostOfSeen[client] else { continue }
            if seen[client] != nil {
                later.hosts[host]?.update(Int(time / 1_000_000)) { $0.opened &-= min($0.opened, 1) }
            } else if seen.count < Self.connectionsMax {
                seen[client] = time
                hostOfSeen[client] = numbers[Int(host)]
            }
        }
        for (host, bins) in later.hosts.sorted(by: { $0.key < $1.key }) {
            hosts[numbers[Int(host)], default: Bins()].add(bins)
        }
        for (host, list) in later.names.sorted(by: { $0.key < $1.key }) {
            for name in list { add(name, to: numbers[Int(host)]) }
        }
        for (host, range) in later.marks {
            let number = numbers[Int(host)]
            marks[number] = Self.span(marks[number], range)
        }
    }

    /// From the lower to the upper end of both; files need not follow each other in the order of their marks.
    private static func span(_ known: ClosedRange<Int>?, _ range: ClosedRange<Int>)
        -> ClosedRange<Int>
    {
        guard let known else { return range }
        return min(known.lowerBound, range.lowerBound)...max(known.upperBound, range.upperBound)
    }

    private mutating func count(_ entry: CommandRow, _ change: (inout ConnectionCell) -> Void) {
        hosts[entry.host, default: Bins()].update(Int(entry.time / 1_000_000), change)
    }

    /// `CLIENT SETNAME name`; the subcommand is the first word because CLIENT takes no key.
    private mutating func name(_ entry: CommandRow) {
        var words = entry.words
        guard words.next()?.isWord("SETNAME") == true, let name = words.next() else { return }
        add(String(decoding: name.prefix(100), as: UTF8.self), to: entry.host)
    }

    private mutating func add(_ name: String, to host: Int32) {
        guard !name.isEmpty, names.count < Self.namesMax else { return }
        if names[host]?.contains(name) != true, names[host]?.count ?? 0 < 16 {
            names[host, default: []].append(name)
        }
    }
}

extension ConnectionTrace {
    /// The numbers of all hosts that this trace speaks of.
    var hostNumbers: Set<Int32> {
        Set(hosts.keys).union(names.keys).union(marks.keys).union(hostOfSeen.values)
    }

    mutating func shift(_ shift: MarkShift) {
        // What a damaged file says may run backwards.
        marks = marks.mapValues { range in
            let first = shift(range.lowerBound)
            return first...max(first, shift(range.upperBound))
        }
    }
}
