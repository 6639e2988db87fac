// Input that was made to hurt, or that a full disk or a power failure left: bounded memory, a count, no trap.

import Foundation
import Testing

@testable import Parsing

@Suite struct HostileInputTests {
    private static let monitor = #"1795230206.777646 [0 10.0.0.1:33722] "GET" "a""# + "\n"

    private static func peakBytes() -> Int {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss << 10
    }

    private func read(_ bytes: [UInt8]) throws -> (format: String?, rows: [ReadRecord], cut: Int) {
        let file = try TemporaryFile(bytes)
        let recognized = try RecognizedFile.recognize(file.source)[0]
        guard let format = recognized.format else { return (nil, [], 0) }
        let shard = Shard.cut(recognized.file, source: 0, isSplittable: false)[0]
        var source = try ByteSource(shard)
        var blocks: [LineBlock] = []
        while let block = try source.next() { blocks.append(block) }
        return (format.name, format.records(of: blocks), source.cutLines)
    }

    @Test func aLineOfAHundredMegabytesIsCut() throws {
        let long = [UInt8](repeating: 0x78, count: 100 << 20) + [0x0A]
        let text = Array(String(repeating: Self.monitor, count: 50).utf8)
        let before = Self.peakBytes()
        let file = try TemporaryFile(text + long + text)
        let written = Self.peakBytes()
        let recognized = try RecognizedFile.recognize(file.source)[0]
        var source = try ByteSource(
            Shard.cut(recognized.file, source: 0, isSplittable: false)[0]
        )
        var bytesMax = 0
        while let block = try source.next() { bytesMax = max(bytesMax, block.bytes.count) }

        #expect(recognized.format?.name == "redis-monitor")
        #expect(source.lines == 101)
        #expect(source.cutLines == 1)
        #expect(bytesMax < LineSplitter.lineBytesMax + (1 << 20))
        // Making the text took more than reading it; tests run beside each other.
        #expect(Self.peakBytes() - max(before, written) < 256 << 20)
    }

    @Test func runsOfNothingAndBrokenTextAreCounted() throws {
        let text = Array(String(repeating: Self.monitor, count: 20).utf8)
        let zeros = [UInt8](repeating: 0, count: 4_096) + [0x0A]
        let broken: [UInt8] = [0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0x0A]
        let (format, rows, _) = try read(text + zeros + text + broken + text)

        #expect(format == "redis-monitor")
        #expect(rows.count(where: \.isUnreadable) == 2)
    }

    @Test func aTableOfTenThousandColumnsIsReadOrRefused() throws {
        let names = (0..<10_000).map { "m\($0)" }.joined(separator: ",")
        let row = String(repeating: ",1", count: 10_000)
        let text = "timestamp,\(names)\n2026-11-21T03:03:26Z\(row)\n2026-11-21T03:03:27Z\(row)\n"
        let (_, rows, cut) = try read(Array(text.utf8))

        #expect(cut == 0)
        #expect(rows.count <= 20_001)
    }

    @Test func wrappersOfHugeLinesStayWithinTheBoundOfALine() throws {
        let piece = String(repeating: "x", count: 1 << 20)
        let line = "2026-11-21T03:03:26.777Z stdout P \(piece)\n"
        let text = Array((0..<40).map { _ in line }.joined().utf8)
        let wrapper = ContainerRuntime()
        let longest = WrapperTests.unwrap(text, wrapper).map(\.payload.count).max()

        #expect(longest == LineSplitter.lineBytesMax)
    }
}
