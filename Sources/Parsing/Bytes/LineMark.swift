// A line's place in the whole input, in one integer, before the line counts of earlier shards are known.

/// Source, shard and line packed into one `Int`, so that rows of shards can be merged without renumbering.
///
/// Rows carry marks in their `line` fields. Marks of one source order as its lines do. ``LineTable`` turns
/// them into line numbers once every shard has said how many lines it holds.
package enum LineMark {
    /// Bits for the line within its shard: 68 billion lines.
    private static let lineBits = 36
    /// Bits for the shard: 65,536 shards of 64 MiB are 4 TiB a file.
    private static let shardBits = 16

    /// The most shards of one source.
    package static let shardsMax = 1 << shardBits

    /// The most sources of one run; 11 bits.
    package static let sourcesMax = 2_047

    /// The mark of the line before the first of a shard; adding n gives its n-th line.
    package static func base(source: Int, shard: Int) -> Int {
        source << (lineBits + shardBits) | shard << lineBits
    }

    /// The source of a mark.
    package static func source(of mark: Int) -> Int { mark >> (lineBits + shardBits) }

    /// The shard of a mark within its source.
    package static func shard(of mark: Int) -> Int { mark >> lineBits & (1 << shardBits - 1) }

    /// The line within its shard, from 1.
    package static func line(of mark: Int) -> Int { mark & (1 << lineBits - 1) }
}

/// The line counts of every shard, by source.
package struct LineTable: Sendable {
    private var linesBefore: [[Int]] = []

    /// Makes a table from the line counts of each source's shards, in order.
    package init(shardLines: [[Int]]) {
        linesBefore = shardLines.map { counts in
            var sum = 0
            return counts.map { count in
                defer { sum += count }
                return sum
            }
        }
    }

    /// The number of the line in its file, from 1.
    package func line(of mark: Int) -> Int {
        let source = LineMark.source(of: mark)
        let shard = LineMark.shard(of: mark)
        guard source < linesBefore.count, shard < linesBefore[source].count else {
            return LineMark.line(of: mark)
        }
        return linesBefore[source][shard] + LineMark.line(of: mark)
    }
}
