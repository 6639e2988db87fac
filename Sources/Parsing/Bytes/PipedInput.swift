// What comes through a pipe: read once, its beginning kept so that it can be recognised first.
//
// Invariants: `head` never changes. Behind it the pipe stands where the last reader left it; one reader at a time
// reads on, since a pipe is one shard, and one task reads a shard.

import Foundation

/// Standard input as a source.
package final class PipedInput: Sendable {
    /// How standard input is named on the command line and in the report.
    package static let name = "-"
    /// Kept for recognition; 1,000 log lines fit.
    private static let headBytesMax = 1 << 18

    /// The first bytes, which are read again by whoever reads from the beginning.
    let head: [UInt8]
    private let handle: Int32

    /// Reads the beginning of standard input, and waits until it is there.
    ///
    /// - Throws: ``InputError`` with code D005 when it cannot be read, D011 when nothing comes.
    package init(handle: Int32 = STDIN_FILENO) throws {
        self.handle = handle
        var failure: Int32 = 0
        head = [UInt8](unsafeUninitializedCapacity: Self.headBytesMax) { buffer, filled in
            (filled, failure) = Self.fill(UnsafeMutableRawBufferPointer(buffer), from: handle)
        }
        guard failure == 0 else { throw Self.unreadable(failure) }
        guard !head.isEmpty else { throw Self.empty }
    }

    /// Reads what follows into a buffer; fewer bytes than fit only at the end.
    func readOn(into buffer: UnsafeMutableRawBufferPointer) -> (filled: Int, failure: Int32) {
        Self.fill(buffer, from: handle)
    }

    private static func fill(
        _ buffer: UnsafeMutableRawBufferPointer,
        from handle: Int32
    ) -> (filled: Int, failure: Int32) {
        var filled = 0
        while filled < buffer.count, let start = buffer.baseAddress {
            let got = read(handle, start + filled, buffer.count - filled)
            if got < 0, errno == EINTR { continue }
            if got < 0 { return (filled, errno) }
            guard got > 0 else { break }
            filled += got
        }
        return (filled, 0)
    }

    private static func unreadable(_ failure: Int32) -> InputError {
        InputError(
            code: "D005",
            position: Position(path: name),
            problem: "standard input cannot be read: \(String(cString: strerror(failure)))",
            remedy: "pipe a capture into it: zcat monitor.log.gz | debrief analyze -"
        )
    }

    private static let empty = InputError(
        code: "D011",
        position: Position(path: name),
        problem: "standard input is empty (0 bytes)",
        notes: ["the command before the pipe gave nothing, or nothing was piped"],
        remedy: "run the command before the pipe alone to see what it says"
    )
}
