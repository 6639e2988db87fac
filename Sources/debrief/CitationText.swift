// A citation as it stands on the screen.

import Foundation
import Reporting

/// Lays cited lines out.
enum CitationText {
    /// The id, the place, what it shows, and the lines, the cited ones marked.
    static func text(
        _ cited: CitedReport.Evidence,
        _ window: LineWindow,
        _ found: CitedLines
    ) -> String {
        let range = window.cited
        let lines =
            range.count == 1
            ? "line \(range.lowerBound)" : "lines \(range.lowerBound) to \(range.upperBound)"
        let time = Date(timeIntervalSince1970: cited.time).formatted(.iso8601)
        var text = "\(cited.id)  \(visible(cited.source)), \(lines), \(time)\n"
        text += "    \(visible(cited.shows))\n\n"
        let width = String(found.lines.last?.number ?? 0).count
        var before = found.lines.first?.number ?? 0
        for (number, line) in found.lines {
            if number > before + 1 {
                text +=
                    "  \(String(repeating: " ", count: width))  ... \(number - before - 1) more\n"
            }
            let digits = String(number)
            let blanks = String(repeating: " ", count: width - digits.count)
            text += "\(range.contains(number) ? ">" : " ") \(blanks)\(digits)  \(line)\n"
            before = number
        }
        if found.lines.isEmpty { text += "  the file ends before these lines\n" }
        return text
    }

    /// A warning that the lines may not be those that were cited.
    static func warning(
        _ cited: CitedReport.Evidence,
        _ problem: String,
        lastLine: Int
    ) -> String {
        MessageText(
            severity: .warning,
            code: "D053",
            path: cited.source,
            line: nil,
            problem: problem,
            notes: lastLine < cited.lastLine
                ? ["it has \(lastLine) lines; \(cited.id) cites line \(cited.lastLine)"] : [],
            remedy:
                "the lines are those of the file as it is now; analyze it again for a report of it"
        ).text
    }

    private static func visible(_ text: String) -> String { VisibleText.neutralised(text) }
}
