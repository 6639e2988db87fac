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
    var selection = TimeSelection()
    var baselinePaths: [String] = []
    var redisVersion: RedisVersion?
    var zones: [ZoneFlag] = []
    var events: [ContextEvent] = []
    var redaction = Redactor.Mode.on
    var commandWords: [String] = ["debrief", "analyze"]
    var tasks = ProcessInfo.processInfo.activeProcessorCount
    var showsProgress = false
}

/// What came of it.
struct AnalysisOutcome {
    var diagnosis: Diagnosis
    var composed: ComposedReport
    var reading: Reading
}

/// The pipeline.
enum Analysis {
    /// Reads, aligns, examines and composes.
    ///
    /// - Throws: ``InputError`` when nothing usable was given.
    static func run(_ request: AnalysisRequest) async throws -> AnalysisOutcome {
        let files = try recognize(request.paths, excluding: request.outputs)
        try Refusal.checkZones(request.zones, files)
        let (timeline, reading) = try await timeline(of: files, request, isBaseline: .no)
        var baseline: Timeline?
        if !request.baselinePaths.isEmpty {
            let healthy = try recognize(request.baselinePaths, excluding: request.outputs)
            baseline = try await Self.timeline(of: healthy, request, isBaseline: .yes).0
        }
        let diagnosis = Diagnosis.examine(timeline, baseline: baseline)
        let composed = Composition.compose(
            diagnosis,
            options: ReportOptions(
                toolVersion: Debrief.version,
                rulesVersion: Debrief.rulesVersion,
                commandWords: request.commandWords,
                redaction: request.redaction,
                inputDigest: nil
            )
        )
        return AnalysisOutcome(diagnosis: diagnosis, composed: composed, reading: reading)
    }

    /// Finds and recognises files.
    static func recognize(_ paths: [String], excluding outputs: Set<String>) throws
        -> [RecognizedFile]
    {
        if paths.contains("-") { throw Refusal.standardInput }
        let files = try SourceFile.find(at: paths, excluding: outputs)
        let recognized = try files.map { try RecognizedFile.recognize($0) }
        if recognized.contains(where: { $0.format != nil }) { return recognized }
        throw Refusal.nothingReadable(paths, recognized)
    }

    private enum Role {
        case yes, no
    }

    private static func timeline(
        of files: [RecognizedFile],
        _ request: AnalysisRequest,
        isBaseline role: Role
    ) async throws -> (Timeline, Reading) {
        let progress = Progress(
            total: files.reduce(0) { $0 + $1.file.bytes },
            isShown: request.showsProgress
        )
        var reading = try await Reading.read(files, tasks: max(1, request.tasks)) {
            progress.add($0)
        }
        progress.finish()
        if role == .no { reading.summary.add(request.events, source: files.count) }
        let facts = reading.facts(request.zones)
        let timeline = Timeline(
            reading.summary,
            facts: facts,
            lines: reading.lines,
            declaredVersion: request.redisVersion,
            selection: role == .no ? request.selection : TimeSelection()
        )
        guard let timeline else { throw Refusal.withoutTime(request, reading) }
        return (timeline, reading)
    }
}

extension Reading {
    /// What is known of each source besides its rows.
    func facts(_ zones: [ZoneFlag]) -> [SourceFacts] {
        files.enumerated().map { number, file in
            let flag = zones.first { $0.source == file.file.path }
            let moment = summary.tallies[number]?.first ?? Timestamp(microseconds: 0)
            return SourceFacts(
                path: file.file.path,
                format: file.format?.name,
                recognition: file.recognition?.reason ?? file.file.refusal ?? "no format fits",
                bytes: file.file.bytes,
                lines: lineCounts[number],
                zone: self.zones[number],
                declaredZoneSeconds: flag?.seconds(at: moment)
            )
        }
    }
}
