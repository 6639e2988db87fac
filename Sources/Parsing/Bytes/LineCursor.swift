// A place in a line of bytes, and the small steps that hand-written readers take from it.

/// Walks over one line without decoding or copying it.
struct LineCursor {
    /// The line.
    let bytes: ArraySlice<UInt8>
    /// Where the next byte is read.
    var index: Int

    /// Numbers with more digits are no measurement; 15 digits are exact in a `Double`.
    private static let digitsMax = 15

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    var isAtEnd: Bool { index >= bytes.endIndex }
    var next: UInt8? { isAtEnd ? nil : bytes[index] }
    /// What was not read yet.
    var rest: ArraySlice<UInt8> { bytes[min(index, bytes.endIndex)...] }

    /// Passes a word when it stands here.
    mutating func skip(_ word: StaticString) -> Bool {
        guard Self.stands(word, in: bytes, at: index) else { return false }
        index += word.utf8CodeUnitCount
        return true
    }

    /// Passes a byte when it stands here.
    mutating func skip(byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }

    mutating func skipSpaces() {
        while !isAtEnd, bytes[index] == 0x20 { index += 1 }
    }

    /// Reads up to a byte, which is passed and left out, or to the end of the line.
    mutating func text(until stop: UInt8) -> ArraySlice<UInt8> {
        let start = min(index, bytes.endIndex)
        let end = Self.first(stop, in: bytes, from: start)
        index = min(end + 1, bytes.endIndex)
        return bytes[start..<end]
    }

    /// Reads digits; `nil` when none or too many stand here.
    mutating func integer() -> Int? {
        let start = index
        var value = 0
        while !isAtEnd, Self.isDigit(bytes[index]) {
            guard index - start < Self.digitsMax else { return nil }
            value = value * 10 + Int(bytes[index] &- 0x30)
            index += 1
        }
        return index > start ? value : nil
    }

    /// Reads digits with an optional fraction, correctly rounded.
    mutating func decimal() -> Double? {
        let start = index
        guard let whole = integer() else { return nil }
        guard next == 0x2E, index + 1 < bytes.endIndex, Self.isDigit(bytes[index + 1]) else {
            return Double(whole)
        }
        var mantissa = whole
        var scale = 1.0
        index += 1
        while !isAtEnd, Self.isDigit(bytes[index]) {
            if index - start <= Self.digitsMax {
                mantissa = mantissa * 10 + Int(bytes[index] &- 0x30)
                scale *= 10
            }
            index += 1
        }
        return Double(mantissa) / scale
    }
}

extension LineCursor {
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 <= 25 }

    /// Whether a byte may stand in an identifier; every byte beyond ASCII may.
    static func isWord(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == 0x5F || byte >= 0x80
    }

    /// Whether a word stands at an index; built in where it is asked for, where the word is known.
    @inline(__always)
    static func stands(_ word: StaticString, in bytes: ArraySlice<UInt8>, at index: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard index >= bytes.startIndex, bytes.endIndex - index >= count else { return false }
        let letters = word.utf8Start
        for offset in 0..<count where bytes[index + offset] != letters[offset] { return false }
        return true
    }

    /// Whether a text begins with a word.
    static func begins(_ bytes: ArraySlice<UInt8>, with word: StaticString) -> Bool {
        stands(word, in: bytes, at: bytes.startIndex)
    }

    /// Whether a text is a word.
    static func equal(_ bytes: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
        bytes.count == word.utf8CodeUnitCount && begins(bytes, with: word)
    }

    /// The first index from a start on that holds a byte; the end of the text when there is none.
    static func first(_ byte: UInt8, in bytes: ArraySlice<UInt8>, from start: Int) -> Int {
        let origin = bytes.startIndex
        return bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return origin }
            let from = max(0, start - origin)
            return origin + ByteScan.first(byte, in: base, from: from, to: buffer.count)
        }
    }

    /// The index of the quote that closes a text.
    ///
    /// The text begins at `start`; a byte after a backslash belongs to it. The result is the end, or more,
    /// when nothing closes the text.
    static func closingQuote(in bytes: ArraySlice<UInt8>, from start: Int) -> Int {
        let origin = bytes.startIndex
        return bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return origin }
            let from = max(0, start - origin)
            return origin + ByteScan.closingQuote(in: base, from: from, to: buffer.count)
        }
    }

    /// Where a word first stands.
    ///
    /// - Complexity: O(n·m) in the lengths of text and word; words are short.
    static func find(_ word: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        let count = word.utf8CodeUnitCount
        guard count > 0 else { return nil }
        let letter = word.utf8Start[0]
        var index = first(letter, in: bytes, from: bytes.startIndex)
        while index + count <= bytes.endIndex {
            if stands(word, in: bytes, at: index) { return index }
            index = first(letter, in: bytes, from: index + 1)
        }
        return nil
    }

    /// Where a word last stands.
    static func findLast(_ word: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        let count = word.utf8CodeUnitCount
        guard count > 0, bytes.count >= count else { return nil }
        return (bytes.startIndex...bytes.endIndex - count).last { stands(word, in: bytes, at: $0) }
    }

    /// Decodes a text lossily.
    static func string(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Decodes as much of a message as an event keeps.
    ///
    /// Where all bytes are ASCII without CR each is a character, which spares finding where characters end.
    static func message(_ bytes: ArraySlice<UInt8>) -> String {
        let isPlain = bytes.prefix(LogEvent.messageCharactersMax + 1).withUnsafeBufferPointer {
            ByteScan.isASCII($0) && !$0.contains(0x0D)
        }
        return string(bytes.prefix(isPlain ? LogEvent.messageCharactersMax : messageBytesMax))
    }

    /// A scalar has at most 4 bytes, so that no character which an event keeps is lost.
    private static let messageBytesMax = 4 * LogEvent.messageCharactersMax

    /// A copy without terminal colours (`ESC [ ... final`); the text itself when it holds none.
    static func withoutColours(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.contains(0x1B) else { return bytes }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard bytes[index] == 0x1B, index + 1 < bytes.endIndex, bytes[index + 1] == 0x5B else {
                plain.append(bytes[index])
                index += 1
                continue
            }
            index += 2
            while index < bytes.endIndex, !(0x40...0x7E).contains(bytes[index]) { index += 1 }
            index += 1
        }
        return plain[...]
    }
}
