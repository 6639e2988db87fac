// Folders as people leave them: links in circles, pipes, devices, files that may not be read.

import Foundation
import Testing

@testable import Parsing

@Suite struct FileSearchTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("debrief-search-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("inner"),
            withIntermediateDirectories: true
        )
        try Data("one\n".utf8).write(to: folder.appendingPathComponent("a.log"))
        try Data("two\n".utf8).write(to: folder.appendingPathComponent("inner/b.log"))
    }

    private func found() throws -> [SourceFile] {
        defer {
            do {
                try FileManager.default.removeItem(at: folder)
            } catch {
                // What is left over in the temporary directory harms nobody.
            }
        }
        return try SourceFile.find(at: [folder.path], excluding: [])
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.appendingPathComponent(name).path,
            withDestinationPath: target
        )
    }

    @Test func readsNothingTwiceWhereLinksLeadInCircles() throws {
        try link("inner/circle", to: "..")
        try link("inner/self", to: "self")
        try link("z-again.log", to: "a.log")
        try link("z-inner", to: "inner")
        let files = try found()

        #expect(files.filter { $0.refusal == nil }.map(\.path) == ["a.log", "inner/b.log"])
        #expect(files.first { $0.path == "inner/self" }?.refusal == "a link that leads nowhere")
    }

    @Test func listsPipesAndDevicesWithoutOpeningThem() throws {
        mkfifo(folder.appendingPathComponent("pipe").path, 0o600)
        try link("zero", to: "/dev/zero")
        let files = try found()

        #expect(files.map(\.path) == ["a.log", "inner/b.log", "pipe", "zero"])
        #expect(
            files.compactMap(\.refusal)
                == [String](repeating: "a pipe or a device, which would be waited for", count: 2)
        )
    }
}
