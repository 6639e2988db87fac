// A capture through a pipe is read once and gives the report that its file gives.

import Foundation
import Testing

@Suite struct StandardInputTests {
    private let folder: IncidentFolder

    init() throws {
        folder = try IncidentFolder()
        try folder.add("monitor.log", IncidentFolder.quietMonitor)
    }

    private func shell(_ command: String) throws -> ToolRun {
        try ToolRun(shell: command, in: folder.place)
    }

    /// A report without what depends on the name of the source.
    private func unnamed(_ run: ToolRun, _ name: String) -> String {
        undigested(run).replacing(name, with: "-")
    }

    /// A report without the digests of its files, which nobody can take of a pipe.
    private func undigested(_ run: ToolRun) -> String {
        run.output.replacing(#/  "input_digest": "[0-9a-f]{64}",\n/#, with: "")
            .replacing(#/      "files": \[[^\]]*\],\n/#, with: "")
    }

    @Test func givesTheReportOfTheFile() throws {
        let piped = try shell("cat monitor.log | DEBRIEF analyze - -q --json -")
        let file = try folder.debrief("analyze", "monitor.log", "-q", "--json", "-")
        #expect(file.status == 0)
        #expect(file.output.contains("input_digest") && !piped.output.contains("input_digest"))
        #expect(unnamed(piped, "monitor.log") == unnamed(file, "monitor.log"))
    }

    @Test func readsLinesThatComeOneByOne() throws {
        let slow = "while IFS= read -r line; do printf '%s\\n' \"$line\"; done < monitor.log"
        let piped = try shell("(\(slow)) | DEBRIEF analyze - -q --json -")
        let whole = try shell("cat monitor.log | DEBRIEF analyze - -q --json -")
        #expect(piped.output == whole.output)
        #expect(piped.status == 0)
    }

    @Test func readsMoreThanItsBeginning() throws {
        let text = String(
            repeating: "1795230206.000000 [0 10.0.0.1:5] \"GET\" \"k\"\n",
            count: 20_000
        )
        try folder.add("long.log", text)
        let piped = try shell("cat long.log | DEBRIEF inspect -")
        #expect(piped.output.contains(#/100 % +20000 +20000 +0 +/#))
    }

    @Test func unpacksWhatIsPacked() throws {
        let piped = try shell("gzip -c monitor.log | DEBRIEF analyze - -q --json -")
        let plain = try shell("cat monitor.log | DEBRIEF analyze - -q --json -")
        #expect(piped.status == 0)
        #expect(try ReportKeys.read(piped).verdict == ReportKeys.read(plain).verdict)
    }

    @Test func standsBesideFiles() throws {
        try folder.add("metrics.csv", IncidentFolder.metricsWithoutZone)
        let run = try shell("cat monitor.log | DEBRIEF analyze metrics.csv - -q --output -")
        #expect(run.status == 0)
        #expect(run.output.contains("`metrics.csv`"))
    }

    @Test func becomesAPartial() throws {
        let scan = try shell("cat monitor.log | DEBRIEF scan - --partial p")
        #expect(scan.status == 0, "\(scan.messages)")
        let merged = try folder.debrief("analyze", "p", "-q", "--json", "-")
        let piped = try shell("cat monitor.log | DEBRIEF analyze - -q --json -")
        #expect(merged.output == piped.output)
    }

    @Test func goesByTheNameThatItIsGiven() throws {
        let scan = try shell("cat monitor.log | DEBRIEF scan - --named old/monitor.log --partial p")
        #expect(scan.status == 0, "\(scan.messages)")
        try folder.add("old/monitor.log", IncidentFolder.quietMonitor)
        let merged = try folder.debrief("analyze", "p", "-q", "--json", "-")
        let file = try folder.debrief("analyze", "old/monitor.log", "-q", "--json", "-")
        #expect(undigested(merged) == undigested(file))
    }

    @Test(arguments: ["", "- "])
    func refusesNothingAndTwoOfIt(second: String) throws {
        let run = try shell("printf '' | DEBRIEF analyze - \(second)-q")
        #expect(run.status == 3 && run.errorCount == 1)
        #expect(run.messages.contains("standard input is empty"))
    }
}
