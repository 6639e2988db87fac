// `debrief analyze`: a folder in, a report out.

import ArgumentParser
import Diagnosing
import Foundation
import Parsing
import Reporting
import Summarizing

/// Reads files, finds what happened and writes the report.
struct AnalyzeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Read a folder (or files) and write the incident report.",
        discussion: """
            Examples:
              debrief analyze incident-2026-03-17/
              debrief analyze incident/ --from 09:00 --to 10:10 --json report.json
              debrief analyze incident/ --output ticket.md
              debrief analyze incident/ --sqlite incident.db --csv series.csv
              debrief analyze incident/ --output - --timezone metrics.csv=Europe/Berlin
            """
    )

    /// When the exit status says that something was found.
    enum FailLevel: String, ExpressibleByArgument, CaseIterable {
        case incident, anomaly
    }

    @Argument(help: "A folder, files, or partials of debrief scan; - for standard input.")
    var paths: [String]

    @Option(
        help: ArgumentHelp(
            "Where the report goes: a folder, or a file NAME.md for Markdown alone; - for standard output.",
            discussion:
                "Without it the folder \(OutputFolder.defaultPath.redacted), or nothing when --json is -."
        )
    )
    var output: String?

    @Option(help: "Where report.json goes; - for standard output.")
    var json: String?

    @Option(
        help: "Leave out what came before: 09:17, 2026-03-17T09:17:00Z, or +10m after the start."
    )
    var from: String?

    @Option(help: "Leave out what came after.")
    var to: String?

    @Option(help: "Look at five minutes to either side of this time.")
    var around: String?

    @Option(help: "A capture of a healthy time to compare with.")
    var baseline: [String] = []

    @Option(help: "The version of the Redis server, where no INFO file says it.")
    var redisVersion: String?

    @Option(help: "How to read the times of a file without zone: SOURCE=ZONE.")
    var timezone: [String] = []

    @Option(
        help: ArgumentHelp(
            "Two lines that are the same moment: web.log:120=worker.log:88.",
            valueName: "file:line=file:line"
        )
    )
    var same: [String] = []

    @Option(help: "No clock is corrected by more than this: 90s, 15m, 1h.")
    var maxClockCorrection = "15m"

    @OptionGroup var exports: ExportOptions

    @OptionGroup var formats: FormatOptions

    @Option(help: "Something that happened: \"2026-03-17T09:00:00Z campaign spring-sale\".")
    var event: [String] = []

    @Option(
        help:
            "How much memory to take: 512M when nothing is said; partials keep that of their scans."
    )
    var memory: String?

    @Option(help: "Exit with status 2 when there was an incident, or at least an anomaly.")
    var failOn: FailLevel?

    @Flag(help: "Show values, addresses and secrets. Think before you share the report.")
    var noRedact = false

    @Flag(help: "Show private and loopback addresses.")
    var keepPrivateIps = false

    @Option(help: "Label values with the key in this file, the same in every report made with it.")
    var redactKey: String?

    @Flag(name: .shortAndLong, help: "Print nothing on standard error but errors.")
    var quiet = false

    @Flag(help: "Do not show how far the reading has come.")
    var noProgress = false

    @OptionGroup var coloring: ColorOption

    mutating func run() async throws {
        do {
            let outcome = try await Analysis.run(request())
            let documents = try write(outcome)
            if !quiet {
                Terminal.show(ClosingLines.text(outcome), coloring.messages)
                Terminal.write(SelfCheck.warnings(documents, mode: redaction))
            }
            if let path = place, !([path, json] + exports.places).contains("-") {
                try Terminal.print(path + "\n")
            }
            if isMet(outcome.diagnosis.verdict) { throw ExitStatus.conditionMet }
        } catch let error as InputError {
            Terminal.show(error, coloring.messages)
            throw ExitStatus.status(for: error)
        }
    }

    func validate() throws {
        if around != nil, from != nil || to != nil {
            throw ValidationError("--around says both ends, so --from and --to cannot be added.")
        }
        if ([output, json] + exports.places).count(where: { $0 == "-" }) > 1 {
            throw ValidationError("Only one document can go to standard output.")
        }
    }

    /// Where the report goes, or `nil` for nowhere.
    private var place: String? {
        let folder = OutputFolder.defaultPath
        let isStreaming = json == "-" || exports.places.contains("-")
        return output ?? (isStreaming ? nil : noRedact ? folder.plain : folder.redacted)
    }

    private var redaction: Redactor.Mode {
        noRedact ? .off : keepPrivateIps ? .keepPrivateAddresses : .on
    }

    private func request() throws -> AnalysisRequest {
        var request = AnalysisRequest(paths: paths)
        request.outputs = Set(
            ([place, json, redactKey].compactMap { $0 } + exports.places).filter { $0 != "-" }.map(
                SourceFile.absolute
            )
        )
        request.formats = try formats.all(warning: quiet ? .silent : .shown)
        request.selection = try TimeFlag.selection(from: from, to: to, around: around)
        request.baselinePaths = baseline
        request.redisVersion = try RedisVersion.flag(redisVersion)
        request.budget = try MemoryFlag.budget(memory)
        request.zones = try timezone.map { try ZoneFlag($0) }
        request.same = try same.map { try SameFlag($0) }
        request.clockCorrectionSecondsMax = try TimeFlag.duration(
            maxClockCorrection,
            flag: "--max-clock-correction"
        )
        request.events = try event.map { text in
            guard let event = ContextEvent.event(fromFlag: text) else { throw unreadableEvent }
            return event
        }
        request.redactionKey = try KeyFile.key(redactKey)
        request.redaction = redaction
        request.commandWords = ["debrief"] + CommandLine.arguments.dropFirst()
        request.wantsJobs = exports.sqlite != nil
        request.showsProgress = !quiet && !noProgress && Terminal.isWatched
        return request
    }

    private var unreadableEvent: InputError {
        InputError(
            code: "D007",
            position: Position(path: "--event"),
            problem: "an event is a time, a space and words",
            remedy: "for example --event \"2026-03-17T09:00:00Z campaign spring-sale\""
        )
    }

    /// Writes what was asked for, and returns it.
    private func write(_ outcome: AnalysisOutcome) throws -> [ReportDocument] {
        let staging = Staging()
        let composed = outcome.composed
        var files = try exports.files(of: outcome)
        if let json {
            files.append(
                OutputFile(path: json, text: composed.json, marks: ReportFolder.jsonMarks)
            )
        }
        guard let place, !OutputFolder.isSingleFile(place) else {
            if let place {
                let text = try PeoplesText.read(at: place)
                    .merged(into: MarkdownRenderer().render(composed.report))
                files.append(
                    OutputFile(path: place, text: text, marks: ReportFolder.markdownMarks)
                )
            }
            try OutputFile.write(files, staging)
            return files.map(\.document)
        }
        let documents = ReportFolder.documents(
            of: composed,
            keeping: try PeoplesText.read(at: "\(place)/\(ReportFolder.mainPath)")
        )
        let folder = OutputFolder(path: place, documents: documents)
        try OutputFile.write(files, staging) { try folder.write(staging) }
        return documents
    }

    private func isMet(_ verdict: Diagnosis.Verdict) -> Bool {
        switch failOn {
        case nil: false
        case .incident: verdict == .incident
        case .anomaly: verdict == .incident || verdict == .anomaly
        }
    }
}
