// `debrief explain`: what the tool knows, printed, so that a report's reasons can be looked up.

import ArgumentParser
import Diagnosing
import Reporting

/// Prints a table of what the tool knows.
struct ExplainCommand: AsyncParsableCommand {
    /// What can be explained.
    enum Topic: String, ExpressibleByArgument, CaseIterable {
        /// The calls of job libraries and what they cost Redis.
        case redisCosts = "redis-costs"
    }

    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Print what debrief knows: the commands that job libraries send, and their cost."
    )

    @Argument(help: "The topic: redis-costs.")
    var topic: Topic

    mutating func run() async throws {
        switch topic {
        case .redisCosts: Terminal.print(RedisCostTable.text)
        }
    }
}
