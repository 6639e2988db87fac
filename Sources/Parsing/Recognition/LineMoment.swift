// When one line of a file was written, on the file's own clock.

/// Finds the stamp of a line.
package enum LineMoment {
    /// Reads a file up to a line and returns the time of the record that stands there.
    ///
    /// - Returns: `nil` when the file has no such line, or the line belongs to no record with a time.
    /// - Throws: ``InputError`` with code D005 when the file cannot be read.
    package static func time(
        of line: Int,
        in file: SourceFile,
        _ format: any LogFormat
    ) throws -> Timestamp? {
        guard let shard = Shard.cut(file, source: 0, isSplittable: false).first else { return nil }
        var source = try ByteSource(shard)
        var reader = format.makeReader()
        while let block = try source.next() {
            var own: [UInt8]?
            var before: [UInt8] = []
            block.forEachLine { number, text in
                if number < line { before += text + [0x0A] }
                if number == line { own = text + [0x0A] }
            }
            guard let own else {
                if let time = time(of: line, in: reader.read(block)) { return time }
                continue
            }
            _ = reader.read(LineBlock(bytes: before, firstLine: block.firstLine))
            return time(of: line, own, format, after: reader)
        }
        return nil
    }

    /// The time of a line by itself; where it says nothing alone, or no date, what stands before it helps.
    private static func time(
        of line: Int,
        _ text: [UInt8],
        _ format: any LogFormat,
        after reader: any FormatReader
    ) -> Timestamp? {
        let block = LineBlock(bytes: text, firstLine: line)
        var alone = format.makeReader()
        let batches = [alone.read(block), alone.finish()]
        if alone.zone != .absentWithoutDate,
            let time = batches.lazy.compactMap({ time(of: line, in: $0) }).first
        {
            return time
        }
        var reader = reader
        let read = [reader.read(block), reader.finish()]
        return read.lazy.compactMap { time(of: line, in: $0) }.first
    }

    private static func time(of line: Int, in batch: Batch) -> Timestamp? {
        switch batch {
        case .commands(let commands): return commands.rows.time(of: line)
        case .jobs(let jobs): return jobs.rows.time(of: line)
        case .samples(let samples): return samples.rows.time(of: line)
        case .several(let batches):
            return batches.lazy.compactMap { time(of: line, in: $0) }.first
        case .rows(let rows):
            return rows.lazy.compactMap { row in
                row.moment.flatMap { $0.lines.contains(line) ? $0.time : nil }
            }.first
        }
    }
}

extension Row {
    /// The lines of a record and its time on the source's own clock; `nil` for what has none.
    fileprivate var moment: (lines: ClosedRange<Int>, time: Timestamp)? {
        switch self {
        case .slowlog(let entry):
            (entry.firstLine...max(entry.firstLine, entry.lastLine), entry.end)
        case .job(let event): (event.line...event.line, event.time)
        case .statement(let event):
            (event.firstLine...max(event.firstLine, event.lastLine), event.time)
        case .request(let event):
            (event.firstLine...max(event.firstLine, event.lastLine), event.start)
        case .log(let event): (event.line...event.line, event.time)
        case .quiet(let lines): (lines.firstLine...max(lines.firstLine, lines.lastLine), lines.last)
        case .sample(let sample): (sample.line...sample.line, sample.time)
        case .context(let event): (event.line...event.line, event.time)
        case .server(let snapshot): snapshot.time.map { (snapshot.line...snapshot.line, $0) }
        case .span(let span): (span.line...span.line, span.start)
        case .client, .schedule, .unreadable: nil
        }
    }
}
