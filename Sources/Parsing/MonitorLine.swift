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
            return readWords(text, index, end) ? nil : .noCommand
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

    /// `[db client] `; a socket path may itself hold `] "`, so the last split that reads to the end wins.
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
        let isPath = name + 5 <= end && text[name] == 0x75 && text[name + 4] == 0x3A  // "unix:"
        index = name
        while true {
            index = ByteScan.first(0x5D, in: text, from: index, to: end)
            guard index + 2 < end else { break }
            guard text[index + 1] == 0x20, text[index + 2] == 0x22 else {
                index += 1
                continue
            }
            client = Span32(name, index)
            if readWords(text, index + 2, end),
                !isPath || !isTruncated || !hasSplit(text, index + 1, end)
            {
                return nil
            }
            guard isPath else { return .noCommand }
            index += 1
        }
        return .noOrigin
    }

    private func hasSplit(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index + 2 < end {
            if text[index] == 0x5D, text[index + 1] == 0x20, text[index + 2] == 0x22 { return true }
            index += 1
        }
        return false
    }

    /// `(db n) `, Redis 2.2 to 2.4.
    private mutating func readOldOrigin(
        _ text: UnsafePointer<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> Problem? {
        guard start + 5 < end, text[start] == 0x64, text[start + 1] == 0x62, text[start + 2] == 0x20
        else { return .noOrigin }
        var index = start + 3
        var number: UInt32 = 0
        while index < end, index - start < 9, text[index] &- 0x30 < 10 {
            number = number * 10 + UInt32(text[index] &- 0x30)
            index += 1
        }
        guard index + 2 < end, text[index] == 0x29, text[index + 2] == 0x22 else {
            return .noOrigin
        }
        database = UInt16(truncatingIfNeeded: number)
        client = Span32(index, index)
        return readWords(text, index + 2, end) ? nil : .noCommand
    }

    /// The quoted words.
    ///
    /// `false` when not even the command is whole.
    private mutating func readWords(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool
    {
        var index = start
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
                index = wordStart - 1
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
            guard index + 1 < end, text[index] == 0x20 else { break }
            index += 1
        }
        // What follows the last quote (a comment, a cut word) is not an argument.
        let last = max(Int(arguments.start), min(index, end))
        arguments = Span32(min(Int(arguments.start), last), last)
        return words > 0
    }
}
