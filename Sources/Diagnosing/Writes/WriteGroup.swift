// Writes of one command to one kind of key, from one host or from all of a fleet, with sibling keys folded together.

import Summarizing

/// The classes of wasted writes.
enum Waste: CaseIterable {
    case sameValue, overwrittenUnread, deletedUnread, expiryChurn

    /// The kind of finding that names it.
    var kind: Finding.Kind {
        switch self {
        case .sameValue: .noOpWrites
        case .overwrittenUnread: .deadWrites
        case .deletedUnread: .deleteChurn
        case .expiryChurn: .expireFlapping
        }
    }

    /// The writes of this class in a cell.
    func count(in cell: CommandCell) -> Int {
        switch self {
        case .sameValue: Int(cell.sameValue)
        case .overwrittenUnread: Int(cell.overwrittenUnread)
        case .deletedUnread: Int(cell.deletedUnread)
        case .expiryChurn: Int(cell.expiryChurn)
        }
    }
}

/// The write ledger of one group, bin by bin.
struct WriteGroup {
    let command: RedisCommand
    let pattern: String
    private(set) var sender: WriteSender
    var cells: [CommandCell]
    var firstMark: Int
    var lastMark: Int

    /// The class of waste that there is most of, over some bins.
    func dominantWaste(_ bins: Range<Int>) -> (waste: Waste, count: Int) {
        let sum = total(bins)
        let classes = Waste.allCases.map { (waste: $0, count: $0.count(in: sum)) }
        return classes.max { $0.count < $1.count } ?? (.overwrittenUnread, 0)
    }

    /// The sum of the cells of some bins.
    func total(_ bins: Range<Int>) -> CommandCell {
        var sum = CommandCell()
        for cell in cells[bins.clamped(to: 0..<cells.count)] { sum.add(cell) }
        return sum
    }

    /// Wasted writes a bin.
    var wasted: [Double] { cells.map { Double($0.wasted) } }

    /// The subject of a claim about this group; addresses of its busiest hosts and all their names.
    func subject(in timeline: Timeline) -> Subject {
        let senders = NamedHosts(sender.hosts.lazy.map(\.name), timeline)
        return Subject(
            command: command.name,
            keyPattern: pattern,
            clients: senders.hosts,
            clientNames: senders.names
        )
    }

    /// Sibling patterns beyond this many are one kind of key: names, not kinds, stand in their last part.
    private static let siblingsMax = 8

    /// The groups of a capture's writes, the most wasted first.
    static func all(in timeline: Timeline) -> [WriteGroup] {
        let writing = timeline.redis.series.filter { series in
            // Where hosts are told apart, the kind that they share has no cells.
            guard !timeline.redis.cells.cells(of: series.number).isEmpty else { return false }
            switch series.kind.command.effect {
            case .overwrite, .expire: return true
            case .none, .read, .modify, .push, .pop, .blockingPop, .delete, .rename, .scan, .flush,
                .script, .transaction, .publish, .connection, .server:
                return false
            }
        }
        let siblings = siblingCounts(writing, timeline)
        var places: [String: Int] = [:]
        var groups: [(key: String, group: WriteGroup)] = []
        for series in writing {
            let own = timeline.redis.patterns.name(series.kind.pattern)
            let parent = family(of: own)
            let isFolded = siblings[parent] ?? 0 > siblingsMax
            let pattern = isFolded ? parent : own
            let host = timeline.redis.hosts.name(series.kind.host)
            let key = "\(series.kind.command.name) \(host) \(pattern)"
            let sender = WriteSender(of: series, timeline)
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append((key, WriteGroup(series, pattern, sender, timeline)))
            }
            groups[place].group.add(series, sender, timeline)
        }
        return groups.sorted { $0.key < $1.key }
            .map { (group: $0.group, wasted: $0.group.total(0..<$0.group.cells.count).wasted) }
            .sorted { $0.wasted > $1.wasted }
            .map(\.group)
    }

    private init(
        _ series: CommandSeries,
        _ pattern: String,
        _ sender: WriteSender,
        _ timeline: Timeline
    ) {
        command = series.kind.command
        self.pattern = pattern
        self.sender = sender
        cells = [CommandCell](repeating: CommandCell(), count: timeline.grid.count)
        firstMark = series.firstMark
        lastMark = series.lastMark
    }

    /// `feature:flag:dark_mode` and its siblings are `feature:flag:{*}`.
    static func family(of pattern: String) -> String {
        guard let colon = pattern.lastIndex(of: ":"), colon != pattern.startIndex else {
            return pattern
        }
        return pattern[...colon] + "{*}"
    }

    private static func siblingCounts(_ writing: [CommandSeries], _ timeline: Timeline) -> [String:
        Int]
    {
        var patterns: [String: Set<String>] = [:]
        for series in writing {
            let own = timeline.redis.patterns.name(series.kind.pattern)
            patterns[family(of: own), default: []].insert(own)
        }
        return patterns.mapValues(\.count)
    }

    private mutating func add(
        _ series: CommandSeries,
        _ sender: WriteSender,
        _ timeline: Timeline
    ) {
        self.sender.add(sender)
        timeline.addCells(of: series, to: &cells)
        firstMark = min(firstMark, series.firstMark)
        lastMark = max(lastMark, series.lastMark)
    }
}
