// `debrief what-if` and `debrief compare` as users run them.

import Foundation
import Testing

@Suite struct QuestionCommandTests {
    private let folder: IncidentFolder

    init() throws {
        folder = try IncidentFolder()
        try folder.add("capture/monitor.log", IncidentFolder.quietMonitor)
        try folder.add("capture/metrics.csv", Self.metrics)
    }

    /// Eighty per cent from 03:04:00 to 03:04:40 and from 03:05:00 on, forty else; a row every ten seconds.
    private static let metrics: String = {
        var text = "time,redis_cpu_pct\n"
        for row in 0..<12 {
            let second = 26 + row * 10
            let minute = 3 + second / 60
            let isHigh = (4...8).contains(row) || row >= 10
            text += "2026-11-21T03:0\(minute):\(String(format: "%02d", second % 60))Z,"
            text += "\(isHigh ? 80 : 40)\n"
        }
        return text
    }()

    @Test func watchesAnAlert() throws {
        let run = try folder.debrief("what-if", "capture", "--alert", "redis_cpu_pct>70 for 40s")
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.output.hasPrefix("# What if\n"))
        #expect(
            run.output.contains("It would have fired 1 time, first at 03:04:46"),
            "\(run.output)"
        )
        #expect(run.output.contains("| 03:04:06 | 03:04:46 | 03:04:56 | in no incident |"))
    }

    @Test func leavesCommandsOut() throws {
        let run = try folder.debrief("what-if", "capture", "--without-command", "GET")
        #expect(run.status == 0)
        #expect(run.output.contains("### What if: without `GET`"))
    }

    @Test func refusesWhatWasNotObserved() throws {
        let run = try folder.debrief("what-if", "capture", "--workers=+4")
        #expect(run.status == 0)
        #expect(run.output.contains("> Not answered: "))
    }

    @Test(
        arguments: [
            [], ["--workers=many"], ["--workers=0"], ["--cap", "exports"], ["--cap", "exports=-1"],
            ["--alert", "redis_cpu"], ["--alert", "cpu>70 for ever"], ["--alert", "cpu>70 parsec"],
            ["--without-command", "FROBNICATE x"], ["--without-command", ""],
        ]
    )
    func refusesWhatItDoesNotUnderstand(flags: [String]) throws {
        let run = try ToolRun(["what-if", "capture"] + flags, in: folder.place)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
    }

    @Test func comparesACaptureWithItself() throws {
        let run = try folder.debrief("compare", "capture", "capture")
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("# Before and after\n\n**Nothing changed"), "\(run.output)")
        #expect(run.output.contains("| unchanged |"))
        #expect(try folder.debrief("compare", "capture", "gone").status == 3)
    }
}
