// One row of a batch with the numbers it was given, and the words of its arguments.
//
// Invariants: `text` is the batch's bytes, valid while `RedisActivity.insert` runs and no longer; ranges are
// clamped to its count where they are used. Nobody keeps a row, a word or a pointer beyond the call.

import Parsing

/// Bytes of the block that is being read.
typealias Bytes = UnsafeBufferPointer<UInt8>

/// A command as the parts of ``RedisActivity`` see it.
struct CommandRow {
    private let row: RedisCommandRow
    private let text: Bytes
    let numbers: NumberedRow

    /// Words looked at in one command; DEL of a million keys is counted as this many.
    static let wordsMax = 10_000

    @inline(__always)
    init(_ row: RedisCommandRow, _ numbers: NumberedRow, in text: Bytes) {
        self.row = row
        self.numbers = numbers
        self.text = text
    }

    /// Its number in ``RedisActivity/series``.
    var kind: Int32 { numbers.kind }
    /// The place of its cell in ``RedisActivity/cells``, or -1.
    var cell: Int32 { numbers.cell }
    /// Its number in ``RedisActivity/hosts``.
    var host: Int32 { numbers.host }
    /// The number of its key in the ledger, or -1 where the ledger does not follow it.
    var keyNumber: Int32 { numbers.key }
    var time: Int64 { row.time }
    var mark: Int { row.line }
    var command: RedisCommand { row.command }
    var client: UInt64 { row.clientHash }
    var keyHash: UInt64 { row.keyHash }
    /// The first key, without quotes, still escaped.
    var key: Bytes { text.part(row.key) }
    /// Everything after the key, with quotes.
    var arguments: Bytes { text.part(row.arguments) }
    /// The words after the key, without quotes, still escaped.
    var words: ArgumentWords { ArgumentWords(arguments) }

    /// The hash of another key of the same command.
    func hash(ofKey key: Bytes) -> UInt64 { FixedHash.hash(key, seed: UInt64(row.database)) }
}

/// Quoted words, one after the other.
struct ArgumentWords: Sequence, IteratorProtocol {
    private let text: Bytes
    private var index = 0
    private var count = 0

    init(_ text: Bytes) {
        self.text = text
    }

    mutating func next() -> Bytes? {
        guard let start = text.baseAddress, count < CommandRow.wordsMax else { return nil }
        while index < text.count, text[index] != 0x22 { index += 1 }
        let first = index + 1
        let quote = ByteScan.closingQuote(in: start, from: first, to: text.count)
        guard quote < text.count else {
            index = text.count
            return nil
        }
        index = quote + 1
        count += 1
        return Bytes(start: start + first, count: quote - first)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes of a range, as far as there are any.
    @inline(__always)
    func part(_ span: Span32) -> Bytes {
        let end = Swift.min(Int(span.end), count)
        let start = Swift.min(Int(span.start), end)
        return Bytes(start: baseAddress.map { $0 + start }, count: end - start)
    }

    /// Whether the text begins with a word.
    func begins(with word: StaticString) -> Bool {
        guard count >= word.utf8CodeUnitCount else { return false }
        for index in 0..<word.utf8CodeUnitCount where self[index] != word.utf8Start[index] {
            return false
        }
        return true
    }

    /// Whether the text is a word of upper-case letters, in any case.
    func isWord(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        for index in 0..<count where self[index] & 0xDF != word.utf8Start[index] { return false }
        return true
    }

    /// The integer that the text is, read as `Int64.init(_:)` reads it.
    var integer: Int64? {
        guard let first else { return nil }
        let isNegative = first == 0x2D
        let start = isNegative || first == 0x2B ? 1 : 0
        guard count > start, count <= 20 else { return longInteger }
        var value: Int64 = 0
        for index in start..<count {
            let digit = self[index] &- 0x30
            guard digit < 10 else { return nil }
            let (ten, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflows) =
                isNegative
                ? ten.subtractingReportingOverflow(Int64(digit))
                : ten.addingReportingOverflow(Int64(digit))
            guard !isTooLarge, !overflows else { return nil }
            value = sum
        }
        return value
    }

    private var longInteger: Int64? { Int64(String(decoding: self, as: UTF8.self)) }
}
