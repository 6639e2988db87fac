// Packed files: all of their text, or what stands before the damage and where that is.

import Foundation
import Randomness
import Testing

@testable import Parsing

@Suite struct PackedSourceTests {
    private static let text = Array((0..<20_000).map { "line \($0 &* 7_919)\n" }.joined().utf8)
    private static let packed = Dictionary(
        uniqueKeysWithValues: Pack.all.map { ($0, Pack.pack(text, as: $0)) }
    )

    private func packed(_ packing: Packing) -> [UInt8] { Self.packed[packing] ?? [] }

    @Test(
        arguments: Pack.all,
        [[], [0], [0, 0, 0, 0], [UInt8](repeating: 0, count: 600), Array("tar".utf8)]
    )
    func readsAWholeMemberAndPassesOverPadding(packing: Packing, padding: [UInt8]) throws {
        let file = try TemporaryFile(packed(packing) + padding)
        let content = try file.read()

        #expect(file.source.packing == packing)
        #expect(content.bytes == Self.text)
        #expect(content.lines == 20_000)
        #expect(content.damage == nil)
    }

    @Test(arguments: Pack.all)
    func readsMembersOneAfterTheOther(packing: Packing) throws {
        let one = packed(packing)
        let content = try TemporaryFile(one + Pack.pack([], as: packing) + one).read()

        #expect(content.bytes == Self.text + Self.text)
        #expect(content.damage == nil)
    }

    @Test func readsFramesOfZstdThatHoldNoData() throws {
        let skippable: [UInt8] = [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
        let file = try TemporaryFile(skippable + packed(.zstd) + skippable)

        #expect(file.source.packing == .zstd)
        #expect(try file.read().bytes == Self.text)
    }

    @Test(arguments: Pack.all, [0.5, 0.9, 0.999_9])
    func givesWhatATruncatedStreamHoldsAndSaysWhere(packing: Packing, share: Double) throws {
        let cut = packed(packing).prefix(Int(Double(packed(packing).count) * share))
        let content = try TemporaryFile(Array(cut)).read()
        let damage = try #require(content.damage)

        #expect(Self.text.starts(with: content.bytes))
        // A block of bzip2 is 100,000 bytes here, all or nothing.
        #expect(Double(content.bytes.count) > 0.5 * share * Double(Self.text.count) - 100_000)
        #expect(
            damage.hasPrefix("the \(packing.rawValue) stream ends before its end mark, at byte")
        )
    }

    @Test(arguments: Pack.all)
    func givesWhatStandsBeforeACorruptPlaceAndSaysWhere(packing: Packing) throws {
        var damaged = packed(packing)
        let middle = damaged.count / 2
        for index in middle..<middle + 200 { damaged[index] ^= 0x5A }
        let content = try TemporaryFile(damaged).read()
        let damage = try #require(content.damage)
        let place = damage.firstMatch(of: /at byte (\d+) of the file, after (\d+) bytes of text/)
        let byte = try #require(place.flatMap { Int($0.1) })

        #expect(damage.hasPrefix("the \(packing.rawValue) stream is corrupt at byte"))
        #expect(Self.text.starts(with: content.bytes.prefix(Self.text.count / 4)))
        #expect(content.bytes.count > Self.text.count / 4 - 100_000)
        // Found where it is, or where the block that holds it ends.
        #expect(byte <= damaged.count && byte >= middle - (1 << 17))
    }

    @Test(arguments: Pack.all)
    func saysThatASecondMemberIsCorrupt(packing: Packing) throws {
        var second = packed(packing)
        for index in 40..<240 { second[index] ^= 0x5A }
        let content = try TemporaryFile(packed(packing) + second).read()

        #expect(content.bytes.starts(with: Self.text))
        #expect(content.damage?.contains("is corrupt at byte") == true)
    }

    @Test(
        arguments: [
            [0x1F, 0x8B, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0],
            [0x28, 0xB5, 0x2F, 0xFD, 0xFF, 0xFF, 0xFF],
            [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            Array("BZh91AY&SY".utf8) + [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
        ] as [[UInt8]]
    )
    func saysThatAFileWithTheMagicAloneIsDamaged(bytes: [UInt8]) throws {
        let content = try TemporaryFile(bytes).read()

        #expect(content.bytes.isEmpty)
        #expect(content.damage != nil)
    }

    @Test(arguments: Pack.all)
    func survivesDamageAnywhere(packing: Packing) throws {
        var random = SplitMix64(seed: 7)
        let short = Pack.pack(Array(Self.text.prefix(2_000)), as: packing)
        for _ in 0..<200 {
            var damaged = short
            for _ in 0..<3 {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] ^= 1 << 3
            }
            let inflater = try #require(Inflater(packing))
            var position = 0
            damaged.withUnsafeBufferPointer { buffer in
                while position < buffer.count || inflater.hasMore {
                    _ = inflater.inflate(buffer, from: &position)
                }
            }
            inflater.finish()
        }
    }

    // One gigabyte of zeros without a line feed, packed into one megabyte.
    @Test func aBombCostsTimeAndNotMemory() throws {
        let bomb = Pack.gzip([UInt8](repeating: 0, count: 1 << 20), count: 1_000)
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
        #expect(source.damage?.wholeMatch(of: /it unpacks to \d+ times its size, .*/) != nil)
        // Less than it unpacks to: the peak is the whole process's, and other tests run beside this one.
        #expect(Self.peakBytes() - before < 1_000 << 20)
    }

    @Test func stopsAtTheBoundOnWhatAFileUnpacksTo() throws {
        let bomb = Pack.gzip([UInt8](repeating: 0x61, count: 1 << 20), count: 8)
        let inflater = try #require(Inflater(.gzip, outputBytesMax: 1 << 20))
        var bytes = 0
        var position = 0
        bomb.withUnsafeBufferPointer { buffer in
            while position < buffer.count || inflater.hasMore {
                bytes += inflater.inflate(buffer, from: &position).count
            }
        }

        #expect(bytes == 1 << 20)
        #expect(
            inflater.damage == "it unpacks to more than 1048576 bytes; the rest was left out"
        )
    }

    private static func peakBytes() -> Int {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss << 10
    }
}
