// Scans eight bytes at a time against scans byte by byte.

import Randomness
import Testing

@testable import Parsing

@Suite struct ByteScanTests {
    /// Bytes among which those that scans look for, and their neighbours, are common.
    private static func text(seed: UInt64, count: Int) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        let common: [UInt8] = [
            0x0A, 0x0B, 0x8A, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x00, 0x80, 0xFF,
        ]
        return (0..<count).map { _ in common.randomElement(using: &random) ?? 0 }
    }

    @Test(arguments: [0, 1, 7, 8, 9, 64, 2_039, 2_040, 2_041, 10_000])
    func countsEveryByte(count: Int) {
        let text = Self.text(seed: UInt64(count), count: count)

        #expect(
            text.withUnsafeBufferPointer { ByteScan.count(0x0A, in: $0) }
                == text.count { $0 == 0x0A }
        )
        #expect(
            [UInt8](repeating: 0x0A, count: count).withUnsafeBufferPointer {
                ByteScan.count(0x0A, in: $0)
            } == count
        )
    }

    @Test(arguments: 0..<40 as Range<Int>)
    func findsTheFirstByteAndNeverLooksPastTheEnd(end: Int) throws {
        let text = Self.text(seed: 7, count: 64)
        text.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            for from in 0...end {
                let expected = text[from..<end].firstIndex(of: 0x5D) ?? end
                #expect(ByteScan.first(0x5D, in: start, from: from, to: end) == expected)
            }
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func findsTheQuoteThatClosesAWord(seed: UInt64) {
        let text = Self.text(seed: seed, count: 50)
        let expected = RedisEscapes.closingQuote(in: text[...], from: 0) ?? text.count
        let found = text.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { ByteScan.closingQuote(in: $0, from: 0, to: text.count) }
        }

        #expect(found.map { min($0, text.count) } == expected)
    }

    @Test(
        arguments: [
            ("00000000", 0), ("12345678", 12_345_678), ("99999999", 99_999_999), ("1234567/", nil),
            (":2345678", nil), ("1234 678", nil), ("1234\u{1}678", nil),
        ] as [(String, Int64?)]
    )
    func readsEightDigits(text: String, number: Int64?) {
        let bytes = Array(text.utf8)

        #expect(
            bytes.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.flatMap { ByteScan.eightDigits(ByteScan.word($0, 0)) }
            } == number
        )
    }
}
