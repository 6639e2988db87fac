// The stamp of the line before, in which mostly only the seconds differ.

/// What was read last, so that a stamp of the same minute costs two digits and a fraction.
struct StampMemo {
    private let text: [UInt8]
    private let secondIndex: Int
    private let fraction: Range<Int>
    /// The moment at which the minute begins.
    private let minute: Int64
    private let isZoned: Bool

    /// Longer stamps are read each time.
    private static let bytesMax = 64

    /// Remembers a stamp that says its date and was read to its end; `nil` for any other.
    init?(
        _ text: UnsafeBufferPointer<UInt8>,
        _ fields: StampFields,
        _ reading: StampReader.Reading
    ) {
        guard text.count <= Self.bytesMax, reading.end == text.count, fields.dating == .full,
            !fields.parts.contains(.epoch), let secondIndex = fields.secondIndex
        else { return nil }
        self.text = Array(text)
        self.secondIndex = secondIndex
        fraction = fields.fractionRange ?? secondIndex + 2..<secondIndex + 2
        guard fraction.lowerBound >= secondIndex + 2, fraction.count <= 9 else { return nil }
        minute =
            reading.time.microseconds - Int64(fields.second) * 1_000_000
            - Int64(fields.nanoseconds / 1_000)
        isZoned = reading.isZoned
    }

    /// The reading of a stamp that differs in nothing but the digits of its seconds; `nil` for any other.
    func reading(of other: UnsafeBufferPointer<UInt8>) -> StampReader.Reading? {
        guard other.count == text.count else { return nil }
        return text.withUnsafeBufferPointer { text in
            guard Self.isSame(text, other, 0..<secondIndex),
                Self.isSame(text, other, secondIndex + 2..<fraction.lowerBound),
                Self.isSame(text, other, fraction.upperBound..<text.count)
            else { return nil }
            let tens = other[secondIndex] &- 0x30
            let ones = other[secondIndex + 1] &- 0x30
            guard tens <= 5, ones <= 9 else { return nil }
            var microseconds: Int64 = 0
            var weight: Int64 = 100_000
            for index in fraction {
                let digit = other[index] &- 0x30
                guard digit <= 9 else { return nil }
                microseconds += Int64(digit) * weight
                weight /= 10
            }
            let seconds = Int64(tens) * 10 + Int64(ones)
            return StampReader.Reading(
                time: Timestamp(microseconds: minute + seconds * 1_000_000 + microseconds),
                isZoned: isZoned,
                end: text.count
            )
        }
    }

    @inline(__always)
    private static func isSame(
        _ left: UnsafeBufferPointer<UInt8>,
        _ right: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>
    ) -> Bool {
        guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else {
            return range.isEmpty
        }
        var index = range.lowerBound
        while index + 8 <= range.upperBound {
            if ByteScan.word(leftStart, index) != ByteScan.word(rightStart, index) { return false }
            index += 8
        }
        while index < range.upperBound {
            if left[index] != right[index] { return false }
            index += 1
        }
        return true
    }
}
