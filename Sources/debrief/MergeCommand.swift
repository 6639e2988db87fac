// `debrief merge`: partials to one partial, in any grouping.

import ArgumentParser
import Parsing

/// Puts partials together.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Put partials together into one.",
        discussion: """
            Example:
              debrief merge 1.partial 2.partial --partial both.partial
            """
    )

    @Argument(help: "Partials that debrief scan or debrief merge wrote.")
    var partials: [String]

    @Option(help: "Where the merged partial goes.")
    var partial: String

    @OptionGroup var coloring: ColorOption

    mutating func run() throws {
        do {
            let whole = try PartialFile.merge(partials)
            try OutputFile.write([PartialFile.document(whole, at: partial)])
        } catch let error as InputError {
            Terminal.show(error, coloring.messages)
            throw ExitStatus.status(for: error)
        }
    }
}
