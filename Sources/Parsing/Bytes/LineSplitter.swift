// Chunks of bytes in, blocks of whole lines out.

import Foundation

/// Collects bytes until a line is whole, with a bound on the length of one line.
package struct LineSplitter: Sendable {
    /// Longer lines are cut: the rest up to the LF is dropped and counted.
    ///
    /// 16 MiB holds the largest value that anybody puts into a queue; Redis would allow 512 MiB,
    /// which would break the memory budget.
    package static let lineBytesMax = 16 << 20

    /// How text is handed on.
    package enum Delivery: Sendable {
        /// In whole lines.
        case wholeLines
        /// As it comes, for readers that walk byte by byte: documents may be one line of any length.
        case pieces
    }

    private let lineBytesMax: Int
    private let delivery: Delivery
    /// Whether pieces of a line were handed on and its LF has not come.
    private var isLineOpen = false
    private var carry: [UInt8] = []
    private var nextLine: Int
    private var isDroppingRest = false
    /// The last block: its memory is used again when whoever took that block is done with it.
    private var last: [UInt8] = []
    /// Lines that were cut at ``lineBytesMax``.
    package private(set) var cutLines = 0

    /// Makes a splitter whose first line has the given number (or mark).
    package init(
        firstLine: Int = 1,
        delivery: Delivery = .wholeLines,
        beginsMidway: Bool = false
    ) {
        self.init(firstLine: firstLine, lineBytesMax: Self.lineBytesMax, delivery: delivery)
        self.beginsMidway = beginsMidway
    }

    /// Makes a splitter with another bound on the length of a line.
    init(firstLine: Int, lineBytesMax: Int, delivery: Delivery = .wholeLines) {
        nextLine = firstLine
        self.lineBytesMax = lineBytesMax
        self.delivery = delivery
    }

    /// Whether the lines stand behind others of their source.
    private var beginsMidway = false

    /// The number that the next line would get.
    package var lineAfter: Int { nextLine }

    /// Adds bytes and returns the lines that are whole now, or `nil` when none is.
    ///
    /// - Complexity: O(n) in the bytes added; each byte is copied once.
    package mutating func append(_ chunk: ArraySlice<UInt8>) -> LineBlock? {
        chunk.withUnsafeBufferPointer { append($0) }
    }

    /// Adds the bytes of a buffer, which may be reused afterwards.
    mutating func append(_ chunk: UnsafeBufferPointer<UInt8>) -> LineBlock? {
        guard delivery == .wholeLines else { return piece(chunk) }
        var bytes: [UInt8] = []
        swap(&bytes, &last)
        bytes.removeAll(keepingCapacity: true)
        var start = 0
        // A line over the bound then never stands within one piece, so the carry sees it.
        while start < chunk.count {
            let end = min(chunk.count, start + lineBytesMax)
            add(chunk[start..<end], to: &bytes)
            start = end
        }
        last = bytes
        return bytes.isEmpty ? nil : block(of: bytes)
    }

    private mutating func add(_ piece: Slice<UnsafeBufferPointer<UInt8>>, to bytes: inout [UInt8]) {
        guard let first = Self.firstLineFeed(in: piece) else { return keep(piece) }
        let last = piece.lastIndex(of: 0x0A) ?? first
        keep(piece[..<first])
        isDroppingRest = false
        bytes.reserveCapacity(bytes.count + carry.count + (last + 1 - first))
        bytes += carry
        bytes += UnsafeBufferPointer(rebasing: piece[first...last])
        carry.removeAll(keepingCapacity: true)
        keep(piece[(last + 1)...])
    }

    private static func firstLineFeed(in piece: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        let bytes = UnsafeBufferPointer(rebasing: piece)
        guard let start = bytes.baseAddress, let found = memchr(start, 0x0A, bytes.count) else {
            return nil
        }
        return piece.startIndex + (UnsafeRawPointer(found) - UnsafeRawPointer(start))
    }

    /// Keeps the part of a line whose LF has not come yet, as far as it may grow.
    private mutating func keep(_ part: Slice<UnsafeBufferPointer<UInt8>>) {
        let room = lineBytesMax - carry.count
        carry += UnsafeBufferPointer(rebasing: part.prefix(room))
        if part.count > room, !isDroppingRest {
            isDroppingRest = true
            cutLines += 1
        }
    }

    /// Returns the last line when it has no LF, or `nil` when nothing is left.
    package mutating func finish() -> LineBlock? {
        if isLineOpen {
            isLineOpen = false
            nextLine += 1
        }
        guard !carry.isEmpty else { return nil }
        let bytes = carry
        carry = []
        isDroppingRest = false
        let first = nextLine
        nextLine += 1
        return LineBlock(bytes: bytes, firstLine: first, beginsMidway: beginsMidway)
    }

    /// Hands a chunk on as it is; the next one continues its last line.
    private mutating func piece(_ chunk: UnsafeBufferPointer<UInt8>) -> LineBlock? {
        guard let last = chunk.last else { return nil }
        isLineOpen = last != 0x0A
        return block(of: Array(chunk))
    }

    private mutating func block(of bytes: [UInt8]) -> LineBlock {
        let first = nextLine
        nextLine += bytes.withUnsafeBufferPointer { ByteScan.count(0x0A, in: $0) }
        return LineBlock(bytes: bytes, firstLine: first, beginsMidway: beginsMidway)
    }
}
