// The lessons as text for a screen, and the names by which they are asked for.

package import Diagnosing

/// What debrief can teach about each kind of finding.
package enum Lessons {
    /// The screen of a usual terminal.
    package static let columnsMax = 80
    package static let linesMax = 24
    /// A name may be written as reports for machines mark it.
    private static let prefix = "F:"

    /// The kind of a name such as `dead-writes` or `F:dead-writes`; `nil` where there is none.
    package static func kind(named name: String) -> Finding.Kind? {
        Finding.Kind(rawValue: bare(name))
    }

    /// The lesson of a kind; each heading stands alone on its line and ends with a colon.
    package static func text(of kind: Finding.Kind) -> String {
        let lesson = FindingLesson.of(kind)
        let parts = [
            "\(prefix)\(kind.rawValue)   \(KindWords.words(kind))\n",
            part("What this tells you", [lesson.tells], bullet: ""),
            part("What it is taken for", [lesson.mistake], bullet: ""),
            part("Put beside it", lesson.beside, bullet: "- "),
            part("What to do now", lesson.act, bullet: "- "),
        ]
        return parts.joined(separator: "\n")
    }

    /// All kinds with their words, a line each, by name.
    package static var overview: String {
        let kinds = Finding.Kind.allCases.sorted { $0.rawValue < $1.rawValue }
        let width = kinds.map(\.rawValue.count).max() ?? 0
        return kinds.map { kind in
            let blanks = String(repeating: " ", count: width - kind.rawValue.count + 2)
            return "\(prefix)\(kind.rawValue)\(blanks)\(KindWords.words(kind))\n"
        }.joined()
    }

    /// The names that somebody may have meant, the nearest first; at most three.
    package static func names(near name: String, among others: [String] = []) -> [String] {
        let wanted = Array(bare(name).lowercased().prefix(NameDistance.charactersMax))
        let names = Finding.Kind.allCases.map(\.rawValue) + others
        let near = names.enumerated().compactMap { offset, candidate in
            NameDistance.distance(wanted, Array(candidate)).map { ($0, offset, candidate) }
        }
        return near.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(3).map(\.2)
    }

    private static func bare(_ name: String) -> String {
        name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
    }

    private static func part(_ heading: String, _ texts: [String], bullet: String) -> String {
        let indent = String(repeating: " ", count: 2 + bullet.count)
        let lines = texts.flatMap { text in
            wrapped(text, width: columnsMax - indent.count).enumerated().map { number, line in
                (number == 0 ? "  " + bullet : indent) + line + "\n"
            }
        }
        return "\(heading):\n" + lines.joined()
    }

    /// Lines of whole words.
    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + [line]
    }
}
