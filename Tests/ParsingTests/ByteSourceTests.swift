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

    /// Each shard opens the file anew, so tiny ones get fewer lines; the long one stays.
    private static func lines(inShardsOf bytesMax: Int) -> [String] {
        bytesMax < 8 ? Array(lines[370..<405]) : lines
    }

    private static func text(_ lines: [String] = lines, endsInLineFeed: Bool) -> [UInt8] {
        Array((lines.joined(separator: "\n") + (endsInLineFeed ? "\n" : "")).utf8)
    }

    private static let shardBytes = [1, 2, 3, 7, 31, 64, 100, 1_000, 4_096, 5_000, 1 << 20]

    @Test(arguments: shardBytes, [true, false])
    func shardsGiveEveryLineOnceWithItsNumber(bytesMax: Int, endsInLineFeed: Bool) throws {
        let lines = Self.lines(inShardsOf: bytesMax)
        let text = Self.text(lines, endsInLineFeed: endsInLineFeed)
        let file = try TemporaryFile(text)
        let shards = Shard.cut(file.source, source: 3, isSplittable: true, bytesMax: bytesMax)
        let contents = try shards.map { try TemporaryFile.read($0) }
        let empty = [[Int]](repeating: [], count: 3)
        let table = LineTable(shardLines: empty + [contents.map(\.lines)])

        #expect(shards.count == (text.count + bytesMax - 1) / bytesMax)
        #expect(contents.flatMap(\.bytes) == text)
        #expect(
            contents.flatMap(\.marks).map(table.line) == Array(1...lines.count)
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
