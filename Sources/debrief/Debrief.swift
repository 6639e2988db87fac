// The front door: arguments in, exit status out.

import ArgumentParser

/// The command line of debrief.
@main
struct Debrief: AsyncParsableCommand {
    /// The version of the tool, and of the rules by which it judges.
    static let version = "0.1.0"
    static let rulesVersion = "2026-11"

    static let configuration = CommandConfiguration(
        commandName: "debrief",
        abstract: "Reads a folder of logs and metrics after an incident and writes what happened.",
        discussion: """
            Examples:
              debrief analyze incident-2026-03-17/
              debrief inspect incident-2026-03-17/
              debrief show incident-2026-03-17/ E4
              debrief what-if incident-2026-03-17/ --workers=+4
              debrief compare incident-2026-03-17/ after-the-fix/
            """,
        version: version,
        subcommands: [
            AnalyzeCommand.self, InspectCommand.self, ShowCommand.self, RedactCommand.self,
            ScanCommand.self, MergeCommand.self,
            WhatIfCommand.self, CompareCommand.self, ExplainCommand.self, FormatsCommand.self,
        ]
    )

    static func main() async {
        Terminal.outliveReaders()
        await main(nil)
    }
}
