// The flags of the command, each by what it changes.

import Foundation
import Testing

@Suite struct CommandTests {
    private let folder: IncidentFolder

    init() throws {
        folder = try IncidentFolder()
        try folder.add("capture/monitor.log", IncidentFolder.quietMonitor)
    }

    private func keys(_ flags: String...) throws -> ReportKeys {
        try ReportKeys.read(
            ToolRun(["analyze", "capture", "-q", "--json", "-"] + flags, in: folder.place)
        )
    }

    @Test func writesTheReportAndSaysWhere() throws {
        let run = try folder.debrief("analyze", "capture")
        #expect(run.status == 0)
        #expect(run.output == "debrief-report\n")
        #expect(run.messages.hasSuffix("Verdict: no-incident\n"))
        #expect(try folder.names() == ["capture", "debrief-report"])
        #expect(
            try folder.names(in: "debrief-report")
                == ["report.html", "report.json", "report.md", "summary.md"]
        )
    }

    @Test func replacesItsOwnReport() throws {
        for _ in 0..<2 {
            let run = try folder.debrief("analyze", "capture", "-q", "--json", "r.json")
            #expect(run.status == 0)
        }
        #expect(try folder.names() == ["capture", "debrief-report", "r.json"])
    }

    @Test func writesMarkdownAloneWhenTheNameSaysSo() throws {
        let run = try folder.debrief("analyze", "capture", "-q", "--output", "ticket.md")
        #expect(run.output == "ticket.md\n")
        #expect(try folder.names() == ["capture", "ticket.md"])
    }

    @Test func namesAReportThatShowsAllValues() throws {
        for _ in 0..<2 {
            let run = try folder.debrief("analyze", "capture", "-q", "--no-redact")
            #expect(run.output == "debrief-report-NOT-REDACTED\n")
        }
    }

    @Test func writesToStandardOutputAndNowhereElse() throws {
        let markdown = try folder.debrief("analyze", "capture", "-q", "--output", "-")
        #expect(markdown.output.hasPrefix("# Debrief: no incident found"))
        let json = try folder.debrief("analyze", "capture", "-q", "--json", "-")
        #expect(json.output.hasPrefix("{\n  \"schema\": \"debrief/1\""))
        #expect(markdown.messages.isEmpty && json.messages.isEmpty)
        #expect(try folder.names() == ["capture"])
    }

    @Test func doesNotReadItsOwnReports() throws {
        let first = try folder.debrief("analyze", "capture", "-q", "--output", "capture/mine.md")
        let second = try folder.debrief("analyze", "capture", "-q", "--output", "-")
        #expect(first.status == 0)
        #expect(!second.output.contains("mine.md"))
    }

    @Test(arguments: [("400M", "400 MiB"), ("1G", "1024 MiB"), ("419430400", "400 MiB")])
    func saysItsMemoryBudget(flag: String, shown: String) throws {
        let run = try folder.debrief("analyze", "capture", "-q", "--output", "-", "--memory", flag)
        #expect(run.output.contains("Memory budget \(shown): nothing was sampled or left out."))
    }

    @Test(arguments: ["63M", "much", "1T", "-1", "99999999999G"])
    func refusesABudgetThatCannotWork(flag: String) throws {
        let run = try folder.debrief("analyze", "capture", "-q", "--memory=\(flag)")
        #expect(run.status == 64 && run.messages.contains("error[D007]"), "\(run.messages)")
    }

    @Test func givesTheSameBytesTwice() throws {
        let flags = ["analyze", "capture", "-q", "--json", "-"]
        let first = try ToolRun(flags, in: folder.place)
        let second = try ToolRun(flags, in: folder.place)
        #expect(first.output == second.output)
        #expect(!first.output.isEmpty)
    }

    @Test(arguments: [
        (["--from", "+60s"], 60.0, 120.0), (["--to", "+60s"], 0, 60),
        (["--from", "03:03:46", "--to", "03:04:06"], 20, 40),
        (["--from", "2026-11-21T03:04:26Z"], 60, 120),
    ])
    func leavesOutWhatWasNotAskedFor(flags: [String], from: Double, to: Double) throws {
        let run = try ToolRun(
            ["analyze", "capture", "-q", "--json", "-"] + flags,
            in: folder.place
        )
        let span = try ReportKeys.read(run).span
        let start = Double(IncidentFolder.start)
        // The grid's step is a second.
        #expect(abs(span.start - (start + from)) <= 1)
        #expect(abs(span.end - (start + to)) <= 1)
    }

    @Test func looksAtFiveMinutesAround() throws {
        let late = try ToolRun(
            ["analyze", "capture", "-q", "--json", "-", "--around", "03:09:26"],
            in: folder.place
        )
        let span = try ReportKeys.read(late).span
        #expect(abs(span.start - Double(IncidentFolder.start + 60)) <= 1)
    }

    @Test func takesTheEventOfAFlag() throws {
        let keys = try keys("--event", "2026-11-21T03:04:00Z campaign spring-sale")
        let event = try #require(keys.context.first)
        #expect(event.event.contains("spring-sale"))
        #expect(event.time == Double(IncidentFolder.start + 34))
    }

    @Test(arguments: [([], "undetermined"), (["--redis-version", "7.2.4"], "exonerated")])
    func judgesByTheDeclaredVersion(flags: [String], verdict: String) throws {
        let run = try ToolRun(
            ["analyze", "capture", "-q", "--json", "-"] + flags,
            in: folder.place
        )
        let suspects = try ReportKeys.read(run).suspects
        let look = try #require(suspects.first { $0.what.hasPrefix("LRANGE") })
        #expect(look.verdict == verdict)
    }

    @Test(arguments: [("UTC", 0.0), ("Europe/Berlin", 3_600), ("-05:30", -19_800)])
    func readsTimesInTheDeclaredZone(zone: String, east: Double) throws {
        try folder.add("metrics.csv", IncidentFolder.metricsWithoutZone)
        let run = try folder.debrief(
            "analyze",
            "metrics.csv",
            "-q",
            "--json",
            "-",
            "--timezone",
            "metrics.csv=\(zone)"
        )
        // 03:04:10 on the wall.
        let wall = Double(IncidentFolder.start + 44)
        #expect(try ReportKeys.read(run).span.start == wall - east)
    }

    @Test func comparesWithABaseline() throws {
        let run = try folder.debrief(
            "analyze",
            "capture",
            "-q",
            "--output",
            "-",
            "--baseline",
            "capture"
        )
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("# Debrief: no incident found"))
        let missing = try folder.debrief("analyze", "capture", "--baseline", "gone")
        #expect(missing.status == 3)
    }

    @Test(arguments: [("flag-rewrites", "incident", Int32(2)), ("healthy-ramp", "anomaly", 0)])
    func tellsTheShellWhatWasFound(sample: String, level: String, status: Int32) throws {
        let run = try ToolRun(
            [
                "analyze", Repository.place("SampleLogs/\(sample)").path, "-q", "--output", "r.md",
                "--fail-on", level,
            ],
            in: folder.place
        )
        #expect(run.status == status)
        #expect(try folder.names() == ["capture", "r.md"])
    }

    @Test(arguments: ["analyze capture -q --output -", "inspect capture"])
    func outlivesAReaderThatGoesAway(command: String) throws {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0])
        let tool = bundle.deletingLastPathComponent().appendingPathComponent("debrief").path
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = ["-c", "\"$0\" \(command) | true; exit ${PIPESTATUS[0]}", tool]
        shell.currentDirectoryURL = folder.place
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0)
    }

    @Test func saysWhatEachFileIs() throws {
        let run = try folder.debrief("inspect", "capture")
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        #expect(
            lines[1].split(separator: " ").joined(separator: " ")
                == "monitor.log redis-monitor 100 % 1201 1200 0 "
                + "2026-11-21T03:03:26Z 2026-11-21T03:05:25Z written"
        )
        #expect(lines[2].hasPrefix("  lines hold an epoch"))
    }

    @Test func saysWhatEachFileIsToMachines() throws {
        let packed = "2026-11-21T03:03:26.1Z stdout F 1:M 21 Nov 2026 03:03:26.777 * Ready\n"
        try folder.add("capture/app.log.1", packed)
        try folder.add("capture/app.log", packed + packed)
        let run = try folder.debrief("inspect", "capture", "--json")
        let sources = try JSONDecoder().decode([InspectedSource].self, from: Data(run.output.utf8))
        #expect(
            sources == [
                InspectedSource(
                    file: "app.log",
                    files: ["app.log.1", "app.log"],
                    wrappers: ["kubernetes-cri"],
                    compression: "plain",
                    encoding: "UTF-8",
                    format: "redis-server-log",
                    zone: "written",
                    first: "2026-11-21T03:03:26Z",
                    lines: 3,
                    unreadable: 0
                ),
                InspectedSource(
                    file: "monitor.log",
                    files: nil,
                    wrappers: [],
                    compression: "plain",
                    encoding: "UTF-8",
                    format: "redis-monitor",
                    zone: "written",
                    first: "2026-11-21T03:03:26Z",
                    lines: 1201,
                    unreadable: 0
                ),
            ]
        )
    }
}

/// The keys of `inspect --json` that are compared.
private struct InspectedSource: Decodable, Equatable {
    let file: String
    let files: [String]?
    let wrappers: [String]
    let compression: String
    let encoding: String
    let format: String?
    let zone: String
    let first: String?
    let lines: Int
    let unreadable: Int
}
