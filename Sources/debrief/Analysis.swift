// The whole tool as one function: paths and options in, a composed report out.

import Diagnosing
import Foundation
import Parsing
import Reporting
import Summarizing

/// What an analysis is asked to do.
struct AnalysisRequest {
    var paths: [String]
    var outputs: Set<String> = []
    var formats: [any LogFormat] = Formats.all
    var selection = TimeSelection()
    var baselinePaths: [String] = []
    var redisVersion: RedisVersion?
    var zones: [ZoneFlag] = []
    var events: [ContextEvent] = []
    var same: [SameFlag] = []
    var clockCorrectionSecondsMax = ClockRules.usualSecondsMax
    var redaction = Redactor.Mode.on
    var redactionKey: RedactionKey?
    var commandWords: [String] = ["debrief", "analyze"]
    var tasks = ProcessInfo.processInfo.activeProcessorCount
    var budget = MemoryBudget.standard
    /// The size of a shard: fixed, so that a report cannot depend on the number of cores.
    var shardBytes = Shard.bytesMax
    /// Whether single jobs are named for an export.
    var wantsJobs = false
    var showsProgress = false
}

/// What came of it.
struct AnalysisOutcome {
    var diagnosis: Diagnosis
    var composed: ComposedReport
    var reading: Reading
    /// None where nobody asked for them.
    var jobs: JobRuns
}

/// The pipeline.
enum Analysis {
    /// Reads, aligns, examines and composes.
    ///
    /// - Throws: ``InputError`` when nothing usable was given.
    static func run(_ request: AnalysisRequest) async throws -> AnalysisOutcome {
        let (timeline, reading) = try await capture(request)
        var baseline: Timeline?
        if !request.baselinePaths.isEmpty {
            baseline = try await Self.timeline(of: request.baselinePaths, request, .baseline).0
        }
        let diagnosis = Diagnosis.examine(timeline, baseline: baseline)
        let composed = Composition.compose(
            diagnosis,
            options: ReportOptions(
                toolVersion: Debrief.version,
                rulesVersion: Debrief.rulesVersion,
                commandWords: commandWords(request, reading),
                redaction: request.redaction,
                redactionKey: request.redactionKey,
                inputDigest: SourceDigest.combined(reading.fileDigests)
            )
        )
        return AnalysisOutcome(
            diagnosis: diagnosis,
            composed: composed,
            reading: reading,
            jobs: request.wantsJobs ? JobRuns(timeline) : .none
        )
    }

    /// Reads and aligns the capture that a request is about.
    ///
    /// - Throws: ``InputError`` when nothing usable was given.
    static func capture(_ request: AnalysisRequest) async throws -> (Timeline, Reading) {
        try await timeline(of: request.paths, request, .incident)
    }

    /// Finds and recognises files.
    static func recognize(
        _ paths: [String],
        excluding outputs: Set<String>,
        among formats: [any LogFormat] = Formats.all
    ) throws -> [RecognizedFile] {
        let files = try SourceFile.find(at: paths, excluding: outputs)
        let recognized = try RecognizedFile.recognize(files, among: formats)
        guard recognized.count <= LineMark.sourcesMax else { throw Refusal.tooManySources(paths) }
        if recognized.contains(where: { $0.format != nil }) { return recognized }
        throw Refusal.nothingReadable(paths, recognized)
    }

    private enum Role {
        case incident, baseline
    }

    private static func timeline(
        of paths: [String],
        _ request: AnalysisRequest,
        _ role: Role
    ) async throws -> (Timeline, Reading) {
        let zones = role == .incident ? request.zones : []
        var reading = try await read(paths, request, zones)
        if role == .incident {
            reading.summary.add(request.events, source: reading.files.count)
        }
        let facts = reading.facts(request.zones)
        let timeline = Timeline(
            reading.summary,
            facts: facts,
            lines: reading.lines,
            declaredVersion: request.redisVersion,
            selection: role == .incident ? request.selection : TimeSelection(),
            clocks: try clockRules(request, reading.files, role)
        )
        guard let timeline else { throw Refusal.withoutTime(request, reading) }
        return (timeline, reading)
    }

    /// Reads files, or what scans of them found.
    private static func read(
        _ paths: [String],
        _ request: AnalysisRequest,
        _ zones: [ZoneFlag]
    ) async throws -> Reading {
        if paths.contains(where: PartialFile.isPartial) {
            let reading = try Reading.read(PartialFile.merge(paths), among: request.formats)
            try Refusal.checkZones(zones, reading.files)
            return reading
        }
        let files = try recognize(paths, excluding: request.outputs, among: request.formats)
        try Refusal.checkZones(zones, files)
        let progress = Progress(
            total: files.reduce(0) { $0 + ($1.sourceInFile == 0 ? $1.bytes : 0) },
            isShown: request.showsProgress
        )
        defer { progress.finish() }
        return try await Reading.read(
            files,
            tasks: max(1, request.tasks),
            shardBytes: request.shardBytes,
            budget: request.budget,
            zones: zones
        ) { progress.add($0) }
    }

    /// The command as one machine would have run it, whatever the machines were that scanned.
    private static func commandWords(_ request: AnalysisRequest, _ reading: Reading) -> [String] {
        guard request.paths.contains(where: PartialFile.isPartial) else {
            return request.commandWords
        }
        var arguments: [String] = []
        for file in reading.files where !arguments.contains(file.file.argument) {
            arguments.append(file.file.argument)
        }
        var words: [String] = []
        for word in request.commandWords {
            guard request.paths.contains(word) else {
                words.append(word)
                continue
            }
            words += arguments
            arguments = []
        }
        return words
    }
}

extension Analysis {
    /// What the user says of clocks; lines are those of the capture, not of a baseline.
    private static func clockRules(
        _ request: AnalysisRequest,
        _ files: [RecognizedFile],
        _ role: Role
    ) throws -> ClockRules {
        var rules = ClockRules()
        rules.correctionSecondsMax = request.clockCorrectionSecondsMax
        if role == .incident { rules.anchors = try request.same.map { try $0.anchor(in: files) } }
        return rules
    }
}

extension Reading {
    /// What every file was, each once.
    fileprivate var fileDigests: [SourceDigest] {
        zip(files, digests).flatMap { $0.sourceInFile == 0 ? $1 : [] }
    }

    /// What is known of each source besides its rows.
    func facts(_ zones: [ZoneFlag]) -> [SourceFacts] {
        files.enumerated().map { number, file in
            let flag = zones.first { $0.source == file.file.path }
            let moment = summary.tallies[number]?.first ?? Timestamp(microseconds: 0)
            let isFollowed = followed.contains(number) && self.zones[number] == .absent
            var facts = SourceFacts(
                path: file.file.path,
                format: file.format?.name,
                recognition: file.recognition?.reason ?? file.file.refusal ?? "no format fits",
                bytes: file.bytes,
                lines: lineCounts[number],
                zone: self.zones[number],
                declaredZoneSeconds: isFollowed ? nil : flag?.seconds(at: moment),
                digests: digests[number]
            )
            facts.damage = damages[number - file.sourceInFile]
            facts.cutLines = cutLines[number] ?? 0
            if isFollowed { facts.followedZoneSeconds = flag?.seconds(atUTC: moment) }
            return facts
        }
    }
}
