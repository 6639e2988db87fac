// Who sent a group of writes: one host, or the machines of a fleet that are counted together.

import Summarizing

/// The hosts that writes of one kind came from.
struct WriteSender {
    /// Calls by host, the busiest first.
    private(set) var hosts: [(name: String, calls: Int)]

    /// The one host of a kind, or all hosts of a kind that they share.
    init(of series: CommandSeries, _ timeline: Timeline) {
        let redis = timeline.redis
        guard series.kind.host == CommandKind.anyHost else {
            hosts = [(redis.hosts.name(series.kind.host), 0)]
            return
        }
        hosts = redis.senders.senders.filter { $0.kind == series.number }
            .map { (redis.hosts.name($0.host), $0.calls) }
        sort()
    }

    /// The busiest host, by which the group is known.
    var busiest: String { hosts.first?.name ?? "" }

    /// Adds the hosts of a sibling kind.
    mutating func add(_ other: WriteSender) {
        for host in other.hosts {
            if let place = hosts.firstIndex(where: { $0.name == host.name }) {
                hosts[place].calls += host.calls
            } else {
                hosts.append(host)
            }
        }
        sort()
    }

    private mutating func sort() { hosts.sort { ($1.calls, $0.name) < ($0.calls, $1.name) } }
}
