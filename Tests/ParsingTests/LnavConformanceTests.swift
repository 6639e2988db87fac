// All formats that ship with lnav load, and all of their samples are read as lnav's own check expects.
//
// The formats are not in the repository. They are read from the folder that LNAV_FORMATS names (`src/formats` of
// lnav's source), else from the Debian package lnav, which writes its formats out when it starts.

import Foundation
import Testing

@testable import Parsing

@Suite struct LnavConformanceTests {
    @Test func readsEveryFormatAndSampleOfLnav() throws {
        guard let files = try Self.files() else {
            print("lnav formats: not run, neither the package lnav nor LNAV_FORMATS is there")
            return
        }
        var formats = 0
        var patterns = 0
        var samples = 0
        var wrong: [String] = []
        for (name, bytes) in files {
            let file = FormatFile(path: name, bytes: bytes)
            wrong += file.problems.filter { $0.severity == .error }.map { "\(name) \($0)" }
            for definition in file.definitions {
                formats += 1
                patterns += definition.patternCount
                samples += definition.sampleCount
                wrong += definition.sampleProblems().map { "\(name) \($0)" }
            }
        }
        print(
            "lnav formats: \(formats) loaded, \(patterns) patterns, \(samples) samples, \(wrong.count) wrong"
        )
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        #expect(formats >= 30 && samples >= 100)
    }

    /// Name and bytes of each file; `nil` where lnav is not there.
    private static func files() throws -> [(String, [UInt8])]? {
        if let folder = ProcessInfo.processInfo.environment["LNAV_FORMATS"] {
            return try files(in: URL(fileURLWithPath: folder), ending: ".json")
        }
        let lnav = URL(fileURLWithPath: "/usr/bin/lnav")
        guard FileManager.default.isExecutableFile(atPath: lnav.path) else { return nil }
        let home = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let process = Process()
        process.executableURL = lnav
        process.arguments = ["-n", "-c", ":quit", "/dev/null"]
        process.environment = ["HOME": home.path, "TERM": "dumb"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        for folder in [".lnav/formats/default", ".config/lnav/formats/default"] {
            let place = home.appendingPathComponent(folder)
            guard FileManager.default.fileExists(atPath: place.path) else { continue }
            return try files(in: place, ending: ".json.sample")
        }
        return nil
    }

    private static func files(in folder: URL, ending: String) throws -> [(String, [UInt8])] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(ending) }
            .map { ($0, [UInt8](try Data(contentsOf: folder.appendingPathComponent($0)))) }
    }
}
