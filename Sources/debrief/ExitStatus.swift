// What the shell is told. Source: the table in README.md.

import ArgumentParser

/// The exit statuses of debrief.
enum ExitStatus {
    /// A report was written and the condition of `--fail-on` is met.
    static let conditionMet = ExitCode(2)
    /// Nothing usable was given; nothing was written.
    static let noInput = ExitCode(3)
    /// The output could not be written.
    static let cannotWrite = ExitCode(5)
}
