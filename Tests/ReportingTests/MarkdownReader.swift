// Reads Markdown as GitHub does, as far as the tests need: table cells and what is outside code.

/// A strict reader of the Markdown that the renderer writes.
enum MarkdownReader {
    /// The cells of a table row: a pipe ends a cell unless a backslash stands before it.
    static func cells(_ row: String) -> [String] {
        var cells: [String] = [""]
        var isEscaped = false
        for scalar in row.unicodeScalars.dropFirst().dropLast() {
            if scalar == "|", !isEscaped {
                cells.append("")
            } else {
                cells[cells.count - 1].unicodeScalars.append(scalar)
            }
            isEscaped = scalar == "\\"
        }
        return cells
    }

    /// The tables: consecutive lines that start with a pipe, outside fences.
    static func tables(_ text: String) -> [[String]] {
        var tables: [[String]] = [[]]
        for line in prose(text) {
            if line.hasPrefix("|") {
                tables[tables.count - 1].append(line)
            } else if tables.last?.isEmpty == false {
                tables.append([])
            }
        }
        return tables.filter { !$0.isEmpty }
    }

    /// The lines outside fenced blocks.
    static func prose(_ text: String) -> [String] {
        var fence: Substring?
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let ticks = line.prefix { $0 == "`" }
            if let open = fence {
                if line == open { fence = nil }
            } else if ticks.count >= 3 {
                fence = ticks
            } else {
                lines.append(String(line))
            }
        }
        return lines
    }

    /// A line without its code spans and without backslash escapes.
    static func outsideCode(_ line: String) -> String {
        let scalars = Array(line.unicodeScalars)
        var outside = ""
        var index = 0
        while index < scalars.count {
            if scalars[index] == "\\", index + 1 < scalars.count {
                index += 2
            } else if scalars[index] == "`" {
                let length = run(scalars, index)
                index =
                    closing(scalars, index + length, length).map { $0 + length } ?? index + length
            } else {
                outside.unicodeScalars.append(scalars[index])
                index += 1
            }
        }
        return outside
    }

    private static func run(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
        scalars[start...].prefix { $0 == "`" }.count
    }

    private static func closing(_ scalars: [Unicode.Scalar], _ start: Int, _ length: Int) -> Int? {
        var index = start
        while index < scalars.count {
            let found = run(scalars, index)
            if found == length { return index }
            index += max(found, 1)
        }
        return nil
    }
}

/// A seeded generator: failures repeat.
///
/// Source: Steele, Lea, Flood, "Fast splittable PRNGs", 2014.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Strings that attack renderers.
enum HostileText {
    private static let parts = [
        "|", "\\|", "\\", "`", "``", "```", "\n", "\r\n", "\u{1B}[2J", "\u{1B}]8;;http://x\u{7}",
        "\u{9B}",
        "</details>", "<img src=x onerror=alert(1)>", "<!-- keep:owners -->",
        "[x](javascript:alert(1))",
        "![](http://beacon)", "@team", "#123", ":boom:", "[^1]:", "\u{202E}", "\u{200B}",
        "\u{2028}",
        "\u{E0041}", "\u{0}", "\u{7F}", "a", " ", "\t", "\u{FEFF}", "&lt;", "**", "# ", "> ", "- ",
        "| --- |",
        "é\u{301}\u{301}", "=cmd()", "{\"a\":", "\"", "\u{FFFD}", "😀",
    ]

    static func text(seed: UInt64) -> String {
        var generator = SplitMix64(state: seed)
        let length = Int.random(in: 1...12, using: &generator)
        return (0..<length).map { _ in parts[Int.random(in: 0..<parts.count, using: &generator)] }
            .joined()
    }
}
