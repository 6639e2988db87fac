// What stands on the screen when the report is written.

import Diagnosing
import Foundation
import Parsing
import Reporting

/// A few lines that say what was read and what came out.
enum ClosingLines {
    /// The lines, each ended by a line break; no text of a log is in them.
    static func text(_ outcome: AnalysisOutcome) -> String {
        let sources = outcome.diagnosis.sources
        let lines = sources.reduce(0) { $0 + $1.lines }
        let unreadable = sources.reduce(0) { $0 + $1.unreadable }
        var text =
            "Read \(lines) lines of \(sources.count) files; \(unreadable) could not be read\n"
        for file in outcome.reading.files where file.format == nil {
            text += warning(
                "D010",
                file.file.path,
                nil,
                file.file.refusal
                    ?? (file.file.bytes == 0
                        ? "the file is empty" : "its format is not known; it was left out"),
                ""
            )
        }
        for source in sources
        where source.format != nil && source.readableShare < Caveats.readableShareMin {
            text += warning(
                "D014",
                source.path,
                source.firstUnreadable?.line,
                "only \(Int((source.readableShare * 100).rounded(.down))) % of its lines could be read",
                source.firstUnreadable?.reason ?? ""
            )
        }
        for (number, damage) in outcome.reading.damages.sorted(by: { $0.key < $1.key }) {
            text += warning(
                "D016",
                outcome.reading.files[number].file.path,
                nil,
                damage,
                "what came before it was read"
            )
        }
        let incidents = outcome.diagnosis.incidents.count
        text +=
            "Verdict: \(outcome.diagnosis.verdict.rawValue)\(incidents > 1 ? ", \(incidents) incidents" : "")\n"
        return text
    }

    private static func warning(
        _ code: String,
        _ path: String,
        _ line: Int?,
        _ problem: String,
        _ note: String
    ) -> String {
        MessageText(
            severity: .warning,
            code: code,
            path: path,
            line: line,
            problem: problem,
            notes: note.isEmpty ? [] : [note],
            remedy: ""
        ).text
    }
}
