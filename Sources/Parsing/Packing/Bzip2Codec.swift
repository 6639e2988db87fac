// Decompression of bzip2. Source: the bzip2 manual 1.0.8; BZ2_bzDecompress().

import CBzip2

/// One stream of a bzip2 file after the other; pbzip2 writes one a block.
final class Bzip2Codec: Codec {
    private var stream = bz_stream()
    private var isOpen = false

    init() { open() }

    deinit { close() }

    func restart() {
        close()
        open()
    }

    private func open() {
        stream = bz_stream()
        isOpen = BZ2_bzDecompressInit(&stream, 0, 0) == BZ_OK
    }

    private func close() {
        if isOpen { BZ2_bzDecompressEnd(&stream) }
        isOpen = false
    }

    func step(
        _ input: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) -> CodecStep {
        guard isOpen else { return CodecStep(state: .broken("could not be opened by libbz2")) }
        stream.next_in = input.baseAddress.map {
            UnsafeMutableRawPointer(mutating: $0).assumingMemoryBound(to: CChar.self)
        }
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress.map {
            UnsafeMutableRawPointer($0).assumingMemoryBound(to: CChar.self)
        }
        stream.avail_out = UInt32(output.count)
        let status = BZ2_bzDecompress(&stream)
        var step = CodecStep()
        step.consumed = input.count - Int(stream.avail_in)
        step.produced = output.count - Int(stream.avail_out)
        switch status {
        case BZ_STREAM_END: step.state = .memberEnd
        case BZ_OK: break
        default: step.state = .broken("is corrupt")
        }
        return step
    }
}
