// What is torn, cut or far too long is said in the report, not on standard error alone.

import Foundation
import Testing

@Suite struct DamagedInputTests {
    private let folder: IncidentFolder

    init() throws {
        folder = try IncidentFolder()
    }

    private func report() throws -> String {
        let run = try folder.debrief("analyze", "capture", "-q", "--output", "out")
        #expect(run.status == 0)
        return try folder.text("out/report.md")
    }

    @Test func readsATornArchiveAsFarAsItGoes() throws {
        let sample = Repository.root.appending(path: "SampleLogs/queue-reporter/monitor.log.gz")
        let whole = try Data(contentsOf: sample)
        try folder.add("capture/monitor.log.gz", whole.prefix(whole.count / 8))
        let report = try report()

        #expect(report.contains("the archive `monitor.log.gz` is doubtful"))
        #expect(report.contains("the gzip stream ends before its end mark, at byte"))
    }

    @Test func saysThatALineWasCut() throws {
        let long = String(repeating: "x", count: 40 << 20)
        let monitor = IncidentFolder.quietMonitor
        try folder.add("capture/monitor.log", monitor + long + "\n")

        #expect(try report().contains("`monitor.log` holds 1 line longer than debrief reads"))
    }
}
