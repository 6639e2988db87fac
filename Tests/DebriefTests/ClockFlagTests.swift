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

    /// A log in Berlin's time, a line each ten minutes, whose clock is put back or forward at a moment.
    private static func localLog(around change: Int, _ before: Int, _ after: Int) -> String {
        stride(from: change - 7_200, through: change + 7_200, by: 600).map { second in
            let wall = second + (second < change ? before : after)
            let stamp = Date(timeIntervalSince1970: Double(wall)).formatted(.iso8601).prefix(19)
            return "E, [\(stamp).000000 #7] ERROR -- : KeyError: key not found\n"
        }.joined()
    }

    @Test(arguments: [(1_792_890_000, 7_200, 3_600), (1_774_746_000, 3_600, 7_200)])
    func followsAClockThatIsPutBackOrForwardInsideALog(
        change: Int,
        before: Int,
        after: Int
    ) throws {
        try folder.add("local/app.log", Self.localLog(around: change, before, after))
        let run = try ToolRun(
            ["analyze", "local", "-q", "--output", "out"]
                + ["--timezone", "app.log=Europe/Berlin"],
            in: folder.place
        )
        let report = try folder.text("out/report.json")

        #expect(run.status == 0)
        #expect(report.contains("\"start\": \(change - 7_200)"))
        #expect(report.contains("\"end\": \(change + 7_200)"))
        #expect(report.contains("\"zone_from\": \"declared\""))
    }
}
