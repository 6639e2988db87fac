// The lines of a block as ranges, for readers that cut cells in place.

/// Finds lines.
enum CSVLine {
    /// Returns the range of the line that starts at an index, without its LF and one CR before it,
    /// and the index of the line after it.
    static func next(in bytes: [UInt8], from start: Int) -> (line: Range<Int>, next: Int) {
        var index = start
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        let end = index > start && bytes[index - 1] == 0x0D ? index - 1 : index
        return (start..<end, index + 1)
    }

    /// Whether a line holds nothing but spaces and tabs.
    static func isBlank(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        bytes[line].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
}
