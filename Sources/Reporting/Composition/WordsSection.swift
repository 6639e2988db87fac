// Section 11: the terms that occur in this report, each in at most 15 words.

import Diagnosing

extension Composition {
    /// Terms explained.
    private static let termsMax = 8

    /// A term as it occurs, in lower case, and what it means.
    private static let glossary: [(term: String, meaning: String)] = [
        ("backlog", "work that waits because more arrives than is finished"),
        ("depth", "the number of jobs that wait in a queue"),
        ("deciban", "ten times the logarithm of how much an observation favours one side"),
        ("exonerated", "cannot be large enough to matter on this version"),
        ("overwritten unread", "written again before anybody read the first value"),
        ("expiry", "the time after which Redis deletes a key by itself"),
        ("utilisation", "the share of time in which a resource is busy"),
        ("throughput", "work finished in a second"),
        ("p95", "nineteen of twenty values are below it"),
        ("median", "half of the values are below it"),
        ("stampede", "many clients rebuild the same missing value at once"),
        ("eviction", "Redis deletes keys because its memory is full"),
        ("checkpoint", "PostgreSQL writes all changed pages to disk"),
        ("slowlog", "the list of single commands that took longer than a limit"),
        ("monitor", "a Redis command that prints every command it receives"),
        ("masked", "replaced by a label, the same for the same value"),
    ]

    /// The glossary of what was said, or nothing when no term occurs.
    func wordsSection(_ sections: [Section]) -> Section? {
        let said = Array(
            sections.flatMap(\.blocks).map(Self.words).joined(separator: " ").lowercased().utf8
        )
        let used = Self.glossary.filter { said.holds($0.term) }.prefix(Self.termsMax)
        guard !used.isEmpty else { return nil }
        let parts: [[Inline]] = used.map {
            [.strong([.words($0.term)]), .words(": \($0.meaning)")]
        }
        return Section(.words, [.paragraph(Phrasing.joined(parts, "; ") + [.words(".")])])
    }

    private static func words(_ block: Block) -> String {
        switch block {
        case .heading(let line), .paragraph(let line), .callout(let line): words(line)
        case .bullets(let lines), .numbered(let lines): lines.map(words).joined(separator: " ")
        case .table(let table): table.rows.flatMap { $0.map(words) }.joined(separator: " ")
        case .details(_, let blocks), .keep(_, let blocks): blocks.map(words).joined(separator: " ")
        case .finding(let finding): finding.blocks.map(words).joined(separator: " ")
        case .console, .citations: ""
        case .figure(let figure):
            words(figure.alternative) + " " + figure.equivalent.map(words).joined(separator: " ")
        case .sparklines(let figure): figure.rows.map { words($0.label) }.joined(separator: " ")
        }
    }

    private static func words(_ line: [Inline]) -> String {
        line.map { inline in
            switch inline {
            case .words(let words): words
            case .strong(let inner): words(inner)
            case .code, .evidence, .section: ""
            }
        }.joined()
    }
}
