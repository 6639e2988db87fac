// What is wrong with a format file, and what to do about it.

/// A rule that a format file breaks.
package struct FormatProblem: Equatable, Sendable {
    /// What it means for the format.
    package enum Severity: Sendable {
        /// The format cannot be used.
        case error
        /// The format can be used without what is meant.
        case note
    }

    package let severity: Severity
    /// The place in the file, as the names on the way to it: `/mylog/regex/std/pattern`.
    package let path: String
    /// The rule that is broken, without any text of the file.
    package let rule: String
    package let remedy: String

    init(_ severity: Severity, at path: String, _ rule: String, help remedy: String) {
        self.severity = severity
        // A name may hold anything; what a terminal would act on is not repeated.
        self.path = String(
            String.UnicodeScalarView(
                path.unicodeScalars.prefix(Self.pathCharactersMax).map {
                    $0.value < 0x20 || $0.value >= 0x7F ? "?" : $0
                }
            )
        )
        self.rule = rule
        self.remedy = remedy
    }

    private static let pathCharactersMax = 200
}
