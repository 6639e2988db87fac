// One open file, closed when its owner goes. Source: open(2), pread(2), fstat(2).

import Foundation

/// A file opened for reading at any offset, or a pipe that is read from its beginning on.
final class FileDescriptor: Sendable {
    /// How far a pipe is read.
    enum Reach: Sendable {
        /// Its beginning, which stays readable.
        case head
        case end
    }

    private let handle: Int32
    private let path: String
    private let pipe: PipedInput?
    private let reach: Reach
    /// The size when it was opened, in bytes.
    let size: Int

    /// Opens a file.
    ///
    /// - Throws: ``InputError`` with code D005 when it cannot be opened.
    convenience init(reading location: String, named path: String) throws {
        // A pipe that has taken the file's place must not be waited for.
        try self.init(adopting: open(location, O_RDONLY | O_CLOEXEC | O_NONBLOCK), named: path)
    }

    /// Takes over an open handle.
    ///
    /// - Throws: ``InputError`` with code D005 when it is none; the reason is that of the last call.
    init(adopting opened: Int32, named path: String) throws {
        handle = opened
        self.path = path
        pipe = nil
        reach = .end
        var status = stat()
        guard handle >= 0, fstat(handle, &status) == 0 else {
            throw Self.error(path, "cannot be opened: \(String(cString: strerror(errno)))")
        }
        size = Int(status.st_size)
    }

    /// Reads a pipe.
    init(_ pipe: PipedInput, _ reach: Reach) {
        handle = -1
        path = PipedInput.name
        size = reach == .head ? pipe.head.count : .max
        self.pipe = pipe
        self.reach = reach
    }

    deinit {
        if handle >= 0 { close(handle) }
    }

    /// Reads up to `count` bytes from `offset` on; fewer at the end of the file.
    ///
    /// - Throws: ``InputError`` with code D005 when the disk refuses.
    func read(count: Int, at offset: Int) throws -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            (filled, failure) = fill(UnsafeMutableRawBufferPointer(buffer), from: offset)
        }
        guard failure == 0 else { throw readError(failure) }
        return bytes
    }

    /// Reads from `offset` on into a buffer and returns how many bytes there were.
    ///
    /// - Throws: ``InputError`` with code D005 when the disk refuses.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
        let (filled, failure) = fill(buffer, from: offset)
        guard failure == 0 else { throw readError(failure) }
        return filled
    }

    private func fill(
        _ buffer: UnsafeMutableRawBufferPointer,
        from offset: Int
    ) -> (filled: Int, failure: Int32) {
        if let pipe { return fill(buffer, from: offset, of: pipe) }
        var filled = 0
        while filled < buffer.count, let start = buffer.baseAddress {
            let got = pread(handle, start + filled, buffer.count - filled, off_t(offset + filled))
            if got < 0, errno == EINTR { continue }
            if got < 0 { return (filled, errno) }
            guard got > 0 else { break }
            filled += got
        }
        return (filled, 0)
    }

    /// Offsets only rise, so behind the head the pipe itself knows where it stands.
    private func fill(
        _ buffer: UnsafeMutableRawBufferPointer,
        from offset: Int,
        of pipe: PipedInput
    ) -> (filled: Int, failure: Int32) {
        let known = pipe.head.dropFirst(offset).prefix(buffer.count)
        known.withUnsafeBytes { buffer.copyMemory(from: $0) }
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[known.count...])
        guard reach == .end, !rest.isEmpty else { return (known.count, 0) }
        let (filled, failure) = pipe.readOn(into: rest)
        return (known.count + filled, failure)
    }

    private func readError(_ failure: Int32) -> InputError {
        Self.error(path, "cannot be read: \(String(cString: strerror(failure)))")
    }

    private static func error(_ path: String, _ problem: String) -> InputError {
        InputError(
            code: "D005",
            position: Position(path: path),
            problem: "this file \(problem)",
            remedy: "check its permissions and the disk, or leave the file out"
        )
    }
}
