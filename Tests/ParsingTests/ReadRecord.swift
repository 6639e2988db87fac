// What a format read, in a form that can be compared: rows as they are, commands as lines of text.

import Foundation

@testable import Parsing

/// One thing that was read.
enum ReadRecord: Equatable {
    case row(Row)
    /// A command with all its columns.
    case command(line: Int, text: String)
    /// Commands whose last argument was cut, over all blocks.
    case truncatedLines(Int)

    /// The lines it was read from, or `nil` for what is a count.
    var lines: ClosedRange<Int>? {
        switch self {
        case .row(let row): row.lines
        case .command(let line, _): line...line
        case .truncatedLines: nil
        }
    }

    /// Whether it is an unreadable line.
    var isUnreadable: Bool {
        guard case .row(.unreadable) = self else { return false }
        return true
    }
}

extension Row {
    /// The lines the row was read from.
    var lines: ClosedRange<Int> {
        switch self {
        case .slowlog(let entry): entry.firstLine...entry.lastLine
        case .statement(let event): event.firstLine...event.lastLine
        case .request(let event): event.firstLine...event.lastLine
        case .job(let event): event.line...event.line
        case .log(let event): event.line...event.line
        case .quiet(let lines): lines.firstLine...lines.lastLine
        case .sample(let sample): sample.line...sample.line
        case .context(let event): event.line...event.line
        case .server(let snapshot): snapshot.line...snapshot.line
        case .client(let client): client.line...client.line
        case .span(let span): span.line...span.line
        case .schedule(let schedule): schedule.line...schedule.line
        case .unreadable(let line): line.line...line.line
        }
    }
}

extension RedisCommandBatch {
    /// Every command and unreadable line, in the order of the lines.
    var records: [ReadRecord] {
        let commands = rows.map { ReadRecord.command(line: $0.line, text: description(of: $0)) }
        let strange = unreadable.map { ReadRecord.row(.unreadable($0)) }
        return (commands + strange).sorted { left, right in
            (left.lines?.lowerBound ?? 0) < (right.lines?.lowerBound ?? 0)
        }
    }

    /// `database client COMMAND key words`, empty parts as `-`, as samples give it.
    func summary(of row: RedisCommandRow) -> String {
        let name = row.command == .unknown ? text(row.name) : row.command.name
        let parts = [
            String(row.database), text(row.client), name, text(row.key), String(row.words),
        ]
        return parts.map { $0.isEmpty ? "-" : $0 }.joined(separator: " ")
    }

    func text(_ span: Span32) -> String { String(decoding: bytes[span.range], as: UTF8.self) }

    private func description(of row: RedisCommandRow) -> String {
        [
            String(row.time), summary(of: row), text(row.name), text(row.arguments),
            "\(row.clientHash),\(row.keyHash)",
        ].joined(separator: " ")
    }
}

extension JobEventBatch {
    /// The steps with their names.
    var events: [JobEvent] {
        rows.map { row in
            JobEvent(
                line: row.line,
                time: Timestamp(microseconds: row.time),
                phase: row.phase,
                jobClass: classes.names[Int(row.jobClass)],
                idHash: row.idHash,
                process: processes.names[Int(row.process)],
                elapsedSeconds: row.elapsedSeconds
            )
        }
    }
}

extension SampleBatch {
    /// The samples with their series, and the lines between them, by line.
    var allRows: [Row] {
        let samples = rows.map { row in
            Row.sample(
                Sample(
                    line: row.line,
                    time: Timestamp(microseconds: row.time),
                    metric: series[Int(row.series)].metric,
                    value: row.value,
                    unit: series[Int(row.series)].unit,
                    kind: series[Int(row.series)].kind
                )
            )
        }
        return (samples + unreadable.map(Row.unreadable)).sorted {
            $0.lines.lowerBound < $1.lines.lowerBound
        }
    }
}

extension Batch {
    /// The rows; where the steps of jobs stand apart from others, all by line.
    var rowsByLine: [Row] {
        switch self {
        case .commands: []
        case .rows(let rows): rows
        case .jobs(let jobs): jobs.events.map { Row.job($0) }
        case .samples(let samples): samples.allRows
        case .several(let batches):
            batches.flatMap(\.rowsByLine).sorted { $0.lines.lowerBound < $1.lines.lowerBound }
        }
    }

    fileprivate var holdsJobs: Bool {
        guard case .jobs = self else { return false }
        return true
    }
}

extension LogFormat {
    /// Reads blocks in order and returns all that was read.
    func records(of blocks: [LineBlock]) -> [ReadRecord] {
        var reader = makeReader()
        var records: [ReadRecord] = []
        var truncated = 0
        var batches = blocks.map { reader.read($0) }
        batches.append(reader.finish())
        while !batches.isEmpty {
            switch batches.removeFirst() {
            case .rows(let rows): records += rows.map(ReadRecord.row)
            case .commands(let commands):
                records += commands.records
                truncated += commands.truncatedLines
            case .jobs(let jobs): records += jobs.events.map { ReadRecord.row(.job($0)) }
            case .samples(let samples): records += samples.allRows.map(ReadRecord.row)
            case .several(let inner) where inner.contains(where: \.holdsJobs):
                records += Batch.several(inner).rowsByLine.map(ReadRecord.row)
            case .several(let inner): batches.insert(contentsOf: inner, at: 0)
            }
        }
        return records + [.truncatedLines(truncated)]
    }

    /// Reads a text in one block.
    func records(ofText text: [UInt8]) -> [ReadRecord] {
        records(of: text.isEmpty ? [] : [LineBlock(bytes: text, firstLine: 1)])
    }

    /// Reads a text and returns its rows.
    func rows(of text: String) -> [Row] {
        records(ofText: Array(text.utf8)).compactMap { record in
            guard case .row(let row) = record else { return nil }
            return row
        }
    }

    /// Reads a text in one block and returns its commands, as samples give them.
    func commands(of text: String) -> [String] {
        var reader = makeReader()
        guard
            case .commands(let batch) = reader.read(
                LineBlock(bytes: Array(text.utf8), firstLine: 1)
            )
        else { return [] }
        return batch.rows.map { batch.summary(of: $0) }
    }

    /// Says how well a text fits.
    func recognition(of text: String, named name: String = "sample") -> Recognition? {
        recognition(of: FileHead(name: name, bytes: Array(text.utf8)))
    }
}

extension LineBlock {
    /// The blocks that arise when a text arrives in chunks that end at the given places.
    static func blocks(of text: [UInt8], cutAt cuts: [Int]) -> [LineBlock] {
        var splitter = LineSplitter()
        var blocks: [LineBlock] = []
        var start = 0
        for cut in cuts + [text.count] {
            if let block = splitter.append(text[start..<cut]) { blocks.append(block) }
            start = cut
        }
        if let block = splitter.finish() { blocks.append(block) }
        return blocks
    }

    /// A block a line.
    static func blocksOfOneLine(_ text: [UInt8]) -> [LineBlock] {
        let cuts = text.indices.filter { text[$0] == 0x0A }.map { $0 + 1 }
        return blocks(of: text, cutAt: cuts.filter { $0 < text.count })
    }
}
