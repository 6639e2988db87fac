// Packed text unpacked one block ahead, so that one core unpacks while another reads.

import Parsing

/// The blocks of a packed shard, one in work and one ahead.
///
/// A class since a task unpacks the next block while another reads the last. Unchecked, because ``next`` is never
/// called again before the call before it has ended: each block awaits the one that was begun before it.
final class BlocksAhead: @unchecked Sendable {
    private var source: ByteSource

    init(_ source: ByteSource) { self.source = source }

    /// Hands on every block in order and returns the source as it stands behind the last.
    ///
    /// - Throws: ``InputError`` when the disk refuses.
    func forEach(_ body: (LineBlock) -> Void) async throws -> ByteSource {
        var upcoming = try source.next()
        while let block = upcoming {
            async let following = next()
            body(block)
            upcoming = try await following
        }
        return source
    }

    private func next() async throws -> LineBlock? { try source.next() }
}
