// One source of a run as `debrief inspect` shows it.

import Foundation
import Parsing
import Reporting
import Summarizing

/// What was found out about a source; the names of its members are those of the JSON.
struct Inspection: Encodable {
    /// A format that fits too.
    struct RunnerUp: Encodable {
        let format: String
        let score: Double
    }

    /// A line that could not be read.
    struct Unread: Encodable {
        let line: Int
        let reason: String
    }

    let file: String
    /// Of a rotated log, its files in the order of their times.
    let files: [String]?
    /// Wrappers around the lines, the outermost first.
    let wrappers: [String]
    let compression: String
    let encoding: String
    let format: String?
    let score: Double?
    let reason: String
    let runnerUp: RunnerUp?
    let zone: String
    let first: String?
    let last: String?
    let lines: Int
    let records: Int
    let unreadable: Int
    let firstUnreadable: Unread?
    let damage: String?

    /// Collects what a run found out about a source.
    ///
    /// Names of files are masked as in a report: what is printed is pasted.
    init(_ number: Int, _ reading: Reading, _ redactor: inout LineRedactor) {
        let source = reading.files[number]
        let tally = reading.summary.tallies[number] ?? ShardSummary.Tally()
        let format = source.format?.name
        file = Self.shown(source.file.path, &redactor)
        files =
            source.parts.count > 1 ? source.parts.map { Self.shown($0.path, &redactor) } : nil
        wrappers = source.wrappers
        compression = source.file.packing.rawValue
        encoding = source.file.form.encoding.rawValue
        self.format = format
        score = source.recognition?.score
        reason = source.recognition?.reason ?? Self.whyNot(source)
        runnerUp = source.runnerUp.map { RunnerUp(format: $0.name, score: $0.score) }
        zone = Self.zone(reading.zones[number])
        first = format == nil ? nil : tally.first.map(Self.stamp)
        last = format == nil ? nil : tally.last.map(Self.stamp)
        lines = reading.lineCounts[number]
        records = tally.records
        unreadable = tally.unreadable
        firstUnreadable = tally.firstUnreadable.map {
            Unread(line: reading.lines.line(of: $0.line), reason: $0.reason)
        }
        damage = reading.damages[number - source.sourceInFile]
    }

    private static func shown(_ name: String, _ redactor: inout LineRedactor) -> String {
        VisibleText.neutralised(redactor.redactedName(name))
    }

    private static func whyNot(_ source: RecognizedFile) -> String {
        if let refusal = source.file.refusal { return refusal }
        return source.bytes == 0 ? "empty" : "first line looks like \(source.firstLineShape)"
    }

    private static func zone(_ zone: WrittenZone) -> String {
        switch zone {
        case .written: "written"
        case .header(let seconds): "\(seconds / 60) min east"
        case .absent: "not written"
        case .absentWithoutDate: "no date"
        case .absentWithoutYear: "no year"
        case .none: "unknown"
        }
    }

    private static func stamp(_ time: Timestamp) -> String {
        Date(timeIntervalSince1970: time.seconds).formatted(.iso8601)
    }
}

extension Inspection {
    /// All sources as JSON, keys sorted.
    static func json(_ sources: [Inspection]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(sources), as: UTF8.self) + "\n"
    }

    /// All sources as a table, and below each row why.
    static func table(_ sources: [Inspection]) -> String {
        let titles = [
            "FILE", "FORMAT", "FIT", "LINES", "RECORDS", "UNREAD", "FIRST", "LAST", "ZONE",
        ]
        let rows = [titles] + sources.map(\.cells)
        let widths = titles.indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        let lines = rows.map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            return trimmed(cells.joined(separator: "  "))
        }
        var text = lines[0] + "\n"
        for (line, source) in zip(lines.dropFirst(), sources) {
            text += line + "\n"
            for note in source.notes { text += "  " + note + "\n" }
        }
        return text
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    private var cells: [String] {
        [
            file, format ?? "-", score.map(Self.percent) ?? "-", String(lines), String(records),
            String(unreadable), first ?? "-", last ?? "-", format == nil ? "-" : zone,
        ]
    }

    /// Why, what else it could be, how it is packed and where reading stumbled.
    private var notes: [String] {
        var notes = [format == nil ? "not recognised: \(reason)" : reason]
        if let runnerUp {
            notes.append("next best: \(runnerUp.format), \(Self.percent(runnerUp.score))")
        }
        var form: [String] = []
        if !wrappers.isEmpty { form.append("wrapped in \(wrappers.joined(separator: ", then "))") }
        if compression != Packing.plain.rawValue { form.append("packed with \(compression)") }
        if encoding != TextEncoding.utf8.rawValue { form.append("in \(encoding)") }
        if let files { form.append("\(files.count) files: \(files.joined(separator: ", "))") }
        if !form.isEmpty { notes.append(form.joined(separator: "; ")) }
        if let firstUnreadable {
            notes.append("first not read: line \(firstUnreadable.line), \(firstUnreadable.reason)")
        }
        if let damage { notes.append("damaged: \(damage)") }
        return notes
    }

    private static func percent(_ share: Double) -> String { "\(Int(share * 100)) %" }
}
