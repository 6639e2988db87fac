// The same files and flags give the same bytes, wherever the program runs.

import Foundation
import Testing

@Suite struct SameBytesTests {
    /// A Turkish i, digits of Arabic, a zone of half hours, one processor, another order of hashing.
    private static let machines = [
        "LC_ALL=C TZ=UTC", "LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 TZ=Asia/Kolkata taskset -c 0",
        "LC_ALL=ar_EG.UTF-8 LANGUAGE=ar TZ=America/St_Johns SWIFT_DETERMINISTIC_HASHING=1",
        "LC_ALL=de_DE.UTF-8 TZ=:Pacific/Apia NO_COLOR=1 TERM=dumb COLUMNS=40",
    ]

    @Test func areThoseOfAnyMachine() throws {
        let made = try SyntheticFolder(PlantedText(), name: "machines")
        defer { try? made.remove() }
        let folder = try IncidentFolder()
        var command = ""
        for (number, machine) in Self.machines.enumerated() {
            command += "env \(machine) DEBRIEF analyze '\(made.url.path)' -q --output out > said"
            command += " && env \(machine) DEBRIEF inspect '\(made.url.path)' > out/inspect"
            command += " && mv said out && mv out out-\(number) && "
        }
        for number in Self.machines.indices.dropFirst() {
            command += "diff -r out-0 out-\(number) && "
        }
        let run = try ToolRun(
            shell: command + "ls out-0/charts && cat out-0/said",
            in: folder.place
        )
        #expect(run.status == 0, "\(run.output.prefix(2_000))\(run.messages)")
        #expect(run.output.contains("timeline.svg") && run.output.hasSuffix("out\n"))
        #expect(try folder.text("out-0/report.json").contains("\"verdict\": \"incident\""))
    }
}
