// The hot loop over MONITOR lines: everything unsafe about reading them stands here and in ByteScan.
// Source: redis `replicationFeedMonitors` (replication.c) and `sdscatrepr` (sds.c), 2.2 to 7.4.
//
// Invariants: every read is at an index below `end`, the index of the line's end, which is at most the
// count of the buffer; numbers are bounded in digits before they are multiplied, so nothing overflows.

/// One MONITOR line, taken apart into indices of the buffer it stands in.
struct MonitorLine {
    /// Microseconds since the epoch.
    var time: Int64 = 0
    var database: UInt16 = 0
    var client = Span32(0, 0)
    var command = Span32(0, 0)
    var firstKey = Span32(0, 0)
    var known = RedisCommand.unknown
    /// Everything after the first key, or after the command where there is none.
    var arguments = Span32(0, 0)
    var words: UInt32 = 0
    var isTruncated = false

    /// Whether the command writes a value, which is then told by its hash.
    private(set) var isOverwrite = false

    private let names = RedisCommandNames.all

    /// Why a line could not be read.
    enum Problem: String {
        case noStamp = "no time stamp of the form seconds.microseconds"
        case noOrigin = "no [database client] after the time stamp"
        case noCommand = "no quoted command after the client"
    }

    /// Reads the line in `start..<end`, or says what is missing.
    ///
    /// - Complexity: O(n) in the bytes of the line; one pass unless the client is a socket path.
    mutating func read(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Problem? {
        var index = start
        guard let stamp = Self.stamp(text, &index, end) else { return .noStamp }
        time = stamp
        guard index < end, text[index] == 0x20 else { return .noStamp }
        index += 1
        guard index < end else { return .noOrigin }
        switch text[index] {
        case 0x5B: return readOrigin(text, index + 1, end)
        case 0x28: return readOldOrigin(text, index + 1, end)
        case 0x22:
            // 2.2 to 2.4 leave the origin out for database 0.
            client = Span32(index, index)
            return readWords(text, index, end) == .none ? .noCommand : nil
        default: return .noOrigin
        }
    }

    /// Seconds of a plausible epoch: nine digits are 1973 to 2001, ten reach to 2286; a time of day has two.
    static let secondsDigits = 9...11

    /// `seconds.microseconds`: 9 to 11 digits, a point, 1 to 6 digits.
    @inline(__always)
    private static func stamp(
        _ text: UnsafePointer<UInt8>,
        _ index: inout Int,
        _ end: Int
    ) -> Int64? {
        // The form every server writes, 10 digits and 6, eight bytes at a time.
        let start = index
        if end - start > 17, text[start + 10] == 0x2E, text[start + 17] == 0x20,
            let high = ByteScan.eightDigits(ByteScan.word(text, start)),
            let low = ByteScan.eightDigits(ByteScan.word(text, start + 9) & ~0xFFFF | 0x3030),
            text[start + 8] &- 0x30 < 10, text[start + 9] &- 0x30 < 10
        {
            index = start + 17
            let seconds = high * 100 + Int64(text[start + 8]) * 10 + Int64(text[start + 9]) - 528
            return seconds * 1_000_000 + low
        }
        return otherStamp(text, &index, end)
    }

    private static func otherStamp(
        _ text: UnsafePointer<UInt8>,
        _ index: inout Int,
        _ end: Int
    ) -> Int64? {
        var seconds: Int64 = 0
        let first = index
        while index < end, index - first <= secondsDigits.upperBound, text[index] &- 0x30 < 10 {
            seconds = seconds * 10 + Int64(text[index] &- 0x30)
            index += 1
        }
        guard secondsDigits.contains(index - first), index < end, text[index] == 0x2E else {
            return nil
        }
        index += 1
        var fraction: Int64 = 0
        var scale: Int64 = 1_000_000
        while index < end, scale > 1, text[index] &- 0x30 < 10 {
            fraction = fraction * 10 + Int64(text[index] &- 0x30)
            scale /= 10
            index += 1
        }
        guard scale < 1_000_000 else { return nil }
        return seconds * 1_000_000 + fraction * scale
    }

    /// `[db client] `.
    ///
    /// A socket path may itself hold `] "`: the first split after which the words reach the end of the line
    /// wins, then one whose last word is cut, then any. Words of two splits hardly overlap, so that this is
    /// O(n) too.
    private mutating func readOrigin(
        _ text: UnsafePointer<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> Problem? {
        var index = start
        var number: UInt32 = 0
        while index < end, index - start < 6, text[index] &- 0x30 < 10 {
            number = number * 10 + UInt32(text[index] &- 0x30)
            index += 1
        }
        guard index > start, index + 1 < end, text[index] == 0x20 else { return .noOrigin }
        database = UInt16(truncatingIfNeeded: number)
        let name = index + 1
        let isPath = name + 5 <= end && Self.stands("unix:", in: text, at: name)
        var best = (words: Words.none, split: 0)
        index = ByteScan.first(0x5D, in: text, from: name, to: end)
        while index + 2 < end {
            if text[index + 1] == 0x20, text[index + 2] == 0x22 {
                client = Span32(name, index)
                let read = readWords(text, index + 2, end)
                if read == .whole { return nil }
                if !isPath { return read == .none ? .noCommand : nil }
                if best.split == 0 || read.rawValue > best.words.rawValue { best = (read, index) }
            }
            index = ByteScan.first(0x5D, in: text, from: index + 1, to: end)
        }
        guard best.split > 0 else { return .noOrigin }
        client = Span32(name, best.split)
        return readWords(text, best.split + 2, end) == .none ? .noCommand : nil
    }

    /// `(db n) `, Redis 2.2 to 2.4.
    private mutating func readOldOrigin(
        _ text: UnsafePointer<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> Problem? {
        guard start + 5 < end, Self.stands("db ", in: text, at: start) else { return .noOrigin }
        var index = start + 3
        var number: UInt32 = 0
        while index < end, index - start < 9, text[index] &- 0x30 < 10 {
            number = number * 10 + UInt32(text[index] &- 0x30)
            index += 1
        }
        guard index > start + 3, index + 2 < end, Self.stands(") \"", in: text, at: index) else {
            return .noOrigin
        }
        database = UInt16(truncatingIfNeeded: number)
        client = Span32(index, index)
        return readWords(text, index + 2, end) == .none ? .noCommand : nil
    }

    /// Whether a word stands at an index; the caller has made sure that the line is long enough.
    @inline(__always)
    private static func stands(
        _ word: StaticString,
        in text: UnsafePointer<UInt8>,
        at index: Int
    ) -> Bool {
        for offset in 0..<word.utf8CodeUnitCount
        where text[index + offset] != word.utf8Start[offset] {
            return false
        }
        return true
    }

    /// How far the quoted words of a line could be read.
    private enum Words: Int {
        /// Not even the command is whole.
        case none
        /// Something that is not a quoted word follows.
        case interrupted
        /// The last word has no closing quote.
        case truncated
        /// To the end of the line.
        case whole
    }

    /// Reads the quoted words.
    private mutating func readWords(
        _ text: UnsafePointer<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> Words {
        var index = start
        var wordsEnd = start
        words = 0
        isTruncated = false
        firstKey = Span32(end, end)
        var keyIndex = 0
        while index < end, text[index] == 0x22 {
            let wordStart = index + 1
            index = wordStart
            index = ByteScan.closingQuote(in: text, from: index, to: end)
            guard index < end else {
                isTruncated = true
                break
            }
            if words == 0 {
                command = Span32(wordStart, index)
                let found = names.find(text + wordStart, count: index - wordStart)
                known = found.command
                keyIndex = found.firstKeyIndex
                isOverwrite = found.isOverwrite
                arguments = Span32(min(index + 2, end), end)
            } else if words == keyIndex {
                firstKey = Span32(wordStart, index)
                arguments = Span32(min(index + 2, end), end)
            }
            words &+= 1
            index += 1
            wordsEnd = index
            guard index + 1 < end, text[index] == 0x20 else { break }
            index += 1
        }
        // What follows the last quote (a comment, a cut word) is not an argument.
        arguments = Span32(min(Int(arguments.start), wordsEnd), wordsEnd)
        if words == 0 { return .none }
        if isTruncated { return .truncated }
        return index >= end ? .whole : .interrupted
    }
}
