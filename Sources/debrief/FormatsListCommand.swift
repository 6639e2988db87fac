// `debrief formats list`: every format that files are recognised as.

import ArgumentParser
import Parsing

/// Lists formats in the order in which a tie is decided.
struct FormatsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the formats that files are recognised as."
    )

    @OptionGroup var formats: FormatOptions

    @OptionGroup var coloring: ColorOption

    mutating func run() throws {
        do {
            for format in try formats.all(warning: .shown) { try Terminal.print(Self.line(format)) }
        } catch let error as InputError {
            Terminal.show(error, coloring.messages)
            throw ExitStatus.status(for: error)
        }
    }

    private static func line(_ format: any LogFormat) -> String {
        guard let own = format as? UserFormat else { return format.name + "\n" }
        return "\(own.name): \(own.definition.patternCount) patterns, "
            + "\(own.definition.sampleCount) samples\n"
    }
}
