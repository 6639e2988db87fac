// The rows of the tables that hold the answer.

import Diagnosing

/// Writes rows with the labels and the numbers of one report.
struct ExportRows {
    typealias Cell = ExportTable.Cell

    let diagnosis: Diagnosis
    let options: ReportOptions
    /// Carries the labels from table to table.
    var phrasing: Phrasing

    /// Makes a writer that goes on with the labels of a report.
    init(_ diagnosis: Diagnosis, _ composed: ComposedReport) {
        self.diagnosis = diagnosis
        options = composed.options
        phrasing = composed.phrasing
    }

    /// What the export is of, as names and values.
    func about(_ jobs: JobRuns) -> ExportTable {
        let mode =
            switch options.redaction {
            case .on: "on"
            case .keepPrivateAddresses: "keep-private-ips"
            case .off: "off"
            }
        let rows: [(String, Cell)] = [
            ("schema", .text(ExportTables.schema)),
            ("tool_version", .text(options.toolVersion)),
            ("rules_version", .text(options.rulesVersion)),
            ("verdict", .text(diagnosis.verdict.rawValue)),
            ("start_time", Self.time(diagnosis.start)),
            ("end_time", Self.time(diagnosis.end)),
            ("series_step_seconds", .integer(diagnosis.trackStepSeconds)),
            ("redaction", .text(mode)),
            ("jobs_left_out", .integer(jobs.leftOut)),
        ]
        return ExportTable(
            name: "about",
            meaning: "What this export is of, a name and a value a row.",
            columns: [.text("name", "such as `verdict`"), .text("value", "its value")],
            key: ["name"],
            rows: rows.map { [.text($0.0), $0.1] }
        )
    }

    /// Seconds since the epoch.
    static func time(_ moment: Timestamp?) -> Cell {
        moment.map { .real(Double($0.microseconds) / 1e6) } ?? .none
    }

    static func real(_ value: Double?) -> Cell {
        value.flatMap { $0.isFinite ? .real($0) : nil } ?? .none
    }

    static func text(_ value: String?) -> Cell { value.map { .text($0) } ?? .none }

    mutating func words(_ sentence: Sentence) -> Cell {
        sentence.pieces.isEmpty ? .none : .text(shown(phrasing.plain(sentence)))
    }

    mutating func name(_ text: LogText?) -> Cell {
        text.map { .text(shown(phrasing.redactor.quoted($0).text)) } ?? .none
    }

    /// Names in one cell, with a comma between them.
    mutating func names(_ texts: [LogText]) -> Cell {
        guard !texts.isEmpty else { return .none }
        var shownNames: [String] = []
        for text in texts { shownNames.append(shown(phrasing.redactor.quoted(text).text)) }
        return .text(shownNames.joined(separator: ", "))
    }

    /// A shell prints a cell as it is, so nothing in it may steer a terminal.
    private func shown(_ text: String) -> String { VisibleText.neutralised(text) }
}
