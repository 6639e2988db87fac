// Rows that were read from a stream, put back to the lines of the file and onto the wrapper's clock.

extension Batch {
    /// The rows on UTC, by a clock that they were stamped by.
    package func onUTC(by clock: inout LocalClock) -> Batch {
        var moving = clock
        defer { clock = moving }
        return moved(line: { $0 }, time: { _, time in moving.utc(of: time) })
    }

    /// Moves every row: its lines, and its time by the line it begins with.
    func moved(
        line: (Int) -> Int,
        time: (_ line: Int, _ time: Timestamp) -> Timestamp
    ) -> Batch {
        switch self {
        case .commands(var commands):
            for row in commands.rows.indices {
                commands.rows[row].line = line(commands.rows[row].line)
            }
            commands.unreadable = commands.unreadable.map { $0.moved(line: line) }
            return .commands(commands)
        case .jobs(var jobs):
            jobs.rows.move(line: line, time: time)
            return .jobs(jobs)
        case .samples(var samples):
            samples.rows.move(line: line, time: time)
            samples.unreadable = samples.unreadable.map { $0.moved(line: line) }
            return .samples(samples)
        case .rows(let rows): return .rows(rows.map { $0.moved(line: line, time: time) })
        case .several(let batches):
            return .several(batches.map { $0.moved(line: line, time: time) })
        }
    }
}

extension Row {
    /// Moves a row: its lines, and its time by the line it begins with.
    fileprivate func moved(
        line: (Int) -> Int,
        time: (_ line: Int, _ time: Timestamp) -> Timestamp
    ) -> Row {
        switch self {
        case .slowlog(var entry):
            entry.end = time(entry.firstLine, entry.end)
            (entry.firstLine, entry.lastLine) = (line(entry.firstLine), line(entry.lastLine))
            return .slowlog(entry)
        case .job(var event):
            event.time = time(event.line, event.time)
            event.line = line(event.line)
            return .job(event)
        case .statement(var event):
            event.time = time(event.firstLine, event.time)
            (event.firstLine, event.lastLine) = (line(event.firstLine), line(event.lastLine))
            return .statement(event)
        case .request(var event):
            event.start = time(event.firstLine, event.start)
            (event.firstLine, event.lastLine) = (line(event.firstLine), line(event.lastLine))
            return .request(event)
        case .log(var event):
            event.time = time(event.line, event.time)
            event.line = line(event.line)
            return .log(event)
        case .quiet(var lines):
            lines.first = time(lines.firstLine, lines.first)
            lines.last = time(lines.lastLine, lines.last)
            (lines.firstLine, lines.lastLine) = (line(lines.firstLine), line(lines.lastLine))
            return .quiet(lines)
        case .sample(var sample):
            sample.time = time(sample.line, sample.time)
            sample.line = line(sample.line)
            return .sample(sample)
        case .context(var event):
            event.time = time(event.line, event.time)
            event.line = line(event.line)
            return .context(event)
        case .schedule(var schedule):
            schedule.line = line(schedule.line)
            return .schedule(schedule)
        case .server(var snapshot):
            snapshot.time = snapshot.time.map { time(snapshot.line, $0) }
            snapshot.line = line(snapshot.line)
            snapshot.fields = snapshot.fields.mapValues {
                ServerSnapshot.Field(value: $0.value, line: line($0.line))
            }
            return .server(snapshot)
        case .client(var identity):
            identity.line = line(identity.line)
            return .client(identity)
        case .span(var span):
            span.start = time(span.line, span.start)
            span.line = line(span.line)
            return .span(span)
        case .unreadable(let unreadable): return .unreadable(unreadable.moved(line: line))
        }
    }
}

extension UnreadableLine {
    fileprivate func moved(line: (Int) -> Int) -> UnreadableLine {
        UnreadableLine(line: line(self.line), reason: reason)
    }
}
