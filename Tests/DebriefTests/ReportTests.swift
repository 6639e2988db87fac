// Every incident in SampleLogs has its report in Reports, byte for byte.
// `make reports` rewrites them; whoever reviews reads the difference.

import Foundation
import Testing

@testable import Reporting
@testable import debrief

@Suite struct ReportTests {
    private static let samples = [
        "campaign-backlog", "flag-rewrites", "healthy-ramp", "queue-reporter", "two-at-once",
    ]
    /// A few files of a sample, which are too poor an account of it for an answer.
    private static let poor = (
        name: "slow-log-alone",
        paths: ["queue-reporter/slowlog.txt", "queue-reporter/client-list-during.txt"]
    )
    private static let reports = (samples + [poor.name]).sorted()
    private static let pictured: Set<String> = ["flag-rewrites", "queue-reporter"]
    private static let isRecording =
        ProcessInfo.processInfo.environment["RECORD_REPORTS"]?.isEmpty == false

    @Test func everySampleHasAReport() throws {
        #expect(try Repository.names(in: "SampleLogs") == Self.samples)
        #expect(try Repository.names(in: "Reports") == Self.reports)
    }

    @Test(arguments: reports)
    func matchesTheCommittedReportAndNothingElse(sample: String) async throws {
        let kept = Self.kept(of: sample, try await Self.analyze(sample).composed)
        for (name, text) in kept {
            let place = Repository.place("Reports/\(sample)/\(name)")
            if Self.isRecording {
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try text.write(to: place, atomically: true, encoding: .utf8)
                Issue.record("\(name) of \(sample) was recorded, not compared")
            } else {
                let committed = try String(contentsOf: place, encoding: .utf8)
                #expect(committed == text, "make reports shows what is different")
            }
        }
        let folder = Repository.place("Reports/\(sample)").path
        let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        #expect(Set(found ?? []).subtracting([Chart.folder]) == Set(kept.map(\.name)))
    }

    /// The documents that are kept: to keep the repository small, most samples have their report without pictures.
    private static func kept(of sample: String, _ composed: ComposedReport) -> [(
        name: String, text: String
    )] {
        if pictured.contains(sample) {
            return ReportFolder.documents(of: composed).filter { $0.path != "report.html" }
                .map { ($0.path, $0.text) }
        }
        return [
            ("report.md", MarkdownRenderer().render(composed.report)),
            ("report.json", composed.json),
        ]
    }

    @Test(arguments: samples)
    func staysSmallAndHidesItsAnswer(sample: String) throws {
        let folder = "SampleLogs/\(sample)"
        let bytesMax = 3_000_000
        let bytes = try Repository.names(in: folder).reduce(0) { sum, name in
            sum + (try Data(contentsOf: Repository.place("\(folder)/\(name)")).count)
        }
        #expect(bytes < bytesMax)
        #expect(try Repository.names(in: folder).contains("incident.md"))
        let files = try Analysis.recognize([Repository.place(folder).path], excluding: [])
        #expect(!files.contains { $0.file.path == "incident.md" })
    }

    @Test func givesTheSameBytesForAnyNumberOfTasks() async throws {
        let one = try await Self.analyze("flag-rewrites", tasks: 1).composed
        let eight = try await Self.analyze("flag-rewrites", tasks: 8).composed
        #expect(one.json == eight.json)
        #expect(MarkdownRenderer().render(one.report) == MarkdownRenderer().render(eight.report))
    }

    private static func analyze(_ sample: String, tasks: Int = 2) async throws -> AnalysisOutcome {
        let paths = (sample == poor.name ? poor.paths : [sample]).map { "SampleLogs/\($0)" }
        var request = AnalysisRequest(paths: paths.map { Repository.place($0).path })
        request.commandWords = ["debrief", "analyze"] + paths
        request.tasks = tasks
        return try await Analysis.run(request)
    }
}
