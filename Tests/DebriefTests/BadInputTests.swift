// What cannot be analysed gets one message, its own status, and leaves nothing behind.

import Foundation
import Testing

@Suite struct BadInputTests {
    private let folder: IncidentFolder

    init() throws {
        folder = try IncidentFolder()
    }

    private func expectRefusal(
        _ run: ToolRun,
        _ code: String,
        status: Int32 = 3,
        saying words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(run.status == status, sourceLocation: sourceLocation)
        #expect(
            run.messages.hasPrefix("error[\(code)]: "),
            "\(run.messages)",
            sourceLocation: sourceLocation
        )
        #expect(run.messages.contains(words), "\(run.messages)", sourceLocation: sourceLocation)
        #expect(run.errorCount == 1, sourceLocation: sourceLocation)
        #expect(run.output.isEmpty, sourceLocation: sourceLocation)
        let last = run.messages.split(separator: "\n").last ?? ""
        #expect(last.hasPrefix("help: "), "\(run.messages)", sourceLocation: sourceLocation)
    }

    @Test func suggestsTheNeighbourOfAMissingPath() throws {
        try folder.add("incident-2026/monitor.log", IncidentFolder.quietMonitor)
        let run = try folder.debrief("analyze", "incidnt-2026/")
        expectRefusal(run, "D001", saying: "did you mean incident-2026?")
        #expect(try folder.names() == ["incident-2026"])
    }

    @Test(arguments: ["x", "nothing/here", "a//", "ä"])
    func saysThatAPathIsMissing(path: String) throws {
        expectRefusal(try folder.debrief("analyze", path), "D001", saying: "--> \(path)")
    }

    @Test func refusesAnEmptyFolder() throws {
        try folder.add("incident/incident.md", "# What truly happened\n")
        let run = try folder.debrief("analyze", "incident")
        expectRefusal(run, "D002", saying: "there is no file in this folder")
        #expect(try folder.names() == ["incident"])
    }

    @Test func refusesAnEmptyFile() throws {
        try folder.add("monitor.log", "")
        let run = try folder.debrief("analyze", "monitor.log")
        expectRefusal(run, "D011", saying: "--> monitor.log")
        #expect(try folder.names() == ["monitor.log"])
    }

    @Test func refusesAFolderOfEmptyFiles() throws {
        try folder.add("incident/monitor.log", "")
        try folder.add("incident/notes.txt", "")
        let run = try folder.debrief("analyze", "incident")
        expectRefusal(run, "D002", saying: "notes.txt: empty")
    }

    @Test func refusesABinaryFileWithoutShowingIt() throws {
        try folder.add("shot.png", Data((0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }))
        let run = try folder.debrief("analyze", "shot.png")
        expectRefusal(run, "D002", saying: "shot.png: its first line looks like binary data")
        #expect(try folder.names() == ["shot.png"])
    }

    @Test func refusesATableWhoseTimesDoNotParse() throws {
        try folder.add(
            "metrics.csv",
            "timestamp,depth\nyesterday,1\nlater that day,2\n32/13/26,3\n"
        )
        let run = try folder.debrief("analyze", "metrics.csv")
        expectRefusal(run, "D013", saying: "--> metrics.csv")
        #expect(try folder.names() == ["metrics.csv"])
    }

    @Test func refusesStandardInputThatIsEmpty() throws {
        expectRefusal(try folder.debrief("analyze", "-"), "D011", saying: "standard input is empty")
    }

    @Test func refusesADevice() throws {
        expectRefusal(try folder.debrief("analyze", "/dev/zero"), "D005", saying: "/dev/zero")
    }

    @Test func readsACaptureThatWasCutInTheMiddleOfALine() throws {
        let whole = IncidentFolder.quietMonitor
        try folder.add("monitor.log", String(whole.dropLast(40)))
        let run = try folder.debrief("analyze", "monitor.log", "--output", "r.md")
        #expect(run.status == 0)
        #expect(run.messages.contains("1 could not be read"))
        #expect(try folder.names() == ["monitor.log", "r.md"])
    }

    @Test func namesAFileThatItCannotRead() throws {
        try folder.add("incident/monitor.log", IncidentFolder.quietMonitor)
        try folder.add("incident/notes.bin", Data([0, 1, 2, 3, 4, 5, 6, 7, 10]))
        let run = try folder.debrief("analyze", "incident", "--output", "-")
        #expect(run.status == 0)
        #expect(run.messages.contains("warning[D010]"))
        #expect(run.output.contains("`notes.bin`"))
    }

    @Test func survivesAHostileFolder() throws {
        let monitor = IncidentFolder.quietMonitor
        try folder.add("incident/monitor.log", monitor)
        try folder.add("incident/zeros.log", Data(count: 5_000))
        try folder.add("incident/broken.log.gz", Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF]))
        try folder.add("incident/broken.tar", Data("not an archive".utf8))
        let place = folder.place.appendingPathComponent("incident").path
        try FileManager.default.createSymbolicLink(
            atPath: place + "/circle",
            withDestinationPath: "."
        )
        mkfifo(place + "/pipe", 0o600)
        let run = try folder.debrief("analyze", "incident", "--output", "-")

        #expect(run.status == 0)
        #expect(run.messages.contains("a pipe or a device, which would be waited for"))
        #expect(run.messages.contains("--> zeros.log"))
        #expect(!run.output.contains("circle"))
    }

    @Test(arguments: [
        ["--output", "gone/r.md"], ["--json", "gone/r.json"], ["--json", "capture"],
    ])
    func writesNothingWhenOnePlaceIsUnwritable(flags: [String]) throws {
        try folder.add("capture/monitor.log", IncidentFolder.quietMonitor)
        let other = flags[0] == "--output" ? "--json" : "--output"
        let run = try ToolRun(
            ["analyze", "capture", "-q", other, "other.out"] + flags,
            in: folder.place
        )
        expectRefusal(run, "D020", status: 5, saying: "--> \(flags[1])")
        #expect(try folder.names() == ["capture"])
    }

    @Test func keepsAFileThatIsNoReport() throws {
        try folder.add("monitor.log", IncidentFolder.quietMonitor)
        try folder.add("notes.md", "# Ours\n")
        let run = try folder.debrief("analyze", "monitor.log", "-q", "--output", "notes.md")
        expectRefusal(run, "D021", status: 5, saying: "--> notes.md")
        let kept = try String(
            contentsOf: folder.place.appendingPathComponent("notes.md"),
            encoding: .utf8
        )
        #expect(kept == "# Ours\n")
    }

    @Test(arguments: [
        (["--from", "noon"], "D007", "not a time"),
        (["--event", "nonsense"], "D007", "a time, a space and words"),
        (["--redis-version", "new"], "D007", "a version is numbers"),
        (["--timezone", "monitor.log"], "D008", "SOURCE=ZONE"),
        (["--timezone", "monitor.log=Mars/Base"], "D008", "SOURCE=ZONE"),
        (["--timezone", "other.log=UTC"], "D008", "no file that was read is named other.log"),
    ])
    func refusesAFlagItDoesNotUnderstand(flag: [String], code: String, words: String) throws {
        try folder.add("monitor.log", IncidentFolder.quietMonitor)
        let run = try ToolRun(["analyze", "monitor.log"] + flag, in: folder.place)
        expectRefusal(run, code, status: 64, saying: words)
        #expect(try folder.names() == ["monitor.log"])
    }

    @Test(arguments: [
        ["--fail-on", "sunday"], ["--unknown"], ["--output", "-", "--json", "-"],
        ["--around", "+1m", "--to", "+2m"],
    ])
    func leavesUsageErrorsToTheArgumentParser(flags: [String]) throws {
        try folder.add("monitor.log", IncidentFolder.quietMonitor)
        let run = try ToolRun(["analyze", "monitor.log"] + flags, in: folder.place)
        #expect(run.status == 64)
        #expect(run.messages.hasPrefix("Error: "))
        #expect(try folder.names() == ["monitor.log"])
    }

    @Test func refusesTimesOutsideTheCapture() throws {
        try folder.add("monitor.log", IncidentFolder.quietMonitor)
        let run = try folder.debrief("analyze", "monitor.log", "--from", "+10m")
        expectRefusal(run, "D009", saying: "nothing in the capture lies between")
        #expect(try folder.names() == ["monitor.log"])
    }
}
