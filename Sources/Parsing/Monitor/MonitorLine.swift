// The hot loop over MONITOR lines: everything unsafe about reading them stands here and in ByteScan.
// Source: redis `replicationFeedMonitors` (replication.c) and `sdscatrepr` (sds.c), 2.2 to 7.4.
//
// Invariants: every read is at an index below `end`, the index of the line's end, which is at most the
// count of the buffer; numbers are bounded in digits before they are multiplied, so nothing overflows.

/// One MONITOR line, taken apart into a row whose ranges are indices of the buffer it stands in.
struct MonitorLine {
    private(set) var row = RedisCommandRow()
    private(set) var isTruncated = false

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
    @inline(__always)
    mutating func read(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Problem? {
        if let problem = take(text, from: start, to: end) { return problem }
        row.clientHash = Self.hash(row.client, in: text, seed: 0)
        row.keyHash =
            row.key.isEmpty ? 0 : Self.hash(row.key, in: text, seed: UInt64(row.database))
        return nil
    }

    @inline(__always)
    private mutating func take(
        _ text: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int
    ) -> Problem? {
        var index = start
        guard let stamp = Self.stamp(text, &index, end) else { return .noStamp }
        row.time = stamp
        guard index < end, text[index] == 0x20 else { return .noStamp }
        index += 1
        guard index < end else { return .noOrigin }
        switch text[index] {
        case 0x5B: return readOrigin(text, index + 1, end)
        case 0x28: return readOldOrigin(text, index + 1, end)
        case 0x22:
            // 2.2 to 2.4 leave the origin out for database 0.
            row.database = 0
            row.client = Span32(index, index)
            return readWords(text, index, end) == .none ? .noCommand : nil
        default: return .noOrigin
        }
    }

    @inline(__always)
    private static func hash(
        _ span: Span32,
        in text: UnsafePointer<UInt8>,
        seed: UInt64
    ) -> UInt64 {
        FixedHash.hash(text + Int(span.start), count: span.count, seed: seed)
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

    @inline(never)
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
    @inline(__always)
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
        row.database = UInt16(truncatingIfNeeded: number)
        let name = index + 1
        if name + 5 <= end, text[name] == 0x75, Self.stands("unix:", in: text, at: name) {
            return readPath(text, name, end)
        }
        index = ByteScan.first(0x5D, in: text, from: name, to: end)
        while index + 2 < end {
            if text[index + 1] == 0x20, text[index + 2] == 0x22 {
                row.client = Span32(name, index)
                return readWords(text, index + 2, end) == .none ? .noCommand : nil
            }
            index = ByteScan.first(0x5D, in: text, from: index + 1, to: end)
        }
        return .noOrigin
    }

    @inline(never)
    private mutating func readPath(
        _ text: UnsafePointer<UInt8>,
        _ name: Int,
        _ end: Int
    ) -> Problem? {
        var best = (words: Words.none, split: 0)
        var index = ByteScan.first(0x5D, in: text, from: name, to: end)
        while index + 2 < end {
            if text[index + 1] == 0x20, text[index + 2] == 0x22 {
                row.client = Span32(name, index)
                let read = readWords(text, index + 2, end)
                if read == .whole { return nil }
                if best.split == 0 || read.rawValue > best.words.rawValue { best = (read, index) }
            }
            index = ByteScan.first(0x5D, in: text, from: index + 1, to: end)
        }
        guard best.split > 0 else { return .noOrigin }
        row.client = Span32(name, best.split)
        return readWords(text, best.split + 2, end) == .none ? .noCommand : nil
    }

    /// `(db n) `, Redis 2.2 to 2.4.
    @inline(never)
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
        row.database = UInt16(truncatingIfNeeded: number)
        row.client = Span32(index, index)
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

    /// Reads the quoted words, of which the first one begins at `start`.
    @inline(__always)
    private mutating func readWords(
        _ text: UnsafePointer<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> Words {
        let quote = ByteScan.closingQuote(in: text, from: start + 1, to: end)
        row.key = Span32(end, end)
        isTruncated = quote >= end
        guard quote < end else { return .none }
        let name = names.find(text, from: start + 1, to: quote, end)
        row.command = name.command
        row.name = Span32(start + 1, quote)
        row.words = 1
        var arguments = min(quote + 2, end)
        var wordsEnd = quote + 1
        // A word follows wherever a space and a quote do; what else follows (a comment, a cut word) is left out.
        while wordsEnd + 1 < end, text[wordsEnd] == 0x20, text[wordsEnd + 1] == 0x22 {
            let word = wordsEnd + 2
            let quote = ByteScan.closingQuote(in: text, from: word, to: end)
            guard quote < end else {
                isTruncated = true
                break
            }
            if row.words == name.firstKeyIndex {
                row.key = Span32(word, quote)
                arguments = min(quote + 2, end)
            }
            row.words &+= 1
            wordsEnd = quote + 1
        }
        row.arguments = Span32(min(arguments, wordsEnd), wordsEnd)
        if isTruncated { return .truncated }
        // A space at the very end is none between words, so that it ends the line like any other byte.
        return wordsEnd >= end ? .whole : .interrupted
    }
}
