// Every source on one clock: the value that Diagnosing works on.

import Parsing

/// The merged, aligned whole.
///
/// Times are microseconds on the clock of the MONITOR capture where there is one, else on the clocks as
/// written. Marks become file and line through ``place(of:)``.
package struct Timeline: Sendable {
    package internal(set) var sources: [SourceAccount]
    package internal(set) var grid: Grid
    /// The span that the data cover together (context files do not stretch it).
    package internal(set) var start: Timestamp
    package internal(set) var end: Timestamp
    package internal(set) var redis: RedisActivity
    package internal(set) var jobs: [Job]
    package internal(set) var queues: [QueueFlow]
    package internal(set) var jobClasses: NameTable
    package internal(set) var processes: NameTable
    /// Entries of all dumps, each once, oldest first.
    package internal(set) var slowlog: [SlowlogEntry]
    package internal(set) var statements: StatementLog
    package internal(set) var requests: RequestLog
    package internal(set) var metrics: [MetricSeries]
    package internal(set) var traces: TraceActivity
    /// With the source file of each.
    package internal(set) var context: [ContextEvent]
    package internal(set) var snapshots: [ServerSnapshot]
    package internal(set) var events: [LogEvent]
    /// Names of clients by host, from MONITOR and CLIENT LIST, in order of appearance.
    package internal(set) var clientNames: [String: [String]]
    /// How far the workers' own clocks stand from Redis's, by their heartbeats.
    package internal(set) var workerClock: WorkerClock?
    /// The version of the Redis server, or `nil` when no source says.
    package internal(set) var redisVersion: RedisVersion?
    /// Where the version was read, or `nil` when it was given on the command line.
    package internal(set) var redisVersionMark: Int?
    /// What the memory budget made the run leave out.
    package internal(set) var memory: MemoryAccount
    /// Whether the queue trace was kept whole.
    package var hasCompleteQueues: Bool { redis.queues.isComplete }

    let lines: LineTable

    /// Turns a mark into a file and a line.
    package func place(of mark: Int) -> (path: String, line: Int) {
        let source = LineMark.source(of: mark)
        let path = source < sources.count ? sources[source].path : ""
        return (lines.path(of: mark) ?? path, lines.line(of: mark))
    }

    /// The number of the source in which a mark stands.
    package func source(of mark: Int) -> Int { LineMark.source(of: mark) }

    /// The series of a metric on the grid: the mean of each bin, `nil` where nothing was sampled.
    package func gridded(_ series: MetricSeries) -> [Double?] {
        var sums = [Double](repeating: 0, count: grid.count)
        var counts = [Int](repeating: 0, count: grid.count)
        for (time, value) in zip(series.times, series.values) {
            guard let bin = grid.index(time) else { continue }
            sums[bin] += value
            counts[bin] += 1
        }
        return zip(sums, counts).map { sum, count in count > 0 ? sum / Double(count) : nil }
    }

    /// Calls of commands of one kind, a bin.
    package func calls(of series: CommandSeries) -> [Double] {
        var calls = [Double](repeating: 0, count: grid.count)
        addCalls(of: series, to: &calls)
        return calls
    }

    /// Adds the calls of commands of one kind to an account by bin.
    package func addCalls(of series: CommandSeries, to calls: inout [Double]) {
        for entry in redis.cells.cells(of: series.number) {
            if let bin = bin(of: entry) { calls[bin] += Double(entry.cell.calls) }
        }
    }

    /// Adds the cells of commands of one kind to cells on the grid.
    package func addCells(of series: CommandSeries, to cells: inout [CommandCell]) {
        for entry in redis.cells.cells(of: series.number) {
            if let bin = bin(of: entry) { cells[bin].add(entry.cell) }
        }
    }

    private func bin(of entry: CellTable.Entry) -> Int? {
        grid.index(Int64(entry.bin) * Int64(redis.binSeconds) * 1_000_000)
    }

    /// The names that connections from a host gave themselves.
    package func names(ofHost host: String) -> [String] { clientNames[host] ?? [] }
}

/// A server version that can be compared.
package struct RedisVersion: Sendable, Equatable, Comparable {
    package let major: Int
    package let minor: Int
    package let patch: Int

    /// Reads `7.0.15`; missing parts are 0; `nil` when it does not begin with a number.
    package init?(_ text: String) {
        let parts = text.split(separator: ".").prefix(3).map { part in
            Int(part.prefix { $0.isNumber }.prefix(6))
        }
        guard let first = parts.first, let major = first else { return nil }
        self.major = major
        minor = parts.count > 1 ? parts[1] ?? 0 : 0
        patch = parts.count > 2 ? parts[2] ?? 0 : 0
    }

    /// Orders by major, minor and patch number.
    package static func < (left: RedisVersion, right: RedisVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }

    /// `7.0.15`.
    package var text: String { "\(major).\(minor).\(patch)" }

    /// Whether MONITOR stamps a command when it ends (6.2.4 on) or when it starts (2.6 to 6.2.3).
    package var stampsAtEnd: Bool {
        self >= RedisVersion(major: 6, minor: 2, patch: 4)
    }

    /// Makes a version from its parts.
    package init(major: Int, minor: Int, patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }
}
