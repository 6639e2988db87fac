// A run of whole lines, as the byte source hands it to a reader.

/// Whole lines of one source, in order.
///
/// Every line but possibly the last of the source ends in LF, unless the format takes text in pieces. Only LF
/// ends a line: a lone CR is data.
package struct LineBlock: Sendable {
    /// The text.
    ///
    /// Nothing is decoded: bytes may be invalid UTF-8 or NUL.
    package var bytes: [UInt8]
    /// The number of the first line, counted from 1 over the decompressed source.
    package var firstLine: Int
    /// Whether lines of its source stand before it that another reader sees: it is of a later shard or file.
    package var beginsMidway: Bool

    /// Makes a block.
    package init(bytes: [UInt8], firstLine: Int, beginsMidway: Bool = false) {
        self.bytes = bytes
        self.firstLine = firstLine
        self.beginsMidway = beginsMidway
    }

    /// Calls `body` with each line's number and its bytes, without the LF and one CR before it.
    ///
    /// - Complexity: O(n) in the bytes of the block, plus what `body` does.
    package func forEachLine(_ body: (_ line: Int, _ text: ArraySlice<UInt8>) -> Void) {
        var number = firstLine
        var start = 0
        while start < bytes.count {
            let lineFeed = LineCursor.first(0x0A, in: bytes[start...], from: start)
            var end = lineFeed
            if end > start, bytes[end - 1] == 0x0D { end -= 1 }
            body(number, bytes[start..<end])
            number += 1
            start = lineFeed + 1
        }
    }
}
