// `debrief formats check FILE`: every rule that a file of formats breaks, its samples included.

import ArgumentParser
import Parsing
import Reporting

/// Checks a file of formats.
struct FormatsCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a file of formats and read its samples."
    )

    @Argument(help: "A file of log formats as lnav has them, or a folder of such files.")
    var file: String

    @OptionGroup var coloring: ColorOption

    mutating func run() throws {
        do {
            let files = try FormatFile.load(file)
            for file in files { try Terminal.print(Self.text(file)) }
            let isGood = files.allSatisfy { file in
                !file.hasErrors && file.definitions.allSatisfy { $0.sampleProblems().isEmpty }
            }
            if !isGood { throw ExitStatus.usage }
        } catch let error as InputError {
            Terminal.show(error, coloring.messages)
            throw ExitStatus.status(for: error)
        }
    }

    private static func text(_ file: FormatFile) -> String {
        var text = ""
        var wrongSamples = 0
        for problem in file.problems { text += message(problem, file.path) }
        for definition in file.definitions {
            let problems = definition.sampleProblems()
            wrongSamples += problems.count
            for problem in problems { text += message(problem, file.path) }
        }
        let patterns = file.definitions.reduce(0) { $0 + $1.patternCount }
        let samples = file.definitions.reduce(0) { $0 + $1.sampleCount }
        let formats = file.definitions.count
        return text
            + "\(file.path): \(formats) \(formats == 1 ? "format" : "formats") of use, "
            + "\(patterns) patterns, \(samples - wrongSamples) of \(samples) samples read\n"
    }

    private static func message(_ problem: FormatProblem, _ path: String) -> String {
        MessageText(
            severity: problem.severity == .error ? .error : .warning,
            code: "D040",
            path: path,
            line: nil,
            problem: "at \(problem.path): \(problem.rule)",
            notes: [],
            remedy: problem.remedy
        ).text
    }
}
