// What ends a run: something the user gave that debrief cannot work with, and what to do about it.

/// An error with the place, the rule that was broken and the remedy.
///
/// The text holds no log content: a quoted line reaches the terminal only through the redactor.
package struct InputError: Error, Equatable, Sendable {
    /// A stable code (`D001`), listed in the README.
    package let code: String
    /// Where the problem stands.
    package let position: Position
    /// A sentence that stands alone.
    package let problem: String
    /// What is known beyond the problem, a line each.
    package let notes: [String]
    /// What the user can do.
    package let remedy: String

    /// Makes an error.
    package init(
        code: String,
        position: Position,
        problem: String,
        notes: [String] = [],
        remedy: String
    ) {
        self.code = code
        self.position = position
        self.problem = problem
        self.notes = notes
        self.remedy = remedy
    }
}
