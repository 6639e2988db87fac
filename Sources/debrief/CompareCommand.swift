// `debrief compare`: two captures, before and after a fix, or a good day against a bad one.

import ArgumentParser
import Diagnosing
import Parsing
import Reporting
import Summarizing

/// Says what became better, worse, came and went between two captures.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract:
            "Say what changed between two captures: before and after a fix, a good and a bad day.",
        discussion: """
            Rates are compared for each request or job, so that a busier day is no worse day.

            Example:
              debrief compare incident-2026-03-17/ after-the-fix/
            """
    )

    @Argument(help: "A folder, or one file: the capture to compare with.")
    var before: String

    @Argument(help: "A folder, or one file: the capture to judge.")
    var after: String

    @Option(help: "The version of the Redis server, where no INFO file says it.")
    var redisVersion: String?

    @Flag(help: "Show values, addresses and secrets. Think before you share the answer.")
    var noRedact = false

    @OptionGroup var formats: FormatOptions

    mutating func run() async throws {
        do {
            let earlier = try await capture(before)
            let later = try await capture(after)
            try Terminal.print(
                ComparisonDocument.markdown(
                    Comparison.of(before: earlier, after: later),
                    start: earlier.diagnosis.start,
                    redaction: noRedact ? .off : .on
                )
            )
        } catch let error as InputError {
            Terminal.show(error)
            throw ExitStatus.status(for: error)
        }
    }

    private func capture(_ path: String) async throws -> (timeline: Timeline, diagnosis: Diagnosis)
    {
        var request = AnalysisRequest(paths: [path])
        request.formats = try formats.all(warning: .shown)
        request.redisVersion = try RedisVersion.flag(redisVersion)
        let (timeline, _) = try await Analysis.capture(request)
        return (timeline, Diagnosis.examine(timeline))
    }
}
