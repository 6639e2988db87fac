// `debrief explain`: what the tool knows, printed, so that a report's findings and reasons can be looked up.

import ArgumentParser
import Diagnosing
import Foundation
import Parsing
import Reporting

/// Teaches one kind of finding in a screen, or prints a table of what the tool knows.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Teach one kind of finding, or print what Redis commands cost.",
        discussion: """
            Without a topic it lists the kinds of findings. A finding's kind stands in report.json.

            Examples:
              debrief explain F:dead-writes
              debrief explain queue-backlog
              debrief explain redis-costs
            """
    )

    /// The calls of job libraries and what they cost Redis.
    static let costs = "redis-costs"

    @Argument(
        help: "A kind of finding such as F:dead-writes, or redis-costs.",
        completion: .list(Finding.Kind.allCases.map(\.rawValue) + [costs])
    )
    var topic: String?

    @OptionGroup var coloring: ColorOption

    mutating func run() async throws {
        let paint = coloring.paint(for: STDOUT_FILENO)
        guard let topic else {
            let costs = "\(Self.costs)  What the calls of job libraries cost Redis\n"
            try Terminal.print(Lessons.overview + costs)
            return
        }
        if topic == Self.costs {
            try Terminal.print(RedisCostTable.text)
            return
        }
        guard let kind = Lessons.kind(named: topic) else {
            Terminal.show(Self.unknown(topic), coloring.messages)
            throw ExitStatus.usage
        }
        try Terminal.print(paint.headings(Lessons.text(of: kind)))
    }

    private static func unknown(_ topic: String) -> InputError {
        let near = Lessons.names(near: topic, among: [costs])
        return InputError(
            code: "D054",
            position: Position(path: ""),
            problem: "there is nothing to explain under the name '\(topic)'",
            notes: near.isEmpty ? [] : ["the nearest names are \(near.joined(separator: ", "))"],
            remedy: "debrief explain lists all names"
        )
    }
}
