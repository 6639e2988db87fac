// The lines behind a citation, and what is said when they are not there any more.

import Foundation
import Testing

@testable import debrief

@Suite struct ShowTests {
    private let folder: IncidentFolder

    /// A report of a capture with an address, a secret and something that steers terminals in every line.
    init() throws {
        folder = try IncidentFolder()
        try folder.add("capture/monitor.log", Self.capture)
        let run = try folder.debrief("analyze", "capture", "-q")
        try #require(run.status == 0, "\(run.messages)")
    }

    private static let capture = IncidentFolder.quietMonitor
        .replacing("\"x", with: "\"AUTH=hunter2secret\\u{1b}[2J")

    /// Evidence of the report.
    private func evidence() throws -> CitedReport.Evidence {
        let report = try CitedReport.read(
            folder.place.appendingPathComponent("debrief-report/report.json").path
        )
        return try #require(report.evidence.first)
    }

    private func lines(_ run: ToolRun) -> [Substring] {
        run.output.split(separator: "\n").filter { $0.hasPrefix("> ") }
    }

    @Test func printsCitedLinesRedacted() throws {
        let cited = try evidence()
        let run = try folder.debrief("show", "capture", cited.id)
        #expect(run.status == 0 && run.messages.isEmpty)
        #expect(run.output.hasPrefix("\(cited.id)  monitor.log, line"))
        #expect(lines(run).count == min(20, cited.lastLine - cited.firstLine + 1))
        #expect(!run.output.contains("hunter2") && !run.output.contains("10.0.0."))
        #expect(!run.output.contains("\u{1B}"))
        let first = Self.capture.split(separator: "\n")[cited.firstLine - 1].prefix(17)
        #expect(lines(run).first?.contains(first) == true)
    }

    @Test func showsAsManyLinesAroundAsAreWanted() throws {
        let cited = try evidence()
        let run = try folder.debrief("show", "capture", cited.id, "--context", "0", "--lines", "1")
        let wide = try folder.debrief("show", "capture", cited.id, "--context", "3", "--lines", "1")
        #expect(lines(run).count == 1)
        #expect(wide.output.split(separator: "\n").count > run.output.split(separator: "\n").count)
    }

    @Test func showsValuesWhenAsked() throws {
        let run = try folder.debrief("show", "capture", try evidence().id, "--no-redact")
        #expect(run.output.contains("10.0.0.") && !run.output.contains("\u{1B}"))
    }

    @Test(arguments: ["gz", "zst"])
    func readsPackedFiles(ending: String) throws {
        let plain = try folder.debrief("show", "capture", try evidence().id)
        let pack = ending == "gz" ? "gzip" : "zstd -q --rm"
        let packed = try ToolRun(
            shell:
                "\(pack) capture/monitor.log && DEBRIEF analyze capture -q && DEBRIEF show capture E1",
            in: folder.place
        )
        #expect(packed.status == 0, "\(packed.messages)")
        let body = packed.output.split(separator: "\n").dropFirst(2)
        #expect(body.dropFirst() == plain.output.split(separator: "\n").dropFirst(2))
    }

    @Test func readsTheRightFileOfARotatedLog() throws {
        let all = Self.capture.split(separator: "\n", omittingEmptySubsequences: false)
        let half = all.count / 2
        try folder.add("capture/monitor.log.1", all[..<half].joined(separator: "\n") + "\n")
        try folder.add("capture/monitor.log", all[half...].joined(separator: "\n"))
        let run = try folder.debrief("analyze", "capture", "-q")
        #expect(run.status == 0)
        let cited = try evidence()
        let shown = try folder.debrief("show", "capture", cited.id)
        #expect(shown.status == 0 && shown.messages.isEmpty)
        let file = try folder.text("capture/\(cited.source)").split(separator: "\n")
        #expect(lines(shown).first?.contains(file[cited.firstLine - 1].prefix(17)) == true)
    }

    @Test func findsAFileByItsRedactedName() throws {
        try FileManager.default.moveItem(
            at: folder.place.appendingPathComponent("capture/monitor.log"),
            to: folder.place.appendingPathComponent("capture/redis-10.1.2.3.log")
        )
        _ = try folder.debrief("analyze", "capture", "-q")
        let run = try folder.debrief("show", "capture", "E1")
        #expect(run.status == 0)
        #expect(run.output.contains("redis-‹ip#") && !run.output.contains("10.1.2.3"))
    }

    @Test func saysThatTheFileChanged() throws {
        let id = try evidence().id
        try folder.add("capture/monitor.log", Self.capture + "one more line\n")
        let grown = try folder.debrief("show", "capture", id)
        try folder.add("capture/monitor.log", "OK\n")
        let cut = try folder.debrief("show", "capture", id)
        #expect(grown.status == 0 && grown.messages.contains("warning[D053]"))
        #expect(grown.messages.contains("\(Self.capture.utf8.count) bytes then"))
        #expect(cut.messages.contains("note: it has 1 lines"))
    }

    @Test(arguments: [
        (["show", "capture", "E999"], "D051", 64), (["show", "capture", "F999"], "D051", 64),
        (["show", "nowhere", "E1"], "D001", 3), (["show", "other", "E1"], "D052", 3),
        (["show", "capture", "E1", "--report", "capture/monitor.log"], "D050", 3),
        (["show", "capture", "E1", "--report", "gone.json"], "D050", 3),
    ])
    func saysWhatIsMissing(arguments: [String], code: String, status: Int32) throws {
        try folder.add("other/notes.txt", "nothing\n")
        let run = try ToolRun(arguments, in: folder.place)
        #expect(run.status == status && run.messages.contains("error[\(code)]"), "\(run.messages)")
        #expect(run.output.isEmpty)
    }
}
