// Runs that are cut short: nothing half-written is left, and nobody is told that all went well.

import Foundation
import Testing

@testable import debrief

@Suite struct InterruptionTests {
    private let folder: IncidentFolder

    init() throws {
        folder = try IncidentFolder()
    }

    /// Some seconds of work.
    private func addLargeCapture() throws {
        try folder.add("large.log", String(repeating: IncidentFolder.quietMonitor, count: 200))
    }

    @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)])
    func removesWhatIsUnfinished(signal: String, status: Int) throws {
        try addLargeCapture()
        let run = try ToolRun(
            shell: """
                DEBRIEF redact large.log --output out -q & tool=$!
                while [ ! -s .out.unfinished/large.log ]; do sleep 0.05; done
                kill -\(signal) $tool; wait $tool; echo $?
                """,
            in: folder.place
        )
        #expect(run.output == "\(status)\n", "\(run.messages)")
        #expect(try folder.names() == ["large.log"])
    }

    @Test func endsWhenItsReaderGoesAway() throws {
        try addLargeCapture()
        let run = try ToolRun(
            shell: "(DEBRIEF redact large.log -q; echo $? > status) | head -n 1",
            in: folder.place
        )
        #expect(run.output == "OK\n")
        #expect(try folder.text("status") == "0\n")
    }

    @Test(arguments: ["redact capture", "analyze capture --output -", "inspect capture"])
    func doesNotTakeAFullDiskForSuccess(command: String) throws {
        try folder.add("capture/monitor.log", IncidentFolder.quietMonitor)
        let run = try ToolRun(shell: "DEBRIEF \(command) > /dev/full", in: folder.place)
        #expect(run.status == 5)
        #expect(run.messages.contains("error[D020]"), "\(run.messages)")
    }

    @Test func leavesNothingInAFolderThatCannotBeWritten() throws {
        try folder.add("capture/monitor.log", IncidentFolder.quietMonitor)
        try folder.add("file", "")
        for command in ["analyze capture -q --output file/out", "redact capture --output file/out"]
        {
            let run = try ToolRun(shell: "DEBRIEF \(command)", in: folder.place)
            #expect(run.status == 5 && run.messages.contains("error[D020]"), "\(run.messages)")
        }
        #expect(try folder.names() == ["capture", "file"])
    }
}
