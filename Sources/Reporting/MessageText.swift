// Messages for the terminal: the problem, the place, what is known, what to do.

/// Writes an error or a warning so that nothing in it can steer a terminal.
package struct MessageText: Sendable {
    /// How much the message matters.
    package enum Severity: String, Sendable {
        case error, warning
    }

    /// Longer parts are cut; a message must fit a screen.
    package static let charactersMax = 240
    /// More notes are counted, not shown.
    package static let notesMax = 8

    package let severity: Severity
    /// A stable code such as `D001`.
    package let code: String
    /// The path, empty where the problem has no place.
    package let path: String
    /// The line, from 1; `nil` for the file as a whole.
    package let line: Int?
    /// A sentence that stands alone.
    package let problem: String
    package let notes: [String]
    /// What the user can do; empty when nothing.
    package let remedy: String

    /// Makes a message.
    package init(
        severity: Severity,
        code: String,
        path: String,
        line: Int?,
        problem: String,
        notes: [String],
        remedy: String
    ) {
        self.severity = severity
        self.code = code
        self.path = path
        self.line = line
        self.problem = problem
        self.notes = notes
        self.remedy = remedy
    }

    /// The message in lines, the most useful one last, with a final line break.
    package var text: String {
        var lines = ["\(severity.rawValue)[\(Self.shown(code))]: \(Self.shown(problem))"]
        if !path.isEmpty {
            lines.append("  --> \(Self.shown(path))\(line.map { ":\($0)" } ?? "")")
        }
        lines += notes.prefix(Self.notesMax).map { "note: \(Self.shown($0))" }
        if notes.count > Self.notesMax {
            lines.append("note: and \(notes.count - Self.notesMax) more")
        }
        if !remedy.isEmpty { lines.append("help: \(Self.shown(remedy))") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func shown(_ text: String) -> String {
        VisibleText.truncated(VisibleText.neutralised(text), charactersMax: charactersMax)
    }
}
