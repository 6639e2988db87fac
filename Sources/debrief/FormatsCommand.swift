// `debrief formats`: the formats that are read, and the user's own.

import ArgumentParser

/// Groups what concerns formats.
struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "List log formats, and check and try your own.",
        discussion: """
            Your own formats are files as lnav has them, in ~/.config/debrief/formats or given by --format.

            Examples:
              debrief formats list
              debrief formats check my-service.json
              debrief formats test my-service.json production.log
            """,
        subcommands: [
            FormatsListCommand.self, FormatsCheckCommand.self, FormatsTestCommand.self,
        ]
    )
}
