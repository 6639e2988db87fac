// Who sent commands, as a claim names them: by hosts, and by the names that their connections gave themselves.

import Summarizing

/// Hosts without ports, and the names of their connections.
struct NamedHosts {
    /// A subject names at most this many hosts, and a command's as many names.
    private static let shownMax = 10

    /// Not more than a subject names.
    private(set) var hosts: [String]
    /// Each once, in the order of the hosts.
    private(set) var names: [String] = []

    /// The first of some hosts, which stand in the order of their importance.
    init(_ hosts: some Sequence<String>, _ timeline: Timeline) {
        self.hosts = Array(hosts.prefix(Self.shownMax))
        for host in self.hosts { add(timeline.names(ofHost: host)) }
    }

    /// The senders of entries of the slow log; an entry's own name of its client goes before the names of the host.
    init(of entries: [SlowlogEntry], _ timeline: Timeline) {
        hosts = []
        for entry in entries {
            let host = entry.client.map { ConnectionTrace.host(of: Array($0.utf8)) }
            if let host, !hosts.contains(host) { hosts.append(host) }
            let known = host.map { timeline.names(ofHost: $0) } ?? []
            add(entry.clientName.map { [$0] } ?? known)
        }
        hosts = Array(hosts.prefix(Self.shownMax))
    }

    private mutating func add(_ others: [String]) {
        for name in others where !names.contains(name) { names.append(name) }
    }

    /// The subject of a claim about a command that the hosts sent.
    func subject(_ command: String, on pattern: String, _ timeline: Timeline) -> Subject {
        Subject(
            command: command,
            keyPattern: pattern.isEmpty ? nil : pattern,
            queue: timeline.queues.first { $0.key == pattern }?.name,
            clients: hosts,
            clientNames: Array(names.prefix(Self.shownMax))
        )
    }
}
