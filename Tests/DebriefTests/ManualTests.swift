// What a user types before reading anything: the examples of the help, completions, colour, a pipe that closes.

import ArgumentParser
import Foundation
import Testing

@testable import Parsing
@testable import Reporting
@testable import debrief

@Suite struct ManualTests {
    private let folder: IncidentFolder

    init() throws {
        folder = try IncidentFolder()
    }

    /// All commands, the front door first.
    private static let commands: [any ParsableCommand.Type] =
        [Debrief.self] + Debrief.configuration.subcommands
        + FormatsCommand.configuration.subcommands

    /// The lines of the help that show how a command is used.
    private static func examples(of command: any ParsableCommand.Type) -> [String] {
        Debrief.helpMessage(for: command).split(separator: "\n").map {
            $0.drop { $0 == " " }
        }.filter { $0.hasPrefix("debrief ") }.map(String.init)
    }

    /// What the examples speak of.
    private func addWhatExamplesName() throws {
        let lines = (0..<600).map { second in
            "\(1_773_738_000 + second).000100 [0 10.0.0.1:5000] \"GET\" \"user:\(second)\""
        }
        let monitor = "OK\n" + lines.joined(separator: "\n") + "\n"
        for place in ["incident", "redis-1", "redis-2"] {
            try folder.add("\(place)/monitor.log", monitor)
        }
        let trouble = try SyntheticFolder(PlantedText(queue: "exports"), name: "manual")
        for place in ["incident-2026-03-17", "after-the-fix"] {
            try FileManager.default.copyItem(
                at: trouble.url,
                to: folder.place.appending(path: place)
            )
        }
        try trouble.remove()
        let rows = (0..<60).map { "2026-03-17 10:\($0 < 10 ? "0" : "")\($0):00,\($0 % 7)" }
        try folder.add("incident/metrics.csv", "time,cpu\n" + rows.joined(separator: "\n") + "\n")
        try folder.add(
            "my-service.json",
            """
            {"my_service": {
              "title": "My service", "description": "A made log.",
              "regex": {"std": {"pattern": "^(?<timestamp>\\\\S+) (?<level>\\\\w+) (?<body>.*)$"}},
              "level-field": "level",
              "sample": [{"line": "2026-03-17T09:00:00Z INFO started", "level": "info"}]
            }}
            """
        )
        try folder.add("production.log", "2026-03-17T09:00:00Z INFO started\n")
    }

    /// The reports whose evidence the examples show; other examples write there too.
    private func writeReports() throws {
        for place in ["debrief-report", "tickets/1234"] {
            let run = try ToolRun(
                shell: "DEBRIEF analyze incident-2026-03-17/ -q --output \(place)",
                in: folder.place
            )
            #expect(run.status == 0)
        }
    }

    @Test func runsEveryExampleOfTheHelp() throws {
        try addWhatExamplesName()
        var seen: [String] = []
        for example in Self.commands.flatMap(Self.examples) where !seen.contains(example) {
            seen.append(example)
            if example.hasPrefix("debrief show ") { try writeReports() }
            let words = example.dropFirst("debrief ".count)
            let run = try ToolRun(shell: "DEBRIEF \(words)", in: folder.place)
            #expect(run.status == 0, "\(example): \(run.messages)")
        }
        #expect(seen.count >= 12)
    }

    @Test(arguments: commands.map { $0._commandName })
    func saysWhatEveryCommandAndFlagIsFor(name: String) throws {
        let command = try #require(Self.commands.first { $0._commandName == name })
        #expect(!command.configuration.abstract.isEmpty)
        let help = Debrief.helpMessage(for: command)
        for line in help.split(separator: "\n") where line.hasPrefix("  -") {
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            // A flag whose help stands on the next line has a long name.
            #expect(words.count > 2 || line.count > 24, "\(line)")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completesEveryCommand(shell: String) throws {
        let script = try folder.debrief("--generate-completion-script", shell)
        #expect(script.status == 0)
        for command in Debrief.configuration.subcommands {
            #expect(script.output.contains(command._commandName))
        }
        #expect(script.output.contains("dead-writes") && script.output.contains("redact"))
    }

    @Test func hasABashCompletionThatBashReads() throws {
        let run = try ToolRun(
            shell: "DEBRIEF --generate-completion-script bash > c && bash -n c",
            in: folder.place
        )
        #expect(run.status == 0 && run.messages.isEmpty)
    }

    @Test(arguments: [
        ("--color always", true), ("--color never", false), ("--color auto", false), ("", false),
    ])
    func colorsWhenItIsTold(flag: String, isColored: Bool) throws {
        let error = try ToolRun(shell: "DEBRIEF inspect nowhere \(flag)", in: folder.place)
        #expect(error.messages.contains("\u{1B}[") == isColored)
        let lesson = try ToolRun(shell: "DEBRIEF explain dead-writes \(flag)", in: folder.place)
        #expect(lesson.output.contains("\u{1B}[") == isColored)
    }

    /// `script` gives the command a terminal.
    @Test(arguments: [
        ("TERM=xterm", true), ("TERM=xterm NO_COLOR=1", false), ("TERM=dumb", false),
        ("TERM=xterm NO_COLOR=", true),
    ])
    func colorsOnATerminalUnlessRefused(environment: String, isColored: Bool) throws {
        let run = try ToolRun(
            shell:
                "unset NO_COLOR; \(environment) script -qec \"DEBRIEF explain dead-writes\" /dev/null",
            in: folder.place
        )
        #expect(run.output.contains("\u{1B}[1m") == isColored)
    }

    @Test func saysNothingToAPipeThatCloses() throws {
        let run = try ToolRun(
            shell: "{ DEBRIEF explain redis-costs; echo $? > status; } | head -n 1",
            in: folder.place
        )
        let status = try String(
            contentsOf: folder.place.appendingPathComponent("status"),
            encoding: .utf8
        )
        #expect(run.messages.isEmpty && status == "0\n")
    }

    @Test(arguments: ["deadwrites", "F:dead-write"])
    func namesTheNearestTopic(topic: String) throws {
        let run = try folder.debrief("explain", topic)
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(run.messages.contains("the nearest names are dead-writes"))
    }

    @Test func listsAllTopics() throws {
        let run = try folder.debrief("explain")
        #expect(run.output.hasPrefix(Lessons.overview))
        #expect(run.output.hasSuffix("What the calls of job libraries cost Redis\n"))
    }
}
