// Finds the times that stand inside a written line: stamps, dates, `14:05`, `~14:05 UTC`.
// Source: hand-written incident timelines.

/// Finds stamps in text.
enum StampScanner {
    /// A line that names more moments is a table of something else.
    static let stampsMax = 8

    /// Returns the stamps of a line, in their order.
    static func stamps(in bytes: [UInt8], _ line: Range<Int>) -> [WrittenStamp] {
        var found: [WrittenStamp] = []
        var index = line.lowerBound
        while index < line.upperBound, found.count < stampsMax {
            guard isDigit(bytes[index]) else {
                index += 1
                continue
            }
            let follows = index > line.lowerBound ? bytes[index - 1] : 0x20
            let rest = index..<line.upperBound
            if !continuesWord(follows), let stamp = stamp(at: bytes, rest) {
                found.append(stamp)
                index = stamp.range.upperBound
            } else {
                while index < line.upperBound, isDigit(bytes[index]) { index += 1 }
            }
        }
        return found
    }

    /// Reads a range that is a time, with or without its date, and nothing else.
    static func whole(_ bytes: [UInt8], _ range: Range<Int>) -> WrittenStamp? {
        if let reading = WrittenTime.reading(of: bytes, range) {
            return WrittenStamp(
                moment: .dated(reading.time),
                isZoned: reading.isZoned,
                range: range,
                isDateOnly: range.count <= 10 && bytes[range].contains(0x2D)
            )
        }
        guard let clock = clock(at: bytes, range), clock.range.upperBound == range.upperBound else {
            return nil
        }
        return clock
    }

    private static func stamp(at bytes: [UInt8], _ range: Range<Int>) -> WrittenStamp? {
        guard let reading = WrittenTime.stamp(in: bytes, range) else {
            return clock(at: bytes, range)
        }
        if reading.end < range.upperBound, isWordByte(bytes[reading.end]) { return nil }
        return WrittenStamp(
            moment: .dated(reading.time),
            isZoned: reading.isZoned,
            range: range.lowerBound..<reading.end,
            isDateOnly: reading.end - range.lowerBound == 10
        )
    }

    /// Reads `9:05`, `14:05` or `14:05:09`, with `Z`, ` UTC` or ` GMT` after it.
    private static func clock(at bytes: [UInt8], _ range: Range<Int>) -> WrittenStamp? {
        var index = range.lowerBound
        guard let hour = number(bytes, &index, range.upperBound, digitsMin: 1), hour <= 23,
            index < range.upperBound, bytes[index] == 0x3A
        else { return nil }
        index += 1
        guard let minute = number(bytes, &index, range.upperBound, digitsMin: 2), minute <= 59
        else {
            return nil
        }
        var second = 0
        if index < range.upperBound, bytes[index] == 0x3A {
            index += 1
            guard let read = number(bytes, &index, range.upperBound, digitsMin: 2), read <= 60
            else {
                return nil
            }
            second = read
        }
        var isZoned = false
        for zone in zones where bytes[index..<range.upperBound].starts(with: zone) {
            isZoned = true
            index += zone.count
            break
        }
        // An unread offset would put the event at the wrong hour.
        if index < range.upperBound, isWordByte(bytes[index]) || bytes[index] == 0x2B { return nil }
        let microseconds = Int64(hour * 3_600 + minute * 60 + second) * 1_000_000
        return WrittenStamp(
            moment: .ofDay(microseconds),
            isZoned: isZoned,
            range: range.lowerBound..<index,
            isDateOnly: false
        )
    }

    private static let zones: [[UInt8]] = [" UTC", "UTC", " GMT", "Z"].map { Array($0.utf8) }

    /// Reads one or two digits and moves on; `nil` when there are fewer or more.
    private static func number(
        _ bytes: [UInt8],
        _ index: inout Int,
        _ end: Int,
        digitsMin: Int
    ) -> Int? {
        let start = index
        var value = 0
        while index < end, index - start < 3, isDigit(bytes[index]) {
            value = value * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        return index - start >= digitsMin && index - start <= 2 ? value : nil
    }

    /// Whether a digit after this byte is the middle of something: a version, an address, a word.
    private static func continuesWord(_ byte: UInt8) -> Bool {
        isWordByte(byte) || byte == 0x2E || byte == 0x3A || byte == 0x2F || byte == 0x2B
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == 0x5F
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
}
