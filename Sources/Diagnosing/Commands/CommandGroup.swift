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

    /// Its lines, from the first of the capture to the last.
    func evidence(_ shows: Sentence, _ scene: Scene) -> Evidence {
        scene.evidence(
            from: firstMark,
            to: lastMark,
            at: scene.timeline.start.microseconds,
            shows
        )
    }

    /// The groups of a capture, in a fixed order.
    static func all(in timeline: Timeline) -> [CommandGroup] {
        var senders = [[SenderTable.Sender]](repeating: [], count: timeline.redis.series.count)
        for sender in timeline.redis.senders.senders { senders[Int(sender.kind)].append(sender) }
        var places: [String: Int] = [:]
        var groups: [(key: String, group: CommandGroup)] = []
        for series in timeline.redis.series {
            let pattern = timeline.redis.patterns.name(series.kind.pattern)
            let key = "\(series.kind.command.name) \(series.kind.shape.rawValue) \(pattern)"
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append((key, CommandGroup(series, pattern, timeline)))
            }
            groups[place].group.add(series, senders[Int(series.number)], timeline)
        }
        return groups.sorted { $0.key < $1.key }.map { _, group in
            var group = group
            group.calls = group.cells.map { Double($0.calls) }
            group.hosts.sort { ($0.calls, $1.host) > ($1.calls, $0.host) }
            return group
        }
    }

    private init(_ series: CommandSeries, _ pattern: String, _ timeline: Timeline) {
        command = series.kind.command
        shape = series.kind.shape
        self.pattern = pattern
        calls = []
        cells = [CommandCell](repeating: CommandCell(), count: timeline.grid.count)
        hosts = []
        firstMark = series.firstMark
        lastMark = series.lastMark
    }

    private mutating func add(
        _ series: CommandSeries,
        _ senders: [SenderTable.Sender],
        _ timeline: Timeline
    ) {
        timeline.addCells(of: series, to: &cells)
        hosts += senders.map { (host: timeline.redis.hosts.name($0.host), calls: $0.calls) }
        firstMark = min(firstMark, series.firstMark)
        lastMark = max(lastMark, series.lastMark)
    }

    /// The subject of a claim about this group; names and addresses of its busiest hosts.
    func subject(in timeline: Timeline) -> Subject {
        NamedHosts(hosts.lazy.map(\.host), timeline).subject(command.name, on: pattern, timeline)
    }
}
