// The folder that a report is: what is written into it, and what is left alone.

import Foundation
import Reporting
import Testing

@testable import debrief

@Suite struct OutputFolderTests {
    private let folder: IncidentFolder

    init() throws {
        folder = try IncidentFolder()
        try folder.add("capture/monitor.log", IncidentFolder.quietMonitor)
    }

    @Test func leavesTheFolderOfSomebodyElseAlone() throws {
        try folder.add("notes/plan.txt", "ours")
        let run = try folder.debrief("analyze", "capture", "-q", "--output", "notes")
        #expect(run.status == 5)
        #expect(run.messages.contains("error[D021]"))
        #expect(try folder.names(in: "notes") == ["plan.txt"])
        #expect(try folder.names() == ["capture", "notes"])
    }

    @Test func writesIntoAnEmptyFolder() throws {
        try folder.add("empty/gone", "")
        try FileManager.default.removeItem(at: folder.place.appendingPathComponent("empty/gone"))
        let run = try folder.debrief("analyze", "capture", "-q", "--output", "empty")
        #expect(run.status == 0)
        #expect(try folder.names(in: "empty").contains("report.md"))
    }

    @Test func keepsWhatStandsBesideItsOwnReport() throws {
        _ = try folder.debrief("analyze", "capture", "-q", "--output", "out")
        try folder.add("out/meeting.txt", "ours")
        try folder.add("out/charts/writes.svg", ReportFolder.drawingMarks[0] + "/>")
        let run = try folder.debrief("analyze", "capture", "-q", "--output", "out")
        #expect(run.status == 0)
        #expect(try folder.names(in: "out").contains("meeting.txt"))
        #expect(
            try folder.names(in: "out/charts").isEmpty,
            "a drawing of an earlier report is stale"
        )
    }

    @Test func refusesToReplaceAFileThatOnlyHasItsName() throws {
        _ = try folder.debrief("analyze", "capture", "-q", "--output", "out")
        try folder.add("out/report.json", "{\"ours\": true}")
        let before = try folder.text("out/report.md")
        let run = try folder.debrief("analyze", "capture", "-q", "--output", "out")
        #expect(run.status == 5)
        #expect(try folder.text("out/report.json") == "{\"ours\": true}")
        #expect(try folder.text("out/report.md") == before)
    }

    @Test func leavesNothingUnfinished() throws {
        for output in ["out", "out/gone/deeper", "capture/monitor.log/x"] {
            _ = try folder.debrief("analyze", "capture", "-q", "--output", output)
        }
        let all = FileManager.default.enumerator(atPath: folder.place.path)
        let names = all?.compactMap { $0 as? String } ?? []
        #expect(!names.contains { $0.hasSuffix(".unfinished") })
    }

    @Test func doesNotReadAReportThatLiesInTheCapture() throws {
        let first = try folder.debrief("analyze", "capture", "-q", "--output", "capture/mine")
        let second = try folder.debrief("analyze", "capture", "-q", "--output", "-")
        #expect(first.status == 0)
        #expect(second.output.contains("Draft written by a tool from 1 file."))
    }

    @Test func keepsWhatPeopleWrote() throws {
        _ = try folder.debrief("analyze", "capture", "-q", "--output", "out")
        let said = "\n## Amendments\n\nIt was the proxy.\n"
        try folder.add("out/report.md", folder.text("out/report.md") + said)
        let run = try folder.debrief("analyze", "capture", "-q", "--output", "out")
        #expect(run.status == 0)
        #expect(try folder.text("out/report.md").hasSuffix(said))
    }

    @Test func refusesToLoseWhatPeopleWrote() throws {
        _ = try folder.debrief("analyze", "capture", "-q", "--output", "ticket.md")
        let broken = try folder.text("ticket.md") + "\n<!-- keep:owners -->\nAna\n"
        try folder.add("ticket.md", broken)
        let run = try folder.debrief("analyze", "capture", "-q", "--output", "ticket.md")
        #expect(run.status == 5)
        #expect(run.messages.contains("error[D022]") && run.messages.contains("--> ticket.md:"))
        #expect(try folder.text("ticket.md") == broken)
    }

    @Test func sumsUpForAMessage() throws {
        let sample = Repository.place("SampleLogs/queue-reporter").path
        _ = try folder.debrief("analyze", sample, "-q", "--output", "out")
        let summary = try folder.text("out/summary.md")
        #expect(summary.unicodeScalars.count <= 2_900)
        #expect(summary.hasPrefix("**Debrief: queue backlog"))
        #expect(!summary.contains("| ") && !summary.contains("<") && !summary.contains("!["))
    }
}
