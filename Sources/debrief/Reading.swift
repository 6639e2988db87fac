// Files, or what was found out about them elsewhere, to one summary.

import Parsing
import Summarizing

/// What reading all files gave.
struct Reading: Sendable {
    var files: [RecognizedFile]
    var summary = ShardSummary()
    /// Lines of every shard of every file.
    var lines = LineTable(shardLines: [])
    var lineCounts: [Int]
    var zones: [WrittenZone]
    /// What kept a file from being read to its end, by its number.
    var damages: [Int: String] = [:]
    var cutLines: [Int: Int] = [:]

    private init(_ files: [RecognizedFile]) {
        self.files = files
        lineCounts = [Int](repeating: 0, count: files.count)
        zones = [WrittenZone](repeating: .none, count: files.count)
    }

    /// Reads every recognised file.
    ///
    /// - Throws: ``InputError`` when a file cannot be opened or the disk refuses.
    static func read(
        _ files: [RecognizedFile],
        tasks: Int,
        shardBytes: Int = Shard.bytesMax,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> Reading {
        var shards: [ShardTask] = []
        for (number, file) in files.enumerated() {
            guard let format = file.format else { continue }
            shards += Shard.cut(
                file.file,
                source: number,
                isSplittable: format.isSplittable,
                bytesMax: shardBytes
            ).map { ShardTask(shard: $0, format: format) }
        }
        var reading = Reading(files)
        var shardLines = [[Int]](repeating: [], count: files.count)
        try await ShardTask.run(shards, tasks: tasks, progress: progress) { shard, result in
            reading.merge(result, shard)
            shardLines[shard.source].append(result.lines)
        }
        reading.close(shardLines)
        return reading
    }

    /// Puts together what scans of all files found.
    ///
    /// - Throws: ``InputError`` with code D031 when a format is not known here, D032 when nobody read some of a
    ///   file.
    static func read(_ partial: Partial, among formats: [any LogFormat]) throws -> Reading {
        var reading = Reading(
            try partial.parts.map { try RecognizedFile($0.source, among: formats) }
        )
        for (source, part) in partial.parts.enumerated() {
            if let gap = part.gap { throw PartialFile.missing(gap, of: part.source) }
            guard let piece = part.pieces.first else { continue }
            var summary = piece.summary
            summary.shift(MarkShift(source: source, shards: 0))
            reading.summary.merge(summary)
            reading.lineCounts[source] = piece.shardLines.reduce(0, +)
            reading.zones[source] = piece.zone
            reading.damages[source] = piece.damage
            if piece.cutLines > 0 { reading.cutLines[source] = piece.cutLines }
        }
        reading.close(partial.parts.map { $0.pieces.first?.shardLines ?? [] })
        return reading
    }

    private mutating func close(_ shardLines: [[Int]]) {
        summary.close()
        lines = LineTable(shardLines: shardLines)
    }

    private mutating func merge(_ result: ShardTask.Result, _ shard: Shard) {
        let source = shard.source
        summary.merge(result.summary)
        lineCounts[source] += result.lines
        if zones[source] == .none { zones[source] = result.zone }
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
        let format = formats.first { $0.name == source.format }
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
