// Commands of one shape to one kind of key, from all hosts together: what is put on trial.

import Statistics
import Summarizing

/// One group of commands over time.
struct CommandGroup {
    let command: RedisCommand
    let shape: ArgumentShape
    let pattern: String
    var calls: [Double]
    var cells: [CommandCell]
    /// Hosts by calls, the most first.
    var hosts: [(host: String, calls: Int)]
    var firstMark: Int
    var lastMark: Int
    var gapBeforeMax: UInt64
    var gapAfterMax: UInt64

    /// The command with the index arguments that decide its cost.
    var text: LogText {
        switch shape {
        case .plain, .span: .command(command.name)
        case .whole: .command("\(command.name) 0 -1")
        case .last: .command(command == .lindex ? "LINDEX -1" : "\(command.name) -1 -1")
        case .page: .command(command == .lindex ? "LINDEX" : "\(command.name) of a page")
        case .tail: .command("\(command.name) of the last elements")
        }
    }

    /// The command and, where it takes one, the key it works on.
    var name: Sentence {
        pattern.isEmpty ? "\(text)" : "\(text) on \(LogText.keyPattern(pattern))"
    }

    /// All calls.
    var total: Int { Int(calls.reduce(0, +)) }

    /// Microseconds of server time at the most, over some bins: the gaps that its lines end, or begin before 6.2.4.
    func gap(_ bins: Range<Int>, stampsAtEnd: Bool) -> Double {
        cells[bins.clamped(to: 0..<cells.count)].reduce(0) {
            $0 + Double(stampsAtEnd ? $1.gapBefore : $1.gapAfter)
        }
    }

    /// The groups of a capture, in a fixed order.
    static func all(in timeline: Timeline) -> [CommandGroup] {
        var groups: [String: CommandGroup] = [:]
        for series in timeline.redis.series {
            let pattern = timeline.redis.patterns.name(series.kind.pattern)
            let key = "\(series.kind.command.name) \(series.kind.shape.rawValue) \(pattern)"
            let cells = timeline.cells(of: series)
            let host = (host: timeline.redis.hosts.name(series.kind.host), calls: series.calls)
            guard var group = groups[key] else {
                groups[key] = CommandGroup(
                    command: series.kind.command,
                    shape: series.kind.shape,
                    pattern: pattern,
                    calls: cells.map { Double($0.calls) },
                    cells: cells,
                    hosts: [host],
                    firstMark: series.firstMark,
                    lastMark: series.lastMark,
                    gapBeforeMax: series.gapBeforeMax,
                    gapAfterMax: series.gapAfterMax
                )
                continue
            }
            groups[key] = nil
            group.add(cells, host, series)
            groups[key] = group
        }
        return groups.sorted { $0.key < $1.key }.map { _, group in
            var group = group
            group.hosts.sort { ($0.calls, $1.host) > ($1.calls, $0.host) }
            return group
        }
    }

    private mutating func add(
        _ other: [CommandCell],
        _ host: (host: String, calls: Int),
        _ series: CommandSeries
    ) {
        for (index, cell) in other.enumerated() {
            cells[index].add(cell)
            calls[index] += Double(cell.calls)
        }
        hosts.append(host)
        firstMark = min(firstMark, series.firstMark)
        lastMark = max(lastMark, series.lastMark)
        gapBeforeMax = max(gapBeforeMax, series.gapBeforeMax)
        gapAfterMax = max(gapAfterMax, series.gapAfterMax)
    }

    /// The subject of a claim about this group; names and addresses of its busiest hosts.
    func subject(in timeline: Timeline) -> Subject {
        let busiest = hosts.prefix(Self.hostsShownMax).map(\.host)
        var names: [String] = []
        for host in busiest {
            for name in timeline.names(ofHost: host) where !names.contains(name) {
                names.append(name)
            }
        }
        return Subject(
            command: command.name,
            keyPattern: pattern.isEmpty ? nil : pattern,
            queue: timeline.queues.first { $0.key == pattern }?.name,
            clients: Array(busiest),
            clientNames: Array(names.prefix(Self.hostsShownMax))
        )
    }

    /// A subject names at most this many hosts.
    private static let hostsShownMax = 10
}
