// What a report needs to know beside the answer itself.

/// What a report says beside the diagnosis.
package struct ReportOptions: Sendable {
    /// The versions of the tool and of its rules.
    package let toolVersion: String
    package let rulesVersion: String
    /// The command that made the report, a word an element, for the reader to repeat.
    package let commandWords: [String]
    package let redaction: Redactor.Mode
    /// What makes labels the same in every report, if something does.
    package let redactionKey: RedactionKey?
    /// ``SourceDigest/combined(_:)`` of the inputs, or `nil` when none can be read again.
    package let inputDigest: String?

    /// Makes options.
    package init(
        toolVersion: String,
        rulesVersion: String,
        commandWords: [String],
        redaction: Redactor.Mode,
        redactionKey: RedactionKey? = nil,
        inputDigest: String?
    ) {
        self.toolVersion = toolVersion
        self.rulesVersion = rulesVersion
        self.commandWords = commandWords
        self.redaction = redaction
        self.redactionKey = redactionKey
        self.inputDigest = inputDigest
    }
}
