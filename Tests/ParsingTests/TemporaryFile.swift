// A file that goes when its owner goes.

import Foundation

@testable import Parsing

/// Bytes in a file of their own.
final class TemporaryFile: Sendable {
    private let location: String
    /// What was found in it: itself, or its members.
    let sources: [SourceFile]
    var source: SourceFile { sources[0] }

    init(_ bytes: [UInt8]) throws {
        location = NSTemporaryDirectory() + "debrief-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: location))
        sources = try SourceFile.find(at: [location], excluding: [])
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
