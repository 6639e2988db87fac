// Files to a partial: each source apart, so that it can be put together with what other machines read.

import Foundation
import Parsing
import Summarizing

/// What a scan is asked to read.
struct ScanRequest {
    var paths: [String]
    var outputs: Set<String> = []
    var formats: [any LogFormat] = Formats.all
    /// The bytes whose lines are read, of the one file that is given; `nil` for all.
    var range: ByteRange?
    /// What the one file is called in the report, or `nil` for its own name.
    var name: String?
    /// The size of a shard; the same for all scans of a run.
    var shardBytes = Shard.bytesMax
    var budget = MemoryBudget.standard
    var tasks = ProcessInfo.processInfo.activeProcessorCount
    var showsProgress = false
}

/// Reads without judging.
enum Scan {
    /// Recognises and reads what was asked for.
    ///
    /// - Throws: ``InputError`` when nothing usable was given, or the range is none of the file.
    static func run(_ request: ScanRequest) async throws -> Partial {
        var files = try Analysis.recognize(
            request.paths,
            excluding: request.outputs,
            among: request.formats
        )
        var ranges = files.map { 0..<$0.file.bytes }
        try refuseSets(files)
        if let name = request.name { files = [try named(name, files)] }
        if let range = request.range { ranges = [try range.resolved(in: files)] }
        var shards: [ShardTask] = []
        for (number, file) in files.enumerated() {
            guard let format = file.format else { continue }
            shards += Shard.cut(
                file.file,
                source: number,
                isSplittable: format.isSplittable,
                range: ranges[number],
                bytesMax: request.shardBytes
            ).map { ShardTask(shard: $0, format: format, budget: request.budget) }
        }
        let progress = Progress(
            total: ranges.reduce(0) { $0 + $1.count },
            isShown: request.showsProgress
        )
        var pieces = ranges.map {
            Partial.Piece(start: $0.lowerBound, end: $0.upperBound, budget: request.budget)
        }
        try await ShardTask.run(shards, tasks: max(1, request.tasks)) {
            progress.add($0)
        } take: { shard, result in
            pieces[shard.source].append(result, shard)
            if shard.file.isPipe { files[shard.source].file.bytes = result.bytesRead }
        }
        progress.finish()
        return Partial(
            try zip(files, pieces).map { file, piece in
                var piece = piece
                // A pipe is as long as what came out of it.
                if request.range == nil { piece.end = file.file.bytes }
                return Partial.Part(
                    Partial.Source(file, digest: try SourceDigest(file.file)),
                    [piece]
                )
            },
            budget: request.budget
        )
    }

    /// Refuses what a partial cannot hold yet: a source of several files, a file of several sources.
    private static func refuseSets(_ files: [RecognizedFile]) throws {
        if let set = files.first(where: { $0.parts.count > 1 }) {
            throw InputError(
                code: "D007",
                position: Position(path: set.file.path),
                problem: "these \(set.parts.count) files are one rotated log",
                notes: set.parts.map(\.path),
                remedy: "scan each of them by its name"
            )
        }
        if let stream = files.first(where: { $0.sourceInFile > 0 }) {
            throw InputError(
                code: "D007",
                position: Position(path: stream.parts[0].path),
                problem: "this file holds the lines of several programs, as \(stream.file.path)",
                remedy: "analyze it whole, or take out the lines of one program first"
            )
        }
    }

    private static func named(_ name: String, _ files: [RecognizedFile]) throws -> RecognizedFile {
        guard files.count == 1, var file = files.first, !name.isEmpty else {
            throw InputError(
                code: "D007",
                position: Position(path: "--named"),
                problem: "a name is for one file, and \(files.count) were found",
                remedy:
                    "scan the file alone: debrief scan copy.log --named monitor.log --partial OUT"
            )
        }
        file.file = file.file.named(name)
        return file
    }
}

extension Partial.Piece {
    fileprivate mutating func append(_ result: ShardTask.Result, _ shard: Shard) {
        var summary = result.summary
        summary.shift(MarkShift(source: 0, shards: 0))
        append(
            summary,
            lines: result.lines,
            zone: result.zone,
            damage: result.damage,
            cutLines: result.cutLines
        )
    }
}
