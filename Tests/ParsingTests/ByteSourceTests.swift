// Files in shards and packed files: every line once, with its number, and damage said aloud.

import Foundation
import Testing

@testable import Parsing

@Suite struct ByteSourceTests {
    /// Lines of many lengths: empty ones, one of 3,000 bytes, and one that begins at every small boundary.
    private static let lines =
        (0..<400).map { String(repeating: "\($0 % 10)", count: $0 * 7 % 31) }
        + [String(repeating: "long", count: 750)]
        + (0..<64).map { String(repeating: "s", count: 63 - $0 % 2) }

    private static func text(endsInLineFeed: Bool) -> [UInt8] {
        Array((lines.joined(separator: "\n") + (endsInLineFeed ? "\n" : "")).utf8)
    }

    private static let shardBytes = [1, 2, 3, 7, 31, 64, 100, 1_000, 4_096, 5_000, 1 << 20]

    @Test(arguments: shardBytes, [true, false])
    func shardsGiveEveryLineOnceWithItsNumber(bytesMax: Int, endsInLineFeed: Bool) throws {
        let text = Self.text(endsInLineFeed: endsInLineFeed)
        let file = try TemporaryFile(text)
        let shards = Shard.cut(file.source, source: 3, isSplittable: true, bytesMax: bytesMax)
        let contents = try shards.map { try TemporaryFile.read($0) }
        let empty = [[Int]](repeating: [], count: 3)
        let table = LineTable(shardLines: empty + [contents.map(\.lines)])

        #expect(shards.count == (text.count + bytesMax - 1) / bytesMax)
        #expect(contents.flatMap(\.bytes) == text)
        #expect(
            contents.flatMap(\.marks).map(table.line) == Array(1...Self.lines.count)
        )
        #expect(contents.flatMap(\.marks).allSatisfy { LineMark.source(of: $0) == 3 })
    }

    @Test func aLineThatBeginsAtTheBoundaryBelongsToTheShardThatBeginsThere() throws {
        let file = try TemporaryFile(Array("1234567\n1234567\n".utf8))
        let shards = Shard.cut(file.source, source: 0, isSplittable: true, bytesMax: 8)

        #expect(try shards.map { try TemporaryFile.read($0).lines } == [1, 1])
    }

    @Test func aLineOverSeveralShardsBelongsToTheFirst() throws {
        let long = String(repeating: "x", count: 100)
        let file = try TemporaryFile(Array("a\n\(long)\nb\n".utf8))
        let shards = Shard.cut(file.source, source: 0, isSplittable: true, bytesMax: 10)

        #expect(
            try shards.map { try TemporaryFile.read($0).lines }
                == [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
        )
    }

    @Test func longFilesAreReadInBlocksThatFitTheCache() throws {
        let text = [[UInt8]](repeating: Self.text(endsInLineFeed: true), count: 100).flatMap { $0 }
        let content = try TemporaryFile(text).read()

        #expect(content.bytes == text)
        #expect(content.blockBytesMax < 1 << 19)
    }

    @Test func anEmptyFileHasNoLines() throws {
        let content = try TemporaryFile([]).read()

        #expect(content.bytes.isEmpty)
        #expect(content.lines == 0)
    }
}

@Suite struct GzipSourceTests {
    private static let text = Array((0..<50_000).map { "line \($0 &* 7_919)\n" }.joined().utf8)
    private static let packed = Gzip.pack(text)

    @Test(arguments: [[], [0], [0, 0, 0, 0], [UInt8](repeating: 0, count: 600), Array("tar".utf8)])
    func readsAWholeMemberAndPassesOverPadding(padding: [UInt8]) throws {
        let content = try TemporaryFile(Self.packed + padding).read()

        #expect(content.bytes == Self.text)
        #expect(content.lines == 50_000)
        #expect(content.damage == nil)
    }

    @Test func readsMembersOneAfterTheOther() throws {
        let file = try TemporaryFile(Self.packed + Gzip.pack([]) + Self.packed)
        let content = try file.read()

        #expect(content.bytes == Self.text + Self.text)
        #expect(content.damage == nil)
    }

    @Test(arguments: [0.1, 0.5, 0.9, 0.999_9])
    func givesWhatATruncatedStreamHoldsAndSaysSo(share: Double) throws {
        let cut = Self.packed.prefix(Int(Double(Self.packed.count) * share))
        let content = try TemporaryFile(Array(cut)).read()

        #expect(Self.text.starts(with: content.bytes))
        #expect(Double(content.bytes.count) > 0.5 * share * Double(Self.text.count))
        #expect(content.damage == "the gzip stream ends before its end mark")
    }

    @Test func givesWhatStandsBeforeACorruptPlaceAndSaysSo() throws {
        var damaged = Self.packed
        for index in damaged.count / 2..<damaged.count / 2 + 200 { damaged[index] ^= 0x5A }
        let content = try TemporaryFile(damaged).read()

        #expect(content.bytes.count > Self.text.count / 4)
        #expect(content.damage != nil)
    }

    @Test func saysThatAFileWithTheMagicAloneIsDamaged() throws {
        let content = try TemporaryFile([0x1F, 0x8B, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0]).read()

        #expect(content.bytes.isEmpty)
        #expect(content.damage == "the gzip stream is corrupt")
    }

    // One gigabyte of zeros without a line feed, packed into one megabyte.
    @Test func aBombCostsTimeAndNotMemory() throws {
        let bomb = Gzip.pack([UInt8](repeating: 0, count: 1 << 20), count: 1_000)
        let file = try TemporaryFile(bomb)
        let before = Self.peakBytes()
        var source = try ByteSource(
            Shard(file: file.source, source: 0, index: 0, start: 0, end: file.source.bytes)
        )
        var bytes = 0
        while let block = try source.next() { bytes += block.bytes.count }

        #expect(bomb.count < 2 << 20)
        #expect(bytes == LineSplitter.lineBytesMax)
        #expect(source.cutLines == 1)
        #expect(source.damage == nil)
        // The carry grows by doubling and tests run beside each other.
        #expect(Self.peakBytes() - before < 256 << 20)
    }

    private static func peakBytes() -> Int {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss << 10
    }
}
