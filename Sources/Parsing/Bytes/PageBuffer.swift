// Memory that one reader reads into again and again.
//
// Invariants: `start` is the beginning of `bytes` bytes, initialised once with zeros, and no range beyond them
// is handed out. What `subscript` returns is valid until the next read into the buffer.

/// A buffer that begins at a page.
///
/// The kernel copies from the page cache three to four times as fast into memory that is aligned as the file's
/// pages are, and memory that stays in use needs no page faults.
final class PageBuffer {
    /// The size of a page.
    static let pageBytes = 4_096

    private let start: UnsafeMutableRawPointer
    private let bytes: Int

    init(bytes: Int) {
        self.bytes = bytes
        start = .allocate(byteCount: bytes, alignment: Self.pageBytes)
        start.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    }

    deinit { start.deallocate() }

    /// The first `count` bytes, to be read into.
    func raw(_ count: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: start, count: min(count, bytes))
    }

    /// The bytes of a range.
    subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes, "a range of the buffer")
        return UnsafeBufferPointer(
            start: UnsafePointer((start + range.lowerBound).assumingMemoryBound(to: UInt8.self)),
            count: range.count
        )
    }

    /// The first line feed in a range.
    func lineFeed(in range: Range<Int>) -> Int? {
        self[range].firstIndex(of: 0x0A).map { $0 + range.lowerBound }
    }
}
