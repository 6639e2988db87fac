// What one machine found out about its part of the input, to be put together with the rest elsewhere.

package import Parsing

/// Summaries of stretches of sources, each with where it belongs.
///
/// Partials merge in any grouping: pieces of one source are put in the order of their ranges, and joined where one
/// ends where the next begins. Sources keep the order in which they first appear.
package struct Partial: Codable, Sendable {
    /// A file as a machine saw it that read some of it.
    package struct Source: Codable, Sendable, Equatable {
        /// The path that was given to the scan, and the path that the report prints.
        package var argument: String
        package var path: String
        /// The size of the file as it stands on the disk.
        package var bytes: Int
        /// A hash of the lines by which the file was recognised, so that two files of one name stay two.
        package var headHash: UInt64
        /// The name of the format, or `nil` when none fits.
        package var format: String?
        package var recognition: Recognition?
        package var runnerUpName: String?
        package var runnerUpScore: Double?
        package var firstLineShape: String
        /// Why the file was not read though it stands there.
        package var refusal: String?
        /// What the file was when it was read; `nil` of a pipe.
        package var digest: SourceDigest?

        /// Makes a source with the digest of its file.
        package init(_ file: RecognizedFile, digest: SourceDigest?) {
            self.digest = digest
            argument = file.file.argument
            path = file.file.path
            bytes = file.file.bytes
            headHash = file.headHash
            format = file.format?.name
            recognition = file.recognition
            runnerUpName = file.runnerUp?.name
            runnerUpScore = file.runnerUp?.score
            firstLineShape = file.firstLineShape
            refusal = file.file.refusal
        }
    }

    /// What a stretch of one source adds up to; its marks are of source 0 and shards from 0.
    package struct Piece: Codable, Sendable {
        /// The bytes of the file whose lines were read, by where they start.
        package internal(set) var start: Int
        package var end: Int
        /// The lines of each shard.
        package internal(set) var shardLines: [Int] = []
        package internal(set) var zone = WrittenZone.none
        /// What kept the file from being read to its end.
        package internal(set) var damage: String?
        package internal(set) var cutLines = 0
        package internal(set) var summary: ShardSummary

        /// Makes the piece of a stretch of which nothing was read yet.
        package init(start: Int, end: Int, budget: MemoryBudget = .standard) {
            self.start = start
            self.end = end
            summary = ShardSummary(budget)
        }
    }

    /// A source and the pieces of it that are known, in the order of their ranges.
    package struct Part: Codable, Sendable {
        package var source: Source
        package internal(set) var pieces: [Piece]

        /// Makes a part.
        package init(_ source: Source, _ pieces: [Piece]) {
            self.source = source
            self.pieces = pieces
        }

        /// The first stretch of the file that nobody read, or `nil` when all of it is there.
        package var gap: Range<Int>? {
            var position = 0
            for piece in pieces {
                if piece.start > position { return position..<piece.start }
                position = piece.end
            }
            return position < source.bytes ? position..<source.bytes : nil
        }
    }

    package internal(set) var parts: [Part]
    /// The memory that the scans had, on which it depends what they sampled.
    package let budget: MemoryBudget

    /// Makes a partial.
    package init(_ parts: [Part], budget: MemoryBudget = .standard) {
        self.parts = parts
        self.budget = budget
    }
}

/// Why partials cannot be put together.
package enum PartialConflict: Error, Equatable {
    /// Two of them read the same bytes of the file at a path.
    case overlap(path: String, bytes: Range<Int>)
    /// Scans had other budgets of memory than those before.
    case budgets(MemoryBudget, MemoryBudget)
    /// A file was cut into more pieces than marks can tell apart.
    case shards(path: String)
}

extension Partial {
    /// Adds what another machine found.
    ///
    /// - Throws: ``PartialConflict`` when both read the same bytes.
    package mutating func merge(_ other: Partial) throws {
        guard other.budget == budget else {
            throw PartialConflict.budgets(budget, other.budget)
        }
        for part in other.parts {
            if let known = parts.firstIndex(where: { $0.source == part.source }) {
                try parts[known].merge(part)
            } else {
                parts.append(part)
            }
        }
    }
}

extension Partial.Part {
    fileprivate mutating func merge(_ other: Partial.Part) throws {
        var joined: [Partial.Piece] = []
        let ordered = (pieces + other.pieces).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        for piece in ordered {
            guard let last = joined.last else {
                joined.append(piece)
                continue
            }
            guard piece.start >= last.end else {
                let bytes = piece.start..<min(piece.end, last.end)
                throw PartialConflict.overlap(path: source.path, bytes: bytes)
            }
            if piece.start == last.end {
                guard last.shardLines.count + piece.shardLines.count <= LineMark.shardsMax else {
                    throw PartialConflict.shards(path: source.path)
                }
                joined[joined.count - 1].append(piece)
            } else {
                joined.append(piece)
            }
        }
        pieces = joined
    }
}

extension Partial.Piece {
    /// Adds the piece that follows.
    fileprivate mutating func append(_ next: Partial.Piece) {
        var later = next.summary
        later.shift(MarkShift(source: 0, shards: shardLines.count))
        summary.merge(later)
        shardLines += next.shardLines
        if zone == .none { zone = next.zone }
        damage = next.damage ?? damage
        cutLines += next.cutLines
        end = next.end
    }

    /// Adds the next shard of this piece.
    package mutating func append(
        _ shard: ShardSummary,
        lines: Int,
        zone: WrittenZone,
        damage: String?,
        cutLines: Int
    ) {
        summary.merge(shard)
        shardLines.append(lines)
        if self.zone == .none { self.zone = zone }
        self.damage = damage ?? self.damage
        self.cutLines += cutLines
    }
}

extension Partial.Piece: Restorable {
    mutating func restore() throws {
        let lines = 0...(1 << 40)
        guard start >= 0, start <= end, shardLines.count <= LineMark.shardsMax,
            shardLines.allSatisfy(lines.contains), lines.contains(cutLines)
        else { throw PartialDamage("a stretch of a file contradicts itself") }
    }
}

extension Partial.Part: Restorable {
    mutating func restore() throws {
        let isInOrder = zip(pieces, pieces.dropFirst()).allSatisfy { $0.end < $1.start }
        let isInside = pieces.allSatisfy { $0.end <= source.bytes }
        guard source.bytes >= 0, isInOrder, isInside else {
            throw PartialDamage("the stretches of a file overlap")
        }
    }
}
