/// Where in the input a fact can be checked.
package struct Evidence: Sendable, Hashable {
    /// The source file, as in ``SourceAccount/path``.
    package let source: String
    /// The lines, from 1 over the decompressed text; `firstLine <= lastLine`.
    package let firstLine: Int
    package let lastLine: Int
    /// The moment of the first cited line, on the report's clock.
    package let time: Timestamp
    /// What the lines show.
    package let shows: Sentence

    /// Makes evidence.
    package init(
        source: String,
        firstLine: Int,
        lastLine: Int,
        time: Timestamp,
        shows: Sentence
    ) {
        self.source = source
        self.firstLine = min(firstLine, lastLine)
        self.lastLine = max(firstLine, lastLine)
        self.time = time
        self.shows = shows
    }
}

extension Sentence: Hashable {
    /// Hashes the visible parts.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(pieces.count)
    }
}
