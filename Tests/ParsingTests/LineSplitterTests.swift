// Whole lines out of chunks of any size, and a bound on the length of one line.

import Testing

@testable import Parsing

@Suite struct LineSplitterTests {
    /// Lines of 0 to 40 bytes without a final LF, of which those over a bound of 16 are cut.
    private static let text = Array(
        (0...40).map { String(repeating: "x", count: $0) }.joined(separator: "\n").utf8
    )

    private static func blocks(chunkBytes: Int, lineBytesMax: Int) -> ([LineBlock], cut: Int) {
        var splitter = LineSplitter(firstLine: 1, lineBytesMax: lineBytesMax)
        var blocks: [LineBlock] = []
        for start in stride(from: 0, to: text.count, by: chunkBytes) {
            let chunk = text[start..<min(start + chunkBytes, text.count)]
            if let block = splitter.append(chunk) { blocks.append(block) }
        }
        if let last = splitter.finish() { blocks.append(last) }
        return (blocks, splitter.cutLines)
    }

    @Test(arguments: [1, 2, 3, 15, 16, 17, 100, 1_000])
    func cutsLinesOverTheBoundWhateverTheChunks(chunkBytes: Int) {
        let (blocks, cut) = Self.blocks(chunkBytes: chunkBytes, lineBytesMax: 16)
        let expected = (0...40).map { String(repeating: "x", count: min($0, 16)) }

        #expect(cut == 24)
        #expect(blocks.flatMap(\.bytes) == Array(expected.joined(separator: "\n").utf8))
    }

    @Test(arguments: [1, 2, 3, 15, 16, 17, 100, 1_000])
    func numbersTheFirstLineOfEveryBlock(chunkBytes: Int) {
        let (blocks, _) = Self.blocks(chunkBytes: chunkBytes, lineBytesMax: 1_000)
        var line = 1
        for block in blocks {
            #expect(block.firstLine == line)
            line += block.bytes.count { $0 == 0x0A }
        }
        #expect(blocks.flatMap(\.bytes) == Self.text)
    }

    @Test func readsACutMonitorLineAsTruncated() throws {
        let line = #"1795229810.125496 [0 1.2.3.4:5] "set" "k" "a long value""#
        var splitter = LineSplitter(firstLine: 1, lineBytesMax: line.utf8.count - 4)
        let appended = splitter.append(Array("\(line)\n".utf8)[...])
        let block = try #require(appended)
        let batch = RedisMonitor().batch(of: block.bytes)

        #expect(batch.truncatedLines == 1)
        #expect(batch.rows.map(\.words) == [2])
        #expect(splitter.cutLines == 1)
    }
}
