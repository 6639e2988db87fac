// The lines of a block as ranges, for readers that cut cells in place.

/// Finds lines.
enum CSVLine {
    /// Returns the range of the line that starts at an index, without its LF and one CR before it,
    /// and the index of the line after it.
    static func next(in bytes: [UInt8], from start: Int) -> (line: Range<Int>, next: Int) {
        let feed = bytes.withUnsafeBufferPointer { text in
            text.baseAddress.map { ByteScan.first(0x0A, in: $0, from: start, to: text.count) }
                ?? start
        }
        let end = feed > start && bytes[feed - 1] == 0x0D ? feed - 1 : feed
        return (start..<end, feed + 1)
    }

    /// Whether a line holds nothing but spaces and tabs.
    static func isBlank(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        line.allSatisfy { bytes[$0] == 0x20 || bytes[$0] == 0x09 }
    }
}
