// Everything one shard adds up to: what a task returns, and what a partial file will hold.

package import Parsing
import Statistics

/// The summary of one shard of one source, and, merged, of a whole run.
package struct ShardSummary: Summary {
    /// The memory that its tables may take.
    package let budget: MemoryBudget

    package internal(set) var redis = RedisActivity()
    package internal(set) var jobs = JobLog()
    package internal(set) var statements = StatementLog()
    package internal(set) var requests = RequestLog()
    package internal(set) var metrics = MetricLog()
    package internal(set) var traffic = TrafficCounts()
    var spans = SpanLog()
    package internal(set) var slowlog: [SlowlogEntry] = []
    package internal(set) var context: [ContextEvent] = []
    var schedules: [Schedule] = []
    package internal(set) var snapshots: [ServerSnapshot] = []
    package internal(set) var clients: [ClientIdentity] = []
    /// Log lines that mean something: warnings, errors and lines with a topic.
    package internal(set) var events: [LogEvent] = []
    /// What was read of each source, by its number in the run.
    package internal(set) var tallies: [Int: Tally] = [:]
    /// What the batch at hand adds to the tally of one source: rows of a source come one after the other.
    @Derived private var open = OpenTally()

    /// How much of a source could be read.
    package struct Tally: Sendable, Equatable, Codable {
        package var records = 0
        package var unreadable = 0
        package var firstUnreadable: UnreadableLine?
        package var truncatedLines = 0
        /// The smallest and largest stamp, on the source's own clock.
        package var first: Timestamp?
        package var last: Timestamp?

        /// Makes an empty tally.
        package init() {}
    }

    /// The tally of one source while its rows are added.
    private struct OpenTally: Emptiable, Sendable {
        var source = -1
        var tally = Tally()
    }

    package init() {
        self.init(.standard)
    }

    /// Makes an empty summary whose tables fit a budget.
    package init(_ budget: MemoryBudget) {
        self.budget = budget
        redis = RedisActivity(budget)
        jobs = JobLog(budget)
        statements = StatementLog(budget)
        requests = RequestLog(budget)
        metrics = MetricLog(budget)
    }

    private var rowsMax: Int { budget.smallRowsMax }

    package mutating func insert(_ batch: Batch) {
        switch batch {
        case .commands(let commands): add(commands)
        case .jobs(let steps): add(steps)
        case .samples(let samples): add(samples)
        case .rows(let rows):
            for row in rows { add(row) }
            settleTally()
        case .several(let batches):
            for batch in batches { insert(batch) }
        }
    }

    package mutating func merge(_ later: ShardSummary) {
        redis.merge(later.redis)
        jobs.merge(later.jobs)
        statements.merge(later.statements)
        requests.merge(later.requests)
        metrics.merge(later.metrics)
        traffic.merge(later.traffic)
        spans.merge(later.spans)
        slowlog += later.slowlog.prefix(rowsMax - slowlog.count)
        context += later.context.prefix(rowsMax - context.count)
        schedules += later.schedules.prefix(rowsMax - schedules.count)
        snapshots += later.snapshots.prefix(rowsMax - snapshots.count)
        clients += later.clients.prefix(rowsMax - clients.count)
        events += later.events.prefix(rowsMax - events.count)
        for (source, tally) in later.tallies { tallies[source, default: Tally()].merge(tally) }
    }

    private mutating func add(_ batch: RedisCommandBatch) {
        redis.insert(batch)
        guard let mark = batch.rows.first?.line ?? batch.unreadable.first?.line else { return }
        tallies[LineMark.source(of: mark), default: Tally()].add(batch)
    }

    private mutating func add(_ batch: JobEventBatch) {
        for row in batch.rows { count(row.line, Timestamp(microseconds: row.time)) }
        settleTally()
        jobs.insert(batch)
    }

    private mutating func add(_ batch: SampleBatch) {
        for row in batch.rows { note(row.line, Timestamp(microseconds: row.time)) }
        for line in batch.unreadable { note(line) }
        settleTally()
        metrics.insert(batch)
    }

    private mutating func add(_ row: Row) {
        switch row {
        case .unreadable(let line): return note(line)
        case .slowlog(let entry):
            note(entry.firstLine, entry.end)
            if slowlog.count < rowsMax { slowlog.append(entry) }
        case .job(let event):
            count(event.line, event.time)
            jobs.insert(event)
        case .statement(let event):
            count(event.firstLine, event.time)
            statements.insert(event)
        case .request(let event):
            count(event.firstLine, event.start)
            requests.insert(event)
        case .log(let event):
            count(event.line, event.time)
            let matters = event.topic != .other || event.severity >= .warning
            if matters, events.count < rowsMax { events.append(event) }
        case .quiet(let lines):
            traffic.add(lines.count, mark: lines.firstLine, second: lines.first.wholeSeconds)
            openTally(of: lines.firstLine)
            open.tally.add(lines)
        case .sample(let sample):
            note(sample.line, sample.time)
            metrics.insert(sample)
        case .context(let event):
            note(event.line, event.time)
            if context.count < rowsMax { context.append(event) }
        case .schedule(let schedule):
            note(schedule.line, nil)
            if schedules.count < rowsMax { schedules.append(schedule) }
        case .server(let snapshot):
            note(snapshot.line, snapshot.time)
            if snapshots.count < rowsMax { snapshots.append(snapshot) }
        case .span(let span):
            count(span.line, span.start)
            spans.insert(span)
        case .client(let identity):
            note(identity.line, nil)
            if clients.count < rowsMax { clients.append(identity) }
        }
    }

    /// Notes a record that somebody's use of the system made.
    private mutating func count(_ mark: Int, _ time: Timestamp) {
        note(mark, time)
        traffic.add(1, mark: mark, second: time.wholeSeconds)
    }

    private mutating func note(_ mark: Int, _ time: Timestamp?) {
        openTally(of: mark)
        open.tally.add(time)
    }

    private mutating func note(_ line: UnreadableLine) {
        openTally(of: line.line)
        open.tally.add(line)
    }

    /// Makes the open tally that of a mark's source.
    private mutating func openTally(of mark: Int) {
        let source = LineMark.source(of: mark)
        guard source != open.source else { return }
        settleTally()
        open.source = source
    }

    /// Adds the open tally to those of the sources, as is done behind each batch.
    private mutating func settleTally() {
        guard open.source >= 0 else { return }
        tallies[open.source, default: Tally()].merge(open.tally)
        open = OpenTally()
    }
}

extension ShardSummary.Tally {
    fileprivate mutating func add(_ time: Timestamp?) {
        records += 1
        guard let time else { return }
        first = min(first ?? time, time)
        last = max(last ?? time, time)
    }

    fileprivate mutating func add(_ lines: QuietLines) {
        records += lines.count
        first = min(first ?? lines.first, lines.first)
        last = max(last ?? lines.last, lines.last)
    }

    fileprivate mutating func add(_ line: UnreadableLine) {
        unreadable += 1
        if firstUnreadable == nil { firstUnreadable = line }
    }

    fileprivate mutating func add(_ batch: RedisCommandBatch) {
        records += batch.count
        truncatedLines += batch.truncatedLines
        for line in batch.unreadable { add(line) }
        guard let row = batch.rows.first else { return }
        var (low, high) = (row.time, row.time)
        for row in batch.rows {
            low = min(low, row.time)
            high = max(high, row.time)
        }
        first = min(first ?? Timestamp(microseconds: low), Timestamp(microseconds: low))
        last = max(last ?? Timestamp(microseconds: high), Timestamp(microseconds: high))
    }

    fileprivate mutating func merge(_ later: ShardSummary.Tally) {
        records += later.records
        unreadable += later.unreadable
        firstUnreadable = firstUnreadable ?? later.firstUnreadable
        truncatedLines += later.truncatedLines
        if let time = later.first { first = min(first ?? time, time) }
        if let time = later.last { last = max(last ?? time, time) }
    }
}

extension ShardSummary {
    /// Settles what is still open.
    ///
    /// Called once, when every shard is merged.
    package mutating func close() { redis.close() }
}

extension ShardSummary {
    /// Adds events that were given on the command line, as lines of a source of their own.
    package mutating func add(_ events: [ContextEvent], source: Int) {
        for (index, event) in events.enumerated() {
            var event = event
            event.line = LineMark.base(source: source, shard: 0) + index + 1
            context.append(event)
        }
    }
}
