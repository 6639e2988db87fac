// A file that goes when its owner goes.

import CZlib
import Foundation

@testable import Parsing

/// Bytes in a file of their own.
final class TemporaryFile: Sendable {
    private let location: String
    let source: SourceFile

    init(_ bytes: [UInt8]) throws {
        location = NSTemporaryDirectory() + "debrief-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: location))
        source = try SourceFile.find(at: [location], excluding: [])[0]
    }

    deinit { _ = unlink(location) }

    /// What reading a shard gave.
    struct Content {
        var blocks = 0
        var blockBytesMax = 0
        var bytes: [UInt8] = []
        var marks: [Int] = []
        var lines = 0
        var damage: String?
    }

    /// Reads a shard to its end.
    static func read(_ shard: Shard) throws -> Content {
        var source = try ByteSource(shard)
        var content = Content()
        while let block = try source.next() {
            content.blocks += 1
            content.blockBytesMax = max(content.blockBytesMax, block.bytes.count)
            content.bytes += block.bytes
            block.forEachLine { number, _ in content.marks.append(number) }
        }
        content.lines = source.lines
        content.damage = source.damage
        return content
    }

    /// Reads the file as one shard.
    func read() throws -> Content {
        let shards = Shard.cut(source, source: 0, isSplittable: false)
        return try Self.read(shards[0])
    }
}

/// Bytes as gzip packs them.
enum Gzip {
    /// Packs `count` times the same bytes into one member.
    static func pack(_ bytes: [UInt8], count: Int = 1) -> [UInt8] {
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
}
