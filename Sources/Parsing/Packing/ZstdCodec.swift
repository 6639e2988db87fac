// Decompression of zstd. Source: RFC 8878; libzstd's ZSTD_decompressStream().

import CZstd

/// One frame of a zstd file after the other, frames without data too.
final class ZstdCodec: Codec {
    private let stream: OpaquePointer?

    init() { stream = ZSTD_createDStream() }

    deinit { ZSTD_freeDStream(stream) }

    func restart() { ZSTD_DCtx_reset(stream, ZSTD_reset_session_only) }

    func step(
        _ input: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) -> CodecStep {
        guard let stream else { return CodecStep(state: .broken("could not be opened by libzstd")) }
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let left = ZSTD_decompressStream(stream, &target, &source)
        var step = CodecStep()
        step.consumed = source.pos
        step.produced = target.pos
        if ZSTD_isError(left) != 0 {
            // The library's own bound on the memory of a frame: a window of 128 MiB.
            let isTooLarge = ZSTD_getErrorCode(left) == ZSTD_error_frameParameter_windowTooLarge
            step.state = .broken(isTooLarge ? "needs a window of more than 128 MiB" : "is corrupt")
        } else if left == 0 {
            step.state = .memberEnd
        }
        return step
    }
}
