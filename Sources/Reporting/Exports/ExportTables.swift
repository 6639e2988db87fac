// The answer as tables: the same ids, labels and numbers as in the report.

package import Diagnosing

extension ExportTables {
    /// The version of the tables; a table or a column may be added within it.
    package static let schema = "debrief-sqlite/1"

    /// Lays an answer out as tables.
    package init(_ diagnosis: Diagnosis, _ composed: ComposedReport, jobs: JobRuns) {
        var writer = ExportRows(diagnosis, composed)
        let answer = [
            writer.sources(), writer.incidents(), writer.impact(), writer.hypotheses(),
            writer.items(), writer.findings(), writer.measures(), writer.suspects(),
            writer.events(), writer.caveats(), writer.evidence(), writer.citations(),
        ]
        let series = [writer.series(), writer.points()]
        let runs = writer.jobs(jobs)
        tables = [writer.about(jobs)] + answer + series + [runs]
        views = ExportViews.all
    }

    /// The tables and views with all columns, as Markdown; the README's page of the schema is this text.
    package static var documentation: String {
        let empty = Diagnosis(
            verdict: .noIncident,
            start: Timestamp(microseconds: 0),
            end: Timestamp(microseconds: 0),
            sources: []
        )
        let options = ReportOptions(
            toolVersion: "",
            rulesVersion: "",
            commandWords: [],
            redaction: .on,
            inputDigest: nil
        )
        let composed = Composition.compose(empty, options: options)
        let export = ExportTables(empty, composed, jobs: .none)
        let tables = export.tables.map { table in
            let columns = table.columns.map { column in
                "| `\(column.name)` | \(column.kind.rawValue) | \(column.meaning) |\n"
            }
            return """
                ### `\(table.name)`

                \(table.meaning)

                | Column | Type | Meaning |
                | --- | --- | --- |
                \(columns.joined())
                """
        }
        let views = export.views.map { "| `\($0.name)` | \($0.meaning) |\n" }
        return tables.joined(separator: "\n")
            + "\n### Views\n\n| View | What it answers |\n| --- | --- |\n" + views.joined()
    }
}
