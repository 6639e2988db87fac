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
        run.output.replacing(name, with: "-")
    }

    @Test func givesTheReportOfTheFile() throws {
        let piped = try shell("cat monitor.log | DEBRIEF analyze - -q --json -")
        let file = try folder.debrief("analyze", "monitor.log", "-q", "--json", "-")
        #expect(file.status == 0)
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
        #expect(piped.output.contains("20000 lines, 20000 records, 0 lines not read"))
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
        #expect(merged.output == file.output)
    }

    @Test(arguments: ["", "- "])
    func refusesNothingAndTwoOfIt(second: String) throws {
        let run = try shell("printf '' | DEBRIEF analyze - \(second)-q")
        #expect(run.status == 3 && run.errorCount == 1)
        #expect(run.messages.contains("standard input is empty"))
    }
}
