// `debrief scan`: reads a file, a range of it or a folder, and writes down what it adds up to.

import ArgumentParser
import Foundation
import Parsing
import Summarizing

/// Reads without judging, for a report that is made elsewhere.
struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Read a part of the input and write a partial, to be merged with others.",
        discussion: """
            A file is read in blocks of 64 MiB, and a range owns the blocks that begin in it; a block owns the \
            lines that start in it. The format is told by the beginning of the file, so a scan of any \
            range reads that too. A file that cannot be cut belongs to the range that begins with it.

            Examples:
              debrief scan redis-1/ --partial 1.partial
              debrief scan redis-2/ --partial 2.partial
              debrief analyze 1.partial 2.partial
            """
    )

    @Argument(help: "A folder, or files; - for standard input.")
    var paths: [String]

    @Option(help: "Where the partial goes.")
    var partial: String

    @Option(help: "Read the blocks that begin in these bytes of the one file: START:END.")
    var range: String?

    @Option(help: "What the one file is called in the report, where it is a copy or a pipe.")
    var named: String?

    @Option(help: "How much memory to take: 512M when nothing is said; the same for all scans.")
    var memory: String?

    @OptionGroup var formats: FormatOptions

    @Flag(help: "Do not show how far the reading has come.")
    var noProgress = false

    @OptionGroup var coloring: ColorOption

    mutating func run() async throws {
        do {
            var request = ScanRequest(paths: paths)
            if partial != "-" { request.outputs = [SourceFile.absolute(partial)] }
            request.name = named
            request.budget = try MemoryFlag.budget(memory)
            request.formats = try formats.all(warning: .shown)
            request.range = try range.map { try ByteRange($0) }
            request.showsProgress = !noProgress && Terminal.isWatched
            let found = try await Scan.run(request)
            try OutputFile.write([PartialFile.document(found, at: partial)])
        } catch let error as InputError {
            Terminal.show(error, coloring.messages)
            throw ExitStatus.status(for: error)
        }
    }
}
