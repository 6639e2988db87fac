// Decompression of gzip. Source: RFC 1952; zlib's inflate().

import CZlib

/// One member of a gzip file after the other.
final class GzipCodec: Codec {
    private var stream = z_stream()
    private let isOpen: Bool

    /// 15 bits of window, and 16 for the header of gzip.
    private static let windowBits: Int32 = 15 + 16

    init() {
        let size = Int32(MemoryLayout<z_stream>.size)
        isOpen = inflateInit2_(&stream, Self.windowBits, ZLIB_VERSION, size) == Z_OK
    }

    deinit {
        if isOpen { inflateEnd(&stream) }
    }

    func restart() { inflateReset(&stream) }

    func step(
        _ input: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) -> CodecStep {
        guard isOpen else { return CodecStep(state: .broken("could not be opened by zlib")) }
        stream.next_in = .init(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        let status = inflate(&stream, Z_NO_FLUSH)
        var step = CodecStep()
        step.consumed = input.count - Int(stream.avail_in)
        step.produced = output.count - Int(stream.avail_out)
        switch status {
        case Z_STREAM_END: step.state = .memberEnd
        case Z_OK, Z_BUF_ERROR: step.state = .inside
        default: step.state = .broken("is corrupt")
        }
        return step
    }
}
