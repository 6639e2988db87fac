// A format that a user's file defines, as one of those that debrief reads.

/// Reads files of a user's own format.
package struct UserFormat: LogFormat {
    package let name: String
    package let definition: FormatDefinition

    /// A format must explain so many of a file's lines; what matches less matches by chance.
    private static let shareMin = 0.2
    /// Lines of a stack trace that a message may explain, on average, while a file is recognised.
    private static let continuationsPerMessage = 3

    /// Makes the format; `user:` before its name keeps it apart from those of debrief.
    package init(_ definition: FormatDefinition) {
        name = "user:" + definition.name
        self.definition = definition
    }

    /// The samples of a user's format are in its file; `debrief formats check` looks at them.
    package var samples: [FormatSample] { [] }

    package func recognition(of head: FileHead) -> Recognition? {
        if let pattern = definition.filePattern {
            let matcher = PatternMatcher(patterns: [pattern])
            var name = head.name
            let outcome = name.withUTF8 {
                matcher.match(pattern, $0, content: TextContent(of: $0))
            }
            guard outcome == .matched else { return nil }
        }
        let lines = head.lines.filter { !$0.isEmpty }
        guard !lines.isEmpty else { return nil }
        var messages = 0
        var others = 0
        var reader = MessageTest(definition)
        for line in lines {
            if reader.isMessage(line) {
                messages += 1
            } else if messages > 0 {
                others += 1
            }
        }
        if reader.isGivenUp {
            return Recognition(
                score: 0.01,
                reason: "the format's pattern reaches its limit of backtracking"
            )
        }
        let continued =
            definition.isMultiline ? min(others, Self.continuationsPerMessage * messages) : 0
        let share = Double(messages + continued) / Double(lines.count)
        guard messages > 0, share >= Self.shareMin else { return nil }
        return Recognition(score: share, reason: "lines match a pattern of the user's format")
    }

    package func makeReader() -> any FormatReader {
        switch definition.content {
        case .text: UserTextReader(definition)
        case .json: UserJSONReader(definition)
        }
    }
}

/// Tells messages of a format from other lines.
struct MessageTest {
    private var text: LineReading
    private var json: JSONLineReading
    private let content: FormatDefinition.Content

    init(_ definition: FormatDefinition) {
        text = LineReading(definition)
        json = JSONLineReading(definition)
        content = definition.content
    }

    /// Whether the patterns were given up.
    var isGivenUp: Bool { text.isGivenUp }

    /// Whether a line is a message of the format.
    mutating func isMessage(_ line: ArraySlice<UInt8>) -> Bool {
        switch content {
        case .json: return json.read(line) != nil
        case .text:
            return line.withUnsafeBufferPointer { bytes in
                guard case .message = text.read(bytes) else { return false }
                return true
            }
        }
    }
}
