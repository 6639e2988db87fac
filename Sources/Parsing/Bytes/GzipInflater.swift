// Decompression of gzip, member after member. Source: RFC 1952; zlib's inflate().

import CZlib

/// Inflates a gzip stream chunk by chunk; owns the zlib handle.
final class GzipInflater {
    /// What stopped the stream before its end, or `nil`.
    private(set) var damage: String?
    private var stream = z_stream()
    private var isOpen = false
    private var isAtMemberStart = true
    private var hasReadMember = false
    private var isDone = false
    /// Whether the last call filled its output, so that more may follow without any input.
    private(set) var hasMore = false

    /// Bytes decompressed in one call; the next call goes on, so a bomb costs time, not memory.
    private static let outputBytesMax = 1 << 20

    init() {
        // 15 bits of window, +16 for the gzip header.
        isOpen =
            inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            == Z_OK
        if !isOpen { damage = "zlib could not be started" }
    }

    deinit {
        if isOpen { inflateEnd(&stream) }
    }

    /// Inflates as much of `input` from `position` on as fits into one output chunk.
    func inflate(_ input: [UInt8], from position: inout Int) -> [UInt8] {
        guard isOpen, damage == nil, !isDone else {
            position = input.count
            hasMore = false
            return []
        }
        var status = Z_OK
        let output = [UInt8](unsafeUninitializedCapacity: Self.outputBytesMax) { buffer, filled in
            input.withUnsafeBufferPointer { source in
                stream.next_in = source.baseAddress.map { .init(mutating: $0 + position) }
                stream.avail_in = UInt32(input.count - position)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                status = CZlib.inflate(&stream, Z_NO_FLUSH)
                position = input.count - Int(stream.avail_in)
                filled = buffer.count - Int(stream.avail_out)
            }
        }
        hasMore = stream.avail_out == 0
        settle(status)
        return output
    }

    /// Notes a stream that ended in the middle of a member.
    func finish() {
        // A single byte after the last member is padding: a member begins with two.
        let isPadding = hasReadMember && stream.total_in < 2
        if damage == nil, !isAtMemberStart, !isDone, !isPadding {
            damage = "the gzip stream ends before its end mark"
        }
    }

    private func settle(_ status: Int32) {
        switch status {
        case Z_STREAM_END:
            isAtMemberStart = true
            hasReadMember = true
            inflateReset(&stream)
        case Z_OK, Z_BUF_ERROR:
            isAtMemberStart = false
        default:
            // Padding after the last member is common on tapes and in object stores; not damage.
            if hasReadMember, stream.total_out == 0 {
                isDone = true
            } else {
                damage = "the gzip stream is corrupt"
            }
        }
    }
}
