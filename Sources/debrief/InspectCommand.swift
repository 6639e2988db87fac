// `debrief inspect`: what would be read, without an analysis.

import ArgumentParser
import Foundation
import Parsing
import Reporting
import Summarizing

/// Lists each source with its format, why, its time range and what could not be read.
struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Say what each file was recognised as, and why.",
        discussion: """
            Examples:
              debrief inspect incident-2026-03-17/
              debrief inspect incident/ --json
            """
    )

    @Argument(help: "A folder, or files.")
    var paths: [String]

    @Flag(help: "Print the table as JSON.")
    var json = false

    @Flag(help: "Show addresses and secrets in names of files.")
    var noRedact = false

    @OptionGroup var formats: FormatOptions

    @OptionGroup var coloring: ColorOption

    mutating func run() async throws {
        do {
            let files = try Analysis.recognize(
                paths,
                excluding: [],
                among: formats.all(warning: .shown)
            )
            let reading = try await Reading.read(
                files,
                tasks: ProcessInfo.processInfo.activeProcessorCount
            ) { _ in }
            var redactor = LineRedactor(labels: Redactor(mode: noRedact ? .off : .on))
            let sources = files.indices.map { Inspection($0, reading, &redactor) }
            try Terminal.print(
                json ? Inspection.json(sources) : Inspection.table(sources)
            )
        } catch let error as InputError {
            Terminal.show(error, coloring.messages)
            throw ExitStatus.status(for: error)
        }
    }
}
