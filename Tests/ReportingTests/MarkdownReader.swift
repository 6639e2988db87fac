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
