// Decompression of xz. Source: the .xz file format 1.2.1; liblzma's lzma_code().

import CLzma

/// One stream of an xz file after the other.
final class XZCodec: Codec {
    private var stream = lzma_stream()
    private var isOpen = false

    /// `xz -9` needs 65 MiB; a header may ask for 4 GiB.
    private static let memoryBytesMax: UInt64 = 256 << 20

    init() { restart() }

    deinit { lzma_end(&stream) }

    // The library keeps what it has allocated where the next stream needs as much.
    func restart() {
        isOpen = lzma_stream_decoder(&stream, Self.memoryBytesMax, 0) == LZMA_OK
    }

    func step(
        _ input: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) -> CodecStep {
        guard isOpen else { return CodecStep(state: .broken("could not be opened by liblzma")) }
        stream.next_in = input.baseAddress
        stream.avail_in = input.count
        stream.next_out = output.baseAddress
        stream.avail_out = output.count
        let status = lzma_code(&stream, LZMA_RUN)
        var step = CodecStep()
        step.consumed = input.count - stream.avail_in
        step.produced = output.count - stream.avail_out
        switch status {
        case LZMA_STREAM_END: step.state = .memberEnd
        case LZMA_OK, LZMA_BUF_ERROR, LZMA_NO_CHECK, LZMA_UNSUPPORTED_CHECK, LZMA_GET_CHECK: break
        case LZMA_MEMLIMIT_ERROR, LZMA_MEM_ERROR:
            step.state = .broken("needs more than 256 MiB of memory")
        default: step.state = .broken("is corrupt")
        }
        return step
    }
}
