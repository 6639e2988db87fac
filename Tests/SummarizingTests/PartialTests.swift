// Partials: what travels comes back whole, merges in any grouping, and a damaged one is refused.

import Randomness
import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct PartialTests {
    private static let versions = PartialVersions(tool: "1", rules: "r")
    private static let lines = RandomTraffic.lines(seed: 1, count: 600)

    /// A piece of every so many lines, as scans of ranges give them.
    private static func pieces(_ lines: [String], count: Int) -> [Partial] {
        let bytes = lines.map(\.utf8.count)
        return (0..<count).map { number in
            let range = (lines.count * number / count)..<(lines.count * (number + 1) / count)
            let start = bytes[..<range.lowerBound].reduce(0, +)
            var piece = Partial.Piece(
                start: start,
                end: start + bytes[range].reduce(0, +)
            )
            piece.append(
                MonitorText.part(lines[range].joined(), shard: 0, source: 0, RedisMonitor()),
                lines: range.count,
                zone: .written,
                damage: nil,
                cutLines: 0
            )
            return Partial([Partial.Part(source(bytes: bytes.reduce(0, +)), [piece])])
        }
    }

    private static func source(bytes: Int, path: String = "monitor.log") -> Partial.Source {
        Partial.Source(
            RecognizedFile(
                file: SourceFile(argument: "in", path: path, bytes: bytes),
                format: RedisMonitor(),
                recognition: Recognition(score: 1, reason: "because"),
                runnerUp: nil,
                firstLineShape: "0.0 [0",
                headHash: 7
            ),
            digest: nil
        )
    }

    private static func encoded(_ partial: Partial) throws -> [UInt8] {
        try partial.encoded(versions)
    }

    private static func merged(_ partials: some Sequence<Partial>) throws -> Partial {
        try partials.reduce(into: Partial([])) { try $0.merge($1) }
    }

    @Test func comesBackAsItWentOut() throws {
        let bytes = try Self.encoded(Self.pieces(Self.lines, count: 1)[0])
        #expect(try Self.encoded(Partial(bytes, Self.versions)) == bytes)
    }

    @Test(arguments: [2, 7, 64], 0..<3 as Range<UInt64>)
    func theGroupingLeavesNoTrace(count: Int, seed: UInt64) throws {
        let lines = RandomTraffic.lines(seed: seed, count: 800)
        let pieces = Self.pieces(lines, count: count)
        var random = SplitMix64(seed: seed)
        var groups = pieces
        // Each round one joins its neighbour, over the file system as it were.
        while groups.count > 1 {
            let place = Int.random(in: 1..<groups.count, using: &random)
            let pair = try groups[place - 1...place].map {
                try Partial(Self.encoded($0), Self.versions)
            }
            groups.replaceSubrange(place - 1...place, with: [try Self.merged(pair)])
        }
        let inOrder = try Self.merged(pieces)
        #expect(try Self.encoded(groups[0]) == Self.encoded(inOrder))
        #expect(inOrder.parts[0].pieces.count == 1)
        #expect(inOrder.parts[0].gap == nil)
    }

    @Test func sourcesOfOneNameStayTwo() throws {
        var first = Self.pieces(Self.lines, count: 1)[0]
        var second = first
        second.parts[0].source.headHash += 1

        try first.merge(second)

        #expect(first.parts.count == 2)
    }

    @Test func saysWhichBytesNobodyRead() throws {
        let pieces = Self.pieces(Self.lines, count: 3)
        let partial = try Self.merged([pieces[2], pieces[0]])

        #expect(partial.parts[0].gap == pieces[1].parts[0].pieces[0].bytes)
    }

    @Test func refusesTheSameBytesTwice() throws {
        var partial = Self.pieces(Self.lines, count: 2)[0]
        let range = partial.parts[0].pieces[0].bytes

        #expect(throws: PartialConflict.overlap(path: "monitor.log", bytes: range)) {
            try partial.merge(partial)
        }
    }

    @Test func refusesAnotherVersion() throws {
        let bytes = try Self.encoded(Partial([]))
        #expect(throws: PartialRefusal.otherVersion("1 with the rules of r, form 8")) {
            _ = try Partial(bytes, PartialVersions(tool: "1", rules: "s"))
        }
    }

    @Test func refusesWhatIsCutAnywhere() throws {
        let bytes = try Self.encoded(Self.pieces(Array(Self.lines.prefix(40)), count: 1)[0])
        for end in bytes.indices {
            #expect(throws: PartialRefusal.self) {
                _ = try Partial(Array(bytes[..<end]), Self.versions)
            }
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func refusesWhatIsDamaged(seed: UInt64) throws {
        var bytes = try Self.encoded(Self.pieces(Array(Self.lines.prefix(40)), count: 1)[0])
        var random = SplitMix64(seed: seed)
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)

        #expect(throws: PartialRefusal.self) { _ = try Partial(bytes, Self.versions) }
    }

    /// Somebody who makes the checksum fit again gets an error or a summary, and never a trap.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func survivesWhatIsForged(seed: UInt64) throws {
        let piece = Self.pieces(RandomTraffic.lines(seed: seed, count: 120), count: 1)[0]
        let writer = PartialWriter()
        try writer.write(piece)
        var random = SplitMix64(seed: seed)
        for _ in 0..<60 {
            var bytes = writer.bytes
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            do {
                let forged = try PartialReader(bytes[...]).read(Partial.self)
                for part in forged.parts {
                    for piece in part.pieces {
                        var summary = piece.summary
                        summary.merge(piece.summary)
                        summary.shift(MarkShift(source: 1, shards: 2))
                        summary.close()
                    }
                }
            } catch is PartialDamage {
            } catch is DecodingError {
            }
        }
    }

    @Test(arguments: [UInt64.max, 1 << 40, 1 << 20])
    func believesNoCount(count: UInt64) {
        let writer = PartialWriter()
        writer.appendVarint(count)
        #expect(throws: PartialDamage.short) {
            _ = try PartialReader(writer.bytes[...]).read([UInt64].self)
        }
        #expect(throws: PartialDamage.short) {
            _ = try PartialReader(writer.bytes[...]).read([String].self)
        }
    }
}

extension Partial.Piece {
    fileprivate var bytes: Range<Int> { start..<end }
}
