// `--same` and `--max-clock-correction` from the command line.

import Foundation
import Testing

@Suite struct ClockFlagTests {
    private let folder: IncidentFolder

    init() throws {
        folder = try IncidentFolder()
        try folder.add("capture/monitor.log", IncidentFolder.quietMonitor)
        let errors = (0..<5).map {
            "{\"ts\":\"2026-11-21T03:03:3\($0).000Z\",\"pid\":1,\"tid\":\"a\",\"lvl\":\"ERROR\",\"msg\":\"broke\"}\n"
        }
        try folder.add("capture/worker.log", errors.joined())
    }

    private func run(_ flags: String...) throws -> ToolRun {
        try ToolRun(["analyze", "capture", "-q", "--output", "-"] + flags, in: folder.place)
    }

    @Test func setsOneClockByAnother() throws {
        let plain = try run()
        #expect(!plain.output.contains("as declared"))
        let same = try run("--same", "worker.log:2=monitor.log:3")
        #expect(same.status == 0)
        #expect(same.output.contains("as declared"))
    }

    @Test(arguments: [
        ("worker.log=monitor.log:1", "FILE:LINE=FILE:LINE"), ("a:1=monitor.log:1", "is named a"),
        ("worker.log:99=monitor.log:1", "no such line"),
        ("worker.log:1=worker.log:2", "has one clock"),
        ("worker.log:0=monitor.log:1", "FILE:LINE=FILE:LINE"),
    ])
    func saysWhatIsWrongWithTwoLines(flag: String, message: String) throws {
        let run = try run("--same", flag)
        #expect(run.status == 64)
        #expect(run.messages.contains("error[D042]"))
        #expect(run.messages.contains(message))
    }

    @Test func refusesACapThatIsNoTime() throws {
        let run = try run("--max-clock-correction", "soon")
        #expect(run.status == 64 && run.messages.contains("90s, 15m or 1h"))
    }
}
