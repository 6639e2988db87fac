// Folders with small captures, made for one test and removed after it.

import Foundation

/// A folder that lives as long as the test.
final class IncidentFolder {
    let place: URL

    /// Makes an empty folder.
    init() throws {
        place = FileManager.default.temporaryDirectory
            .appendingPathComponent("debrief-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: place)
        } catch {
            // A folder that is left over in the temporary directory harms nobody.
        }
    }

    /// Writes a file and the folders above it.
    func add(_ name: String, _ text: String) throws {
        try add(name, Data(text.utf8))
    }

    /// Writes a file of bytes and the folders above it.
    func add(_ name: String, _ bytes: Data) throws {
        let file = place.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try bytes.write(to: file)
    }

    /// What stands in the folder, hidden names too.
    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
    }

    /// The text of a file.
    func text(_ name: String) throws -> String {
        try String(contentsOf: place.appendingPathComponent(name), encoding: .utf8)
    }

    /// What stands in a folder of this folder.
    func names(in name: String) throws -> [String] {
        let folder = place.appendingPathComponent(name)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// Runs debrief with this folder as the current one.
    func debrief(_ arguments: String...) throws -> ToolRun {
        try ToolRun(arguments, in: place)
    }

    /// The first second of the captures below: 03:03:26 UTC on 21 November 2026.
    static let start = 1_795_230_206
    static let seconds = 120

    /// Two quiet minutes: five pushes a second, and a look at the last element after each.
    static var quietMonitor: String {
        let lines = (0..<seconds * 5).map { number in
            let second = start + number / 5
            let tenth = number % 5 * 2
            return """
                \(second).\(tenth)00000 [0 10.0.0.1:5000] "LPUSH" "queue:a" "x\(number)"
                \(second).\(tenth)00010 [0 10.0.0.2:5000] "LRANGE" "queue:a" "-1" "-1"
                """
        }
        return "OK\n" + lines.joined(separator: "\n") + "\n"
    }

    /// Thirty samples of a depth, stamped without a zone.
    static var metricsWithoutZone: String {
        let rows = (10..<40).map { "2026-11-21 03:04:\($0),\($0)\n" }
        return "timestamp,depth:queue:a\n" + rows.joined()
    }
}
