// The answer as a database, as CSV and as OpenMetrics: the same numbers as in report.json.

import CSQLite
import Foundation
import Testing

@testable import Reporting
@testable import debrief

@Suite struct ExportTests {
    private let folder: IncidentFolder

    init() throws {
        folder = try IncidentFolder()
    }

    /// A sample whose answer has incidents, jobs, events and series.
    private func export(_ flags: String...) throws -> ToolRun {
        let sample = Repository.place("SampleLogs/campaign-backlog").path
        return try ToolRun(
            ["analyze", sample, "-q", "--json", "r.json"] + flags,
            in: folder.place
        )
    }

    @Test func holdsTheAnswerOfTheReport() throws {
        let run = try export("--sqlite", "a.db", "--csv", "a.csv", "--openmetrics", "a.txt")
        try #require(run.status == 0, "\(run.messages)")
        let database = try ReadDatabase(folder.place.appendingPathComponent("a.db"))
        let json = try Data(contentsOf: folder.place.appendingPathComponent("r.json"))
        let report = try JSONDecoder().decode(Answer.self, from: json)

        #expect(try database.rows("PRAGMA integrity_check") == [["ok"]])
        #expect(try database.rows("PRAGMA foreign_key_check").isEmpty)
        #expect(
            try database.rows(
                "SELECT value FROM about WHERE name IN ('schema', 'verdict') ORDER BY name"
            )
                == [[ExportTables.schema], [report.verdict]]
        )
        for (table, ids) in [
            ("findings", report.findings.map(\.id)), ("evidence", report.evidence.map(\.id)),
            ("incidents", report.incidents.map(\.id)),
        ] {
            let stored = try database.rows("SELECT id FROM \(table)").compactMap { $0[0] }
            #expect(Set(stored) == Set(ids))
        }
        let values = report.series.tracks.reduce(0) { $0 + $1.values.count { $0 != nil } }
        #expect(try database.rows("SELECT count(*) FROM points") == [["\(values)"]])
        let late = report.incidents.flatMap(\.impact)
            .filter { $0.measure == "jobs_waiting_over_1s" }.map(\.value)
        let counted = try database.rows("SELECT count(*) FROM jobs WHERE wait_seconds > 1")
        // The report counts late jobs of the queues that backed up, the table those of all queues.
        #expect(Double(counted[0][0] ?? "0") ?? 0 >= late.max() ?? 0)
    }

    @Test func answersEveryView() throws {
        #expect(try export("--sqlite", "a.db").status == 0)
        let database = try ReadDatabase(folder.place.appendingPathComponent("a.db"))
        let views = try database.rows("SELECT name FROM sqlite_master WHERE type = 'view'")
        #expect(views.count == ExportViews.all.count)
        for view in views {
            #expect(try !database.rows("SELECT * FROM \(view[0] ?? "")").isEmpty, "\(view)")
        }
    }

    @Test func replacesOnlyDatabasesOfItsOwn() throws {
        for _ in 0..<2 { #expect(try export("--sqlite", "a.db").status == 0) }
        var stranger: OpaquePointer?
        let place = folder.place.appendingPathComponent("b.db").path
        sqlite3_open(place, &stranger)
        sqlite3_exec(stranger, "CREATE TABLE t (x)", nil, nil, nil)
        sqlite3_close(stranger)

        let before = try Data(contentsOf: URL(fileURLWithPath: place))
        let run = try export("--sqlite", "b.db")
        #expect(run.status == 5 && run.messages.hasPrefix("error[D021]"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: place)) == before)
    }

    @Test func streamsTextAndWritesNoReport() throws {
        let csv = try export("--csv", "-")
        #expect(csv.output.hasPrefix(SeriesCSV.mark) && csv.messages.isEmpty)
        let openMetrics = try export("--openmetrics", "-")
        #expect(openMetrics.output.hasPrefix(OpenMetricsText.mark))
        #expect(openMetrics.output.hasSuffix("\n# EOF\n"))
        #expect(try folder.names() == ["r.json"])
        #expect(try export("--csv", "-", "--openmetrics", "-").status == 64)
        #expect(try export("--sqlite", "-").status == 64)
    }

    @Test func documentsEveryTableAndColumn() throws {
        let page = "Integrations/Exports/README.md"
        let text = try Repository.text(page)
        let start = try #require(text.range(of: "<!-- the schema -->\n"))
        let end = try #require(text.range(of: "<!-- end of the schema -->"))
        let shown = start.upperBound..<end.lowerBound
        if ProcessInfo.processInfo.environment["RECORD_REPORTS"]?.isEmpty == false {
            let new = text.replacingCharacters(in: shown, with: ExportTables.documentation)
            try new.write(to: Repository.place(page), atomically: true, encoding: .utf8)
            Issue.record("the schema was recorded, not compared")
        } else {
            #expect(text[shown] == ExportTables.documentation, "make reports writes it anew")
        }
    }
}

/// What the tests look at in report.json.
private struct Answer: Decodable {
    struct Numbered: Decodable { let id: String }
    struct Impact: Decodable {
        let measure: String
        let value: Double
    }
    struct Incident: Decodable {
        let id: String
        let impact: [Impact]
    }
    struct Track: Decodable { let values: [Double?] }
    struct Series: Decodable { let tracks: [Track] }

    let verdict: String
    let incidents: [Incident]
    let findings: [Numbered]
    let evidence: [Numbered]
    let series: Series
}

/// A database that another program reads.
private final class ReadDatabase {
    private var handle: OpaquePointer?

    struct Unreadable: Error { let message: String }

    init(_ place: URL) throws {
        guard sqlite3_open_v2(place.path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
            throw Unreadable(message: place.path)
        }
    }

    deinit { sqlite3_close(handle) }

    func rows(_ query: String) throws -> [[String?]] {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(handle, query, -1, &statement, nil) == SQLITE_OK else {
            throw Unreadable(message: String(cString: sqlite3_errmsg(handle)))
        }
        var rows: [[String?]] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            rows.append(
                (0..<sqlite3_column_count(statement)).map { column in
                    sqlite3_column_text(statement, column).map { String(cString: $0) }
                }
            )
        }
        return rows
    }
}
