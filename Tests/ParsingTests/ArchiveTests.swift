// Archives as folders: members as sources, whatever their names, in archives in archives.

import Foundation
import Testing

@testable import Parsing

@Suite struct ArchiveTests {
    private let log = Array("one\ntwo\nthree\n".utf8)

    private func found(_ bytes: [UInt8]) throws -> [SourceFile] { try TemporaryFile(bytes).sources }

    private func names(_ files: [SourceFile]) -> [String] {
        files.map { $0.path.split(separator: "!").dropFirst().joined(separator: "!") }
    }

    private func text(_ file: SourceFile) throws -> [UInt8] {
        try TemporaryFile.read(Shard.cut(file, source: 0, isSplittable: false)[0]).bytes
    }

    private var archive: [UInt8] {
        var tar = TarArchive()
        tar.add("logs/", [], type: "5")
        tar.add("logs/b.log", log)
        tar.add("logs/a.log", Array("other\n".utf8))
        tar.add("logs/.hidden", log)
        tar.add("incident.md", log)
        return tar.closed
    }

    @Test(arguments: [.plain] + Pack.all)
    func listsTheMembersOfAnArchiveHoweverItIsPacked(packing: Packing) throws {
        let files = try found(Pack.pack(archive, as: packing))

        #expect(names(files) == ["logs/b.log", "logs/a.log"])
        #expect(try files.map(text) == [log, Array("other\n".utf8)])
        #expect(files.allSatisfy { $0.damage == nil && $0.refusal == nil })
    }

    @Test func unpacksPackedMembers() throws {
        var tar = TarArchive()
        for packing in Pack.all { tar.add("x.\(packing.rawValue)", Pack.pack(log, as: packing)) }
        let files = try found(Pack.pack(tar.closed, as: .gzip))

        #expect(files.map(\.packing) == Pack.all)
        #expect(try files.map(text) == [log, log, log, log])
    }

    @Test func unpacksWhatWasPackedTwice() throws {
        let files = try found(Pack.pack(Pack.pack(log, as: .gzip), as: .xz))

        #expect(files.count == 1)
        #expect(try text(files[0]) == log)
    }

    @Test func opensArchivesInArchivesToTheNamedDepth() throws {
        var bytes = log
        var depths: [Int] = []
        for _ in 0...Archive.depthMax {
            var tar = TarArchive()
            tar.add("x", bytes)
            bytes = tar.closed
            let files = try found(bytes)
            depths.append(files.count { $0.refusal == nil })
        }

        #expect(depths == [1, 1, 1, 1, 0])
    }

    @Test func namesOfMembersLeadNowhere() throws {
        var tar = TarArchive()
        tar.add("/etc/passwd", log)
        tar.add("../../up.log", log)
        tar.add("link", [], type: "2")
        tar.add("device", [], type: "3")

        #expect(names(try found(tar.closed)) == ["etc/passwd", "up.log"])
    }

    @Test func readsTheLongNamesOfBothWriters() throws {
        let name = String(repeating: "folder/", count: 30) + "x.log"
        let line = "path=\(name)\n"
        let record = "\(line.utf8.count + 4) \(line)"
        var tar = TarArchive()
        tar.add("././@LongLink", Array((name + "\0").utf8), type: "L")
        tar.add("short", log)
        tar.add("attributes", Array(record.utf8), type: "x")
        tar.add("short", log)

        #expect(names(try found(tar.closed)) == [name, name])
    }

    @Test(arguments: [.plain] + Pack.all)
    func readsWhatATruncatedArchiveHoldsAndSaysSo(packing: Packing) throws {
        var tar = TarArchive()
        tar.add("a.log", log)
        tar.add("b.log", (0..<40_000).map { "\($0 &* 7_919)\n" }.joined().utf8.map { $0 })
        let packed = Pack.pack(tar.closed, as: packing)
        let files = try found(Array(packed.prefix(packed.count * 3 / 4)))

        #expect(try text(files[0]) == log)
        #expect(files.count == 2)
        #expect(files[1].damage ?? files[1].refusal != nil)
    }

    @Test func readsWhatStandsBeforeACorruptHeader() throws {
        var bytes = archive
        bytes[512 * 3 + 20] ^= 0xFF
        let files = try found(bytes)

        #expect(try text(files[0]) == log)
        #expect(
            files.last?.refusal
                == "the archive is damaged at byte 1536; what comes after was not read"
        )
    }

    @Test func survivesEveryCut() throws {
        let whole = archive
        for cut in stride(from: 0, to: whole.count, by: 97) {
            let file = try TemporaryFile(Array(whole[..<cut]))
            for member in file.sources where member.refusal == nil { _ = try text(member) }
        }
    }
}
