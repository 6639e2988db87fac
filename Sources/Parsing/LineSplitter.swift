// Chunks of bytes in, blocks of whole lines out.

/// Collects bytes until a line is whole, with a bound on the length of one line.
package struct LineSplitter: Sendable {
    /// Longer lines are cut: the rest up to the LF is dropped and counted.
    ///
    /// 16 MiB holds the largest value that anybody puts into a queue; Redis would allow 512 MiB,
    /// which would break the memory budget.
    package static let lineBytesMax = 16 << 20

    private var carry: [UInt8] = []
    private var nextLine: Int
    private var isDroppingRest = false
    /// Lines that were cut at ``lineBytesMax``.
    package private(set) var cutLines = 0

    /// Makes a splitter whose first line has the given number (or mark).
    package init(firstLine: Int = 1) {
        nextLine = firstLine
    }

    /// The number that the next line would get.
    package var lineAfter: Int { nextLine }

    /// Adds bytes and returns the lines that are whole now, or `nil` when none is.
    ///
    /// - Complexity: O(n) in the bytes added; each byte is copied once.
    package mutating func append(_ chunk: ArraySlice<UInt8>) -> LineBlock? {
        var chunk = chunk
        if isDroppingRest {
            guard let lineFeed = chunk.firstIndex(of: 0x0A) else { return nil }
            isDroppingRest = false
            chunk = chunk[lineFeed...]
        }
        guard let last = chunk.lastIndex(of: 0x0A) else {
            carry += chunk.prefix(Self.lineBytesMax - min(carry.count, Self.lineBytesMax))
            if carry.count >= Self.lineBytesMax {
                isDroppingRest = true
                cutLines += 1
            }
            return nil
        }
        var bytes = carry
        bytes.reserveCapacity(carry.count + (last + 1 - chunk.startIndex))
        bytes += chunk[chunk.startIndex...last]
        carry = Array(chunk[(last + 1)...])
        return block(of: bytes)
    }

    /// Returns the last line when it has no LF, or `nil` when nothing is left.
    package mutating func finish() -> LineBlock? {
        guard !carry.isEmpty else { return nil }
        let bytes = carry
        carry = []
        let first = nextLine
        nextLine += 1
        return LineBlock(bytes: bytes, firstLine: first)
    }

    private mutating func block(of bytes: [UInt8]) -> LineBlock {
        let first = nextLine
        nextLine += bytes.withUnsafeBufferPointer { buffer in
            var lineFeeds = 0
            for byte in buffer { lineFeeds &+= byte == 0x0A ? 1 : 0 }
            return lineFeeds
        }
        return LineBlock(bytes: bytes, firstLine: first)
    }
}
