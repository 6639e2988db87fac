// The flags by which an answer goes to other programs, and the files that they ask for.

import ArgumentParser
import Reporting

/// Where the answer goes besides the report.
struct ExportOptions: ParsableArguments {
    @Option(
        help:
            "Where the answer goes as a SQLite database: series, events, jobs, findings, evidence."
    )
    var sqlite: String?

    @Option(help: "Where the series go as CSV, a row a bin; - for standard output.")
    var csv: String?

    @Option(
        name: .customLong("openmetrics"),
        help: "Where series, incidents and events go as OpenMetrics text; - for standard output."
    )
    var openMetrics: String?

    /// All places, standard output as `-`.
    var places: [String] { [sqlite, csv, openMetrics].compactMap { $0 } }

    func validate() throws {
        if sqlite == "-" {
            throw ValidationError("A database is no text: --sqlite needs the name of a file.")
        }
    }

    /// The documents that were asked for.
    ///
    /// - Throws: ``InputError`` with code D020 when the database cannot be made.
    func files(of outcome: AnalysisOutcome) throws -> [OutputFile] {
        var files: [OutputFile] = []
        if let sqlite {
            let database = try SQLiteDatabase()
            try database.add(
                ExportTables(outcome.diagnosis, outcome.composed, jobs: outcome.jobs)
            )
            files.append(
                OutputFile(path: sqlite, bytes: try database.bytes(), marks: [SQLiteDatabase.mark])
            )
        }
        if let csv {
            let text = SeriesCSV.text(outcome.diagnosis, outcome.composed)
            files.append(OutputFile(path: csv, text: text, marks: [SeriesCSV.mark]))
        }
        if let openMetrics {
            let text = OpenMetricsText.text(outcome.diagnosis, outcome.composed)
            files.append(OutputFile(path: openMetrics, text: text, marks: [OpenMetricsText.mark]))
        }
        return files
    }
}
