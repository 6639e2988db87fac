// `debrief what-if`: what a change would have done to what was measured.

import ArgumentParser
import Diagnosing
import Parsing
import Reporting
import Summarizing

/// Tries changes on a capture.
struct WhatIfCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "what-if",
        abstract: "Say what a change would have done, by a replay of what was measured.",
        discussion: """
            Arrivals and run times are replayed through a fluid model. What is assumed is printed, and where the \
            data do not hold what an answer needs, none is given.

            Examples:
              debrief what-if incident-2026-03-17/ --workers=+4 --cap exports=20
              debrief what-if incident-2026-03-17/ --drop-write 'presence:*'
              debrief what-if incident-2026-03-17/ --without-command 'LRANGE'
              debrief what-if incident-2026-03-17/ --alert 'redis_cpu>70 for 2m'
              debrief what-if incident-2026-03-17/ --alert 'oldest(exports)>5'
            """
    )

    @Argument(help: "A folder, or files.")
    var paths: [String]

    @Option(help: "So many workers more or fewer: --workers=+4, --workers=-2.")
    var workers: String?

    @Option(
        help: ArgumentHelp("At most so many jobs a second into a queue.", valueName: "queue=rate")
    )
    var cap: [String] = []

    @Option(help: "No writes to keys of this pattern; * stands for anything.")
    var dropWrite: [String] = []

    @Option(help: "A command that is not sent: 'LRANGE queue:x 0 -1'.")
    var withoutCommand: [String] = []

    @Option(
        help:
            "When an alert would have fired: 'redis_cpu>70 for 2m'; depth(QUEUE) and oldest(QUEUE) can be watched too."
    )
    var alert: [String] = []

    @Option(help: "The version of the Redis server, where no INFO file says it.")
    var redisVersion: String?

    @Option(help: "How to read the times of a file without zone: SOURCE=ZONE.")
    var timezone: [String] = []

    @Flag(help: "Show values, addresses and secrets. Think before you share the answer.")
    var noRedact = false

    @OptionGroup var formats: FormatOptions

    mutating func run() async throws {
        do {
            let changes = try changes()
            var request = AnalysisRequest(paths: paths)
            request.formats = try formats.all(warning: .shown)
            request.redisVersion = try RedisVersion.flag(redisVersion)
            request.zones = try timezone.map { try ZoneFlag($0) }
            let (timeline, _) = try await Analysis.capture(request)
            let diagnosis = Diagnosis.examine(timeline)
            let answers = WhatIf.answers(
                to: changes,
                in: timeline,
                incidents: diagnosis.incidents
            )
            try Terminal.print(
                WhatIfDocument.markdown(
                    answers,
                    start: diagnosis.start,
                    redaction: noRedact ? .off : .on
                )
            )
        } catch let error as InputError {
            Terminal.show(error)
            throw ExitStatus.status(for: error)
        }
    }

    func validate() throws {
        let flags = cap + dropWrite + withoutCommand + alert
        guard flags.isEmpty, workers == nil else { return }
        throw ValidationError(
            "Say what to change: --workers, --cap, --drop-write, --without-command or --alert."
        )
    }

    private func changes() throws -> [Change] {
        var changes: [Change] = []
        if let workers { changes.append(try ChangeFlag.workers(workers)) }
        changes += try cap.map { try ChangeFlag.cap($0) }
        changes += dropWrite.map { .dropWrites(pattern: $0) }
        changes += try withoutCommand.map { try ChangeFlag.command($0) }
        return try changes + alert.map { .alert(try ChangeFlag.alert($0)) }
    }
}
