// Logs that were cut while they were written are one source, oldest first.

import Foundation
import Testing

@testable import Parsing

@Suite struct RotatedSetTests {
    private func grouped(_ names: [String]) -> [[String]] {
        let files = names.map {
            SourceFile(location: $0, path: $0, bytes: 1, packing: .plain)
        }
        return RotatedSet.group(files).map { $0.files.map(\.path) }
    }

    @Test(arguments: [
        ["app.log", "app.log.1", "app.log.2.gz", "app.log.10.xz"],
        ["x-20260101.log", "x-20260102.log.gz", "x.log"],
        ["messages", "messages-20260101", "messages-20260102.bz2"],
        ["production.log", "production.log.20260101", "production.log.20260102"],
        ["a.2026-01-01.log", "a.2026-01-02.log", "a.log"],
        ["x-20260101", "x-20260102"],
    ])
    func putsTheFilesOfALogTogether(names: [String]) {
        let sets = grouped(names.sorted())

        #expect(sets.count == 1)
        #expect(Set(sets[0]) == Set(names))
        #expect(sets[0].last == names.max { age($0) < age($1) })
    }

    /// How young a file of the names above is.
    private func age(_ name: String) -> String {
        let number = name.firstMatch(of: /log\.(\d{1,2})(\.|$)/).map { 99 - (Int($0.1) ?? 0) }
        let date = name.firstMatch(of: /20\d\d-?\d\d-?\d\d/).map { String($0.0) }
        return number.map(String.init) ?? date ?? "~"
    }

    @Test func ordersByTimeAndNotByName() {
        #expect(
            grouped(["x.log", "x.log.1", "x.log.10", "x.log.2"])
                == [["x.log.10", "x.log.2", "x.log.1", "x.log"]]
        )
    }

    @Test(arguments: [
        ["monitor-1.log", "monitor-2.log"], ["a/x.log", "b/x.log.1"],
        ["x.log.1", "x-20260101.log", "x.log"], ["x.log.gz", "x.log"], ["v1.2", "v1.3.4"],
        ["node-10.0.0.1", "node-10.0.0.2.log"],
    ])
    func leavesOtherFilesAlone(names: [String]) {
        #expect(grouped(names).allSatisfy { $0.count == 1 })
    }

    @Test func joinsOnlyWhatIsOfOneFormat() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("debrief-rotated-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let server = "1:M 21 Nov 2026 03:03:26.777 * Ready to accept connections\n"
        let monitor = #"1795230206.777646 [0 10.0.0.1:33722] "PING""# + "\n"
        for (name, text) in [("x.log", server), ("x.log.1", server), ("x.log.2", monitor)] {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        let files = try RecognizedFile.recognize(
            SourceFile.find(at: [folder.path], excluding: [])
        )
        try FileManager.default.removeItem(at: folder)

        #expect(files.map(\.file.path) == ["x.log.2", "x.log"])
        #expect(files.map { $0.parts.map(\.path) } == [["x.log.2"], ["x.log.1", "x.log"]])
        #expect(files.map { $0.format?.name } == ["redis-monitor", "redis-server-log"])
    }
}
