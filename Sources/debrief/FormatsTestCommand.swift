// `debrief formats test FILE LOG`: what a format makes of a log.

import ArgumentParser
import Foundation
import Parsing

/// Reads a log with each format of a file and counts.
///
/// No text of the log is printed, so that the output can be shown to anybody.
struct FormatsTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Read a log with a format and say what came of its lines."
    )

    @Argument(help: "A file of log formats as lnav has them.")
    var file: String

    @Argument(help: "A log.")
    var log: String

    @OptionGroup var coloring: ColorOption

    mutating func run() throws {
        do {
            let definitions = try FormatOptions.usable(file)
            let logs = try SourceFile.find(at: [log], excluding: [])
            var messages = 0
            for source in logs {
                for definition in definitions {
                    let trial = try FormatTrial(definition, on: source)
                    messages += trial.messages
                    try Terminal.print(Self.text(trial, definition, source.path))
                }
            }
            if messages == 0 { throw ExitStatus.noInput }
        } catch let error as InputError {
            Terminal.show(error, coloring.messages)
            throw ExitStatus.status(for: error)
        }
    }

    private static func text(
        _ trial: FormatTrial,
        _ definition: FormatDefinition,
        _ path: String
    ) -> String {
        var lines = [
            "\(definition.name) on \(path)",
            "  \(trial.lines) lines: \(trial.messages) messages, \(trial.continuations) lines that go on one, \(trial.strange) that match nothing",
        ]
        if trial.patterns.count > 1 {
            lines.append("  patterns: " + counts(trial.patterns))
        }
        if trial.messages > 0 { lines.append("  levels: " + counts(trial.levels)) }
        if let first = trial.first, let last = trial.last {
            let zone = trial.isZoned ? "zone written" : "zone not written"
            lines.append("  from \(stamp(first)) to \(stamp(last)), \(zone)")
        }
        if !trial.firstOthers.isEmpty {
            let numbers = trial.firstOthers.map(String.init).joined(separator: ", ")
            lines.append("  first lines that are no message: \(numbers)")
        }
        if trial.withoutTime > 0 {
            lines.append(
                "  \(trial.withoutTime) lines match a pattern, but their time has none of the format's forms"
            )
        }
        if trial.limited > 0 {
            lines.append(
                "  the pattern reached its limit of backtracking and was given up: make it match in one way only"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func counts(_ counts: [(name: String, messages: Int)]) -> String {
        counts.map { "\($0.name) \($0.messages)" }.joined(separator: ", ")
    }

    private static func stamp(_ time: Timestamp) -> String {
        Date(timeIntervalSince1970: time.seconds).formatted(.iso8601)
    }
}
