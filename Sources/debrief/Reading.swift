// Files, or what was found out about them elsewhere, to one summary.

import Parsing
import Summarizing

/// What reading all files gave.
struct Reading: Sendable {
    var files: [RecognizedFile]
    var summary: ShardSummary
    /// Lines of every shard of every file.
    var lines = LineTable(shardLines: [])
    var lineCounts: [Int]
    var zones: [WrittenZone]
    /// What kept a file from being read to its end, by its number.
    var damages: [Int: String] = [:]
    var cutLines: [Int: Int] = [:]
    /// What the files of each source were.
    var digests: [[SourceDigest]]
    /// Sources whose stamps were put on UTC by the clock of a declared zone.
    var followed: Set<Int> = []

    private init(_ files: [RecognizedFile], _ budget: MemoryBudget) {
        summary = ShardSummary(budget)
        self.files = files
        lineCounts = [Int](repeating: 0, count: files.count)
        zones = [WrittenZone](repeating: .none, count: files.count)
        digests = Array(repeating: [], count: files.count)
    }

    /// Reads every recognised file.
    ///
    /// - Throws: ``InputError`` when a file cannot be opened or the disk refuses.
    static func read(
        _ files: [RecognizedFile],
        tasks: Int,
        shardBytes: Int = Shard.bytesMax,
        budget: MemoryBudget = .standard,
        zones: [ZoneFlag] = [],
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> Reading {
        var shards: [ShardTask] = []
        let clocks = clocks(of: files, zones)
        for number in ReadingOrder.numbers(of: files.map { ReadingOrder.Place($0) }) {
            let file = files[number]
            // A file that holds several sources is read once.
            guard let format = file.format, file.sourceInFile == 0 else { continue }
            shards += Shard.cut(
                file.parts,
                source: number,
                // An hour that the clock shows twice is told by the lines before it.
                isSplittable: format.isSplittable && clocks[number] == nil,
                bytesMax: shardBytes
            ).map {
                ShardTask(shard: $0, format: format, budget: budget, clock: clocks[number])
            }
        }
        var reading = Reading(files, budget)
        reading.followed = Set(clocks.keys)
        var shardLines = [[Int]](repeating: [], count: files.count)
        try await ShardTask.run(shards, tasks: tasks, progress: progress) { shard, result in
            reading.merge(result, shard)
            shardLines[shard.source].append(result.lines)
        }
        reading.close(shardLines, parts: parts(of: files, shards.map(\.shard)))
        try reading.takeDigests()
        return reading
    }

    /// The clocks of declared zones, for files that are one source.
    private static func clocks(
        of files: [RecognizedFile],
        _ zones: [ZoneFlag]
    ) -> [Int: LocalClock] {
        var clocks: [Int: LocalClock] = [:]
        for (number, file) in files.enumerated() where file.sourceInFile == 0 {
            let isShared = number + 1 < files.count && files[number + 1].sourceInFile > 0
            guard !isShared, file.parts.count == 1,
                let flag = zones.first(where: { $0.source == file.file.path })
            else { continue }
            clocks[number] = flag.clock
        }
        return clocks
    }

    /// Where each file of a rotated log begins, for all sources that its lines belong to.
    private static func parts(
        of files: [RecognizedFile],
        _ shards: [Shard]
    ) -> [Int: [SourcePart]] {
        var parts: [Int: [SourcePart]] = [:]
        for shard in shards where files[shard.source].parts.count > 1 {
            guard parts[shard.source]?.last?.path != shard.file.path else { continue }
            let part = SourcePart(firstShard: shard.index, path: shard.file.path)
            parts[shard.source, default: []].append(part)
        }
        for (source, file) in files.enumerated() where file.sourceInFile > 0 {
            parts[source] = parts[source - file.sourceInFile]
        }
        return parts
    }

    /// Puts together what scans of all files found.
    ///
    /// - Throws: ``InputError`` with code D031 when a format is not known here, D032 when nobody read some of a
    ///   file.
    static func read(_ partial: Partial, among formats: [any LogFormat]) throws -> Reading {
        let files = try partial.parts.map { try RecognizedFile($0.source, among: formats) }
        var reading = Reading(files, partial.budget)
        let places = partial.parts.enumerated().map { source, part in
            ReadingOrder.Place(
                format: reading.files[source].format?.name,
                firstStamp: part.pieces.first?.summary.redis.firstTime
            )
        }
        for source in ReadingOrder.numbers(of: places) {
            let part = partial.parts[source]
            if let gap = part.gap { throw PartialFile.missing(gap, of: part.source) }
            guard let piece = part.pieces.first else { continue }
            var summary = piece.summary
            summary.shift(MarkShift(source: source, shards: 0))
            reading.summary.merge(summary)
            reading.lineCounts[source] = piece.shardLines.reduce(0, +)
            reading.zones[source] = piece.zone
            reading.damages[source] = piece.damage
            if piece.cutLines > 0 { reading.cutLines[source] = piece.cutLines }
            reading.digests[source] = part.source.digest.map { [$0] } ?? []
        }
        reading.close(partial.parts.map { $0.pieces.first?.shardLines ?? [] })
        return reading
    }

    /// Looks at every file once, whatever the number of its sources.
    private mutating func takeDigests() throws {
        for (source, file) in files.enumerated() {
            digests[source] =
                file.sourceInFile > 0
                ? digests[source - file.sourceInFile] : try file.parts.compactMap(SourceDigest.init)
        }
    }

    private mutating func close(_ shardLines: [[Int]], parts: [Int: [SourcePart]] = [:]) {
        summary.close()
        lines = LineTable(shardLines: shardLines, parts: parts)
    }

    private mutating func merge(_ result: ShardTask.Result, _ shard: Shard) {
        let source = shard.source
        summary.merge(result.summary)
        let whole = StreamAccount(lines: result.lines, zone: result.zone)
        for (number, account) in (result.streams.isEmpty ? [whole] : result.streams).enumerated() {
            lineCounts[source + number] += account.lines
            if zones[source + number] == .none { zones[source + number] = account.zone }
        }
        if let damage = result.damage { damages[source] = damage }
        if result.cutLines > 0 { cutLines[source, default: 0] += result.cutLines }
        // The size of a pipe is known when it has been read.
        if shard.file.isPipe { files[source].file.bytes = result.bytesRead }
    }
}

extension RecognizedFile {
    /// A file that was recognised by a scan.
    ///
    /// - Throws: ``InputError`` with code D031 when this debrief does not know its format.
    fileprivate init(_ source: Partial.Source, among formats: [any LogFormat]) throws {
        let format = source.format.flatMap { Formats.named($0, among: formats) }
        if let name = source.format, format == nil { throw PartialFile.unknownFormat(name, source) }
        self.init(
            file: SourceFile(
                argument: source.argument,
                path: source.path,
                bytes: source.bytes,
                refusal: source.refusal
            ),
            format: format,
            recognition: source.recognition,
            runnerUp: source.runnerUpName.map { ($0, source.runnerUpScore ?? 0) },
            firstLineShape: source.firstLineShape,
            headHash: source.headHash
        )
    }
}
