// Everything one shard adds up to: what a task returns, and what a partial file will hold.

package import Parsing
import Statistics

/// The summary of one shard of one source, and, merged, of a whole run.
package struct ShardSummary: Summary {
    /// Small rows kept whole, of each kind; a capture has tens.
    static let rowsMax = 200_000

    package internal(set) var redis = RedisActivity()
    package internal(set) var jobs = JobLog()
    package internal(set) var statements = StatementLog()
    package internal(set) var requests = RequestLog()
    package internal(set) var metrics = MetricLog()
    var spans = SpanLog()
    package internal(set) var slowlog: [SlowlogEntry] = []
    package internal(set) var context: [ContextEvent] = []
    package internal(set) var snapshots: [ServerSnapshot] = []
    package internal(set) var clients: [ClientIdentity] = []
    /// Log lines that mean something: warnings, errors and lines with a topic.
    package internal(set) var events: [LogEvent] = []
    /// What was read of each source, by its number in the run.
    package internal(set) var tallies: [Int: Tally] = [:]

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

    package init() {}

    package mutating func insert(_ batch: Batch) {
        switch batch {
        case .commands(let commands): add(commands)
        case .rows(let rows):
            for row in rows { add(row) }
        }
    }

    package mutating func merge(_ later: ShardSummary) {
        redis.merge(later.redis)
        jobs.merge(later.jobs)
        statements.merge(later.statements)
        requests.merge(later.requests)
        metrics.merge(later.metrics)
        spans.merge(later.spans)
        slowlog += later.slowlog.prefix(Self.rowsMax - slowlog.count)
        context += later.context.prefix(Self.rowsMax - context.count)
        snapshots += later.snapshots.prefix(Self.rowsMax - snapshots.count)
        clients += later.clients.prefix(Self.rowsMax - clients.count)
        events += later.events.prefix(Self.rowsMax - events.count)
        for (source, tally) in later.tallies { tallies[source, default: Tally()].merge(tally) }
    }

    private mutating func add(_ batch: RedisCommandBatch) {
        redis.insert(batch)
        guard let mark = batch.lines.first ?? batch.unreadable.first?.line else { return }
        tallies[LineMark.source(of: mark), default: Tally()].add(batch)
    }

    private mutating func add(_ row: Row) {
        switch row {
        case .unreadable(let line): return note(line)
        case .slowlog(let entry):
            note(entry.firstLine, entry.end)
            if slowlog.count < Self.rowsMax { slowlog.append(entry) }
        case .job(let event):
            note(event.line, event.time)
            jobs.insert(event)
        case .statement(let event):
            note(event.firstLine, event.time)
            statements.insert(event)
        case .request(let event):
            note(event.firstLine, event.start)
            requests.insert(event)
        case .log(let event):
            note(event.line, event.time)
            let matters = event.topic != .other || event.severity >= .warning
            if matters, events.count < Self.rowsMax { events.append(event) }
        case .quiet(let lines):
            tallies[LineMark.source(of: lines.firstLine), default: Tally()].add(lines)
        case .sample(let sample):
            note(sample.line, sample.time)
            metrics.insert(sample)
        case .context(let event):
            note(event.line, event.time)
            if context.count < Self.rowsMax { context.append(event) }
        case .server(let snapshot):
            note(snapshot.line, snapshot.time)
            if snapshots.count < Self.rowsMax { snapshots.append(snapshot) }
        case .span(let span):
            note(span.line, span.start)
            spans.insert(span)
        case .client(let identity):
            note(identity.line, nil)
            if clients.count < Self.rowsMax { clients.append(identity) }
        }
    }

    private mutating func note(_ mark: Int, _ time: Timestamp?) {
        tallies[LineMark.source(of: mark), default: Tally()].add(time)
    }

    private mutating func note(_ line: UnreadableLine) {
        tallies[LineMark.source(of: line.line), default: Tally()].add(line)
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
        guard let low = batch.times.min(), let high = batch.times.max() else { return }
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
