// Packs bytes with the libraries themselves, for the tests of unpacking.

import CBzip2
import CLzma
import CZlib
import CZstd

@testable import Parsing

/// Bytes as gzip, zstd, xz or bzip2 packs them, one member.
enum Pack {
    static let all: [Packing] = [.gzip, .zstd, .xz, .bzip2]

    static func pack(_ bytes: [UInt8], as packing: Packing) -> [UInt8] {
        switch packing {
        case .plain: bytes
        case .gzip: gzip(bytes)
        case .zstd: zstd(bytes)
        case .xz: xz(bytes)
        case .bzip2: bzip2(bytes)
        }
    }

    /// Packs `count` times the same bytes into one member of gzip.
    static func gzip(_ bytes: [UInt8], count: Int = 1) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        _ = deflateInit2_(&stream, 6, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        defer { deflateEnd(&stream) }
        var packed: [UInt8] = []
        var output = [UInt8](repeating: 0, count: 1 << 16)
        var input = bytes
        for round in 1...count {
            input.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                repeat {
                    output.withUnsafeMutableBufferPointer { target in
                        stream.next_out = target.baseAddress
                        stream.avail_out = UInt32(target.count)
                        _ = deflate(&stream, round == count ? Z_FINISH : Z_NO_FLUSH)
                        packed += target.prefix(target.count - Int(stream.avail_out))
                    }
                } while stream.avail_out == 0
            }
        }
        return packed
    }

    private static func zstd(_ bytes: [UInt8]) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        let context = ZSTD_createCCtx()
        defer { ZSTD_freeCCtx(context) }
        // As the command line packs; without it damage may go unseen.
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        return [UInt8](unsafeUninitializedCapacity: bound) { target, filled in
            filled = ZSTD_compress2(context, target.baseAddress, bound, bytes, bytes.count)
        }
    }

    private static func xz(_ bytes: [UInt8]) -> [UInt8] {
        let bound = lzma_stream_buffer_bound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { target, filled in
            _ = lzma_easy_buffer_encode(
                1,
                LZMA_CHECK_CRC64,
                nil,
                bytes,
                bytes.count,
                target.baseAddress,
                &filled,
                bound
            )
        }
    }

    private static func bzip2(_ bytes: [UInt8]) -> [UInt8] {
        // The manual's bound for text that does not shrink.
        var size = UInt32(bytes.count + bytes.count / 50 + 600)
        var source = bytes.map { CChar(bitPattern: $0) }
        var target = [CChar](repeating: 0, count: Int(size))
        BZ2_bzBuffToBuffCompress(&target, &size, &source, UInt32(bytes.count), 1, 0, 0)
        return target.prefix(Int(size)).map { UInt8(bitPattern: $0) }
    }
}

/// Tar archives, header by header.
struct TarArchive {
    private(set) var bytes: [UInt8] = []

    /// Adds a member: a file, or what the type says.
    mutating func add(_ name: String, _ content: [UInt8], type: Character = "0") {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        put(name, at: 0)
        put("0000644\0", at: 100)
        put(octal(content.count) + "\0", at: 124)
        put("00000000000\0", at: 136)
        put("        ", at: 148)
        put(String(type), at: 156)
        put("ustar\u{0}00", at: 257)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(String(octal(sum).suffix(6)) + "\0 ", at: 148)
        bytes += header + content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    /// The archive with its end mark.
    var closed: [UInt8] { bytes + [UInt8](repeating: 0, count: 1_024) }

    private func octal(_ number: Int) -> String {
        let digits = String(number, radix: 8)
        return String(repeating: "0", count: 11 - digits.count) + digits
    }
}
