// What the shell is told. Source: the table in README.md.

import ArgumentParser
import Parsing

/// The exit statuses of debrief.
enum ExitStatus {
    /// A report was written and the condition of `--fail-on` is met.
    static let conditionMet = ExitCode(2)
    /// Nothing usable was given; nothing was written.
    static let noInput = ExitCode(3)
    /// The output could not be written.
    static let cannotWrite = ExitCode(5)
    /// A flag was not understood; what the argument parser itself gives.
    static let usage = ExitCode.validationFailure

    /// Somebody pressed Ctrl-C (130) or ended the process otherwise; what was unfinished is removed.
    static func interrupted(by signal: Int32) -> Int32 { 128 + signal }

    /// The status for an error that ends a run.
    static func status(for error: InputError) -> ExitCode {
        switch error.code {
        case "D007", "D008", "D025", "D040", "D042", "D051", "D054": usage
        case "D020", "D021", "D022": cannotWrite
        default: noInput
        }
    }
}
