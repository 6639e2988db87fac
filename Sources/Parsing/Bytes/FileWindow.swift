// A part of an open file, read as if it were a file.

/// The bytes of a member of an archive, or of a whole file.
struct FileWindow: Sendable {
    let descriptor: FileDescriptor
    let offset: Int
    let count: Int

    /// Makes a window; it ends where the file ends, whatever its count.
    init(_ descriptor: FileDescriptor, offset: Int, count: Int) {
        self.descriptor = descriptor
        self.offset = offset
        self.count = max(0, min(count, descriptor.size - offset))
    }

    /// Reads up to `count` bytes from a place in the window on; fewer at its end.
    ///
    /// - Throws: ``InputError`` with code D005 when the disk refuses.
    func read(count wanted: Int, at place: Int) throws -> [UInt8] {
        let bounded = max(0, min(wanted, count - place))
        return bounded == 0 ? [] : try descriptor.read(count: bounded, at: offset + place)
    }

    /// Reads from a place in the window on into a buffer and returns how many bytes there were.
    ///
    /// - Throws: ``InputError`` with code D005 when the disk refuses.
    func read(into buffer: UnsafeMutableRawBufferPointer, at place: Int) throws -> Int {
        let bounded = max(0, min(buffer.count, count - place))
        guard bounded > 0 else { return 0 }
        return try descriptor.read(
            into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<bounded]),
            at: offset + place
        )
    }
}
