// That the place of the cuts leaves no trace: one capture, read in 1, 2, 7 and 64 shards.

import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct ShardMergeTests {
    @Test(arguments: [2, 7, 64], 0..<5 as Range<UInt64>)
    func cellsDoNotDependOnTheCuts(shards: Int, seed: UInt64) {
        let lines = RandomTraffic.lines(seed: seed)
        let whole = MonitorText.summary(of: lines).redis
        let cut = MonitorText.summary(of: lines, shards: shards).redis

        #expect(Self.cells(cut) == Self.cells(whole))
        #expect(cut.commands == whole.commands)
        #expect(cut.stalls.map(Self.unplaced) == whole.stalls.map(Self.unplaced))
        #expect(Self.senders(cut) == Self.senders(whole))
    }

    /// Each piece tells other hosts apart; together they are more than may be.
    @Test(arguments: [2, 7, 64], 0..<3 as Range<UInt64>)
    func theHostsOfAFleetAreCountedTogetherWhereverTheCutsAre(shards: Int, seed: UInt64) {
        let fleet = UInt64(RedisActivity.hostsApartMax) * 2
        let lines = RandomTraffic.lines(seed: seed, count: 6_000, hosts: fleet)
        let whole = MonitorText.summary(of: lines).redis
        let cut = MonitorText.summary(of: lines, shards: shards).redis

        #expect(Self.cells(cut) == Self.cells(whole))
        #expect(Self.senders(cut) == Self.senders(whole))
        let sets = whole.series.filter { $0.kind.command == .set }
        #expect(sets.map(\.kind.host) == [CommandKind.anyHost])
        let setters = whole.senders.senders.filter { $0.kind == sets.first?.number }
        #expect(setters.count == Int(fleet))
        let calls = whole.cells.cells(of: sets.first?.number ?? -1).reduce(0) {
            $0 + Int($1.cell.calls)
        }
        #expect(setters.reduce(0) { $0 + $1.calls } == calls)
    }

    @Test(arguments: [1, 7])
    func aFewHostsAreToldApart(shards: Int) {
        let lines = RandomTraffic.lines(seed: 1)
        let activity = MonitorText.summary(of: lines, shards: shards).redis

        let hosts = activity.series.filter { one in
            one.kind.command == .set && !activity.cells.cells(of: one.number).isEmpty
        }.map { activity.hosts.name($0.kind.host) }

        #expect(Set(hosts) == ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"])
        #expect(hosts.count == 4)
    }

    @Test(arguments: [2, 7, 64], 0..<5 as Range<UInt64>)
    func queuesAndConnectionsDoNotDependOnTheCuts(shards: Int, seed: UInt64) {
        let lines = RandomTraffic.lines(seed: seed)
        let whole = MonitorText.summary(of: lines).redis
        let cut = MonitorText.summary(of: lines, shards: shards).redis

        #expect(cut.queues.events == whole.queues.events)
        #expect(cut.queues.jobs.map(\.id) == whole.queues.jobs.map(\.id))
        #expect(cut.queues.queues.names == whole.queues.queues.names)
        #expect(cut.connections.names == whole.connections.names)
        #expect(cut.flushes.map(\.time) == whole.flushes.map(\.time))
        #expect(Self.connections(cut) == Self.connections(whole))
    }

    /// A cut may leave the write that was open at it unknown, or turn it from the same value again into
    /// something else: at most one write and one renewal of each key and cut, counted in two classes.
    @Test(arguments: [2, 7, 64], 0..<5 as Range<UInt64>)
    func writesKeepTheirClassesUpToOneAKeyAndCut(shards: Int, seed: UInt64) {
        let lines = RandomTraffic.lines(seed: seed)
        let whole = Self.classes(MonitorText.summary(of: lines).redis)
        let cut = Self.classes(MonitorText.summary(of: lines, shards: shards).redis)

        let bound = (shards - 1) * RandomTraffic.writtenKeys * 2
        for (name, count) in whole { #expect(abs(cut[name, default: 0] - count) <= bound) }
    }

    @Test(arguments: [2, 3, 6])
    func aReadBeforeTheCutKeepsAWriteUseful(shards: Int) {
        let lines = (0..<6).flatMap { round -> [String] in
            let time = Int64(round) * 1_000
            return [
                MonitorText.line(time, "a:1", "SET", "k", "v\(round)"),
                MonitorText.line(time + 1, "a:1", "GET", "k"),
            ]
        }

        let classes = Self.classes(MonitorText.summary(of: lines, shards: shards).redis)

        #expect(classes == ["useful": 6])
    }

    @Test(arguments: [1, 2, 4])
    func anEntryThatExpiredUnreadIsNotCountedAsOverwritten(shards: Int) {
        let lines = (0..<4).map { round in
            MonitorText.line(Int64(round) * 20_000_000, "a:1", "SETEX", "k", "10", "v\(round)")
        }

        let classes = Self.classes(MonitorText.summary(of: lines, shards: shards).redis)

        #expect(classes.isEmpty)
    }

    @Test func anEmptySummaryChangesNothing() {
        let lines = RandomTraffic.lines(seed: 9)
        var summary = MonitorText.part(lines.joined(), shard: 0, source: 0, RedisMonitor())
        let before = Self.cells(summary.redis)

        summary.merge(ShardSummary())

        #expect(Self.cells(summary.redis) == before)
    }

    /// The cells of every kind by its names, without the classes of writes.
    private static func cells(_ activity: RedisActivity) -> [String: [UInt64]] {
        var cells: [String: [UInt64]] = [:]
        for entry in activity.cells.entries {
            let name = "\(name(entry.kind, activity)) \(entry.bin)"
            let cell = entry.cell
            cells[name] = [UInt64(cell.calls), cell.bytes, cell.gapBefore, cell.gapAfter]
        }
        return cells
    }

    private static func senders(_ activity: RedisActivity) -> [String: Int] {
        var calls: [String: Int] = [:]
        for sender in activity.senders.senders {
            let host = activity.hosts.name(sender.host)
            calls["\(name(sender.kind, activity)) \(host)"] = sender.calls
        }
        return calls
    }

    private static func name(_ number: Int32, _ activity: RedisActivity) -> String {
        let kind = activity.series[Int(number)].kind
        let pattern = activity.patterns.name(kind.pattern)
        let host = kind.host < 0 ? "" : activity.hosts.name(kind.host)
        return "\(kind.command.name) \(kind.shape.rawValue) \(pattern) \(host)"
    }

    /// A stall without its marks, which name the shard.
    private static func unplaced(_ stall: Stall) -> Stall {
        var stall = stall
        (stall.mark, stall.markBefore) = (0, 0)
        return stall
    }

    /// Connections by host and second, without the seconds that have none.
    private static func connections(_ activity: RedisActivity) -> [String: ConnectionCell] {
        var cells: [String: ConnectionCell] = [:]
        for (host, bins) in activity.connections.hosts {
            for (offset, cell) in bins.cells.enumerated() where cell != ConnectionCell() {
                cells["\(activity.hosts.name(host)) \(bins.first + offset)"] = cell
            }
        }
        return cells
    }

    /// Writes by class, without the classes that have none.
    private static func classes(_ activity: RedisActivity) -> [String: Int] {
        var sum = CommandCell()
        for entry in activity.cells.entries { sum.add(entry.cell) }
        let classes = [
            "same": sum.sameValue, "overwritten": sum.overwrittenUnread,
            "deleted": sum.deletedUnread, "renewed": sum.expiryChurn, "useful": sum.useful,
        ]
        return classes.mapValues { Int($0) }.filter { $0.value > 0 }
    }
}
