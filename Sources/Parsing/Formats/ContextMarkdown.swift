// Notes that people write during and after an incident: bullets, tables and lines with a time.
// Source: incident timelines in chats and wikis; CommonMark for the markers.

/// Markdown or plain text in which lines with a time are events and the rest is prose.
package struct ContextMarkdown: LogFormat {
    package let name = "context-markdown"

    /// The most a loose grammar may claim.
    private static let scoreMax = 0.8
    /// Lines with a time but no marker of Markdown may be any log.
    private static let unmarkedShare = 0.4

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { ContextMarkdownReader() }

    package func recognition(of head: FileHead) -> Recognition? {
        guard let first = head.lines.first(where: { !$0.allSatisfy { $0 == 0x20 || $0 == 0x09 } }),
            !MarkdownLine.beginsJSON(first)
        else { return nil }
        var counts = MarkdownCounts()
        var fence = MarkdownFence()
        for line in head.lines {
            let bytes = Array(line)
            if !fence.isInside(bytes) { counts.see(bytes) }
        }
        let isNamed = head.name.lowercased().hasSuffix(".md")
        guard counts.events > 0, counts.foreign == 0,
            isNamed || counts.events <= MarkdownCounts.eventsMax
        else { return nil }
        let weight = isNamed || counts.marked > 0 ? 1 : Self.unmarkedShare
        return Recognition(
            score: Self.scoreMax * weight * counts.share,
            reason: "bullets, headings or lines with a time"
        )
    }

    package var samples: [FormatSample] { ContextMarkdownSamples.all }
}

/// What the lines of a text look like.
private struct MarkdownCounts {
    /// People write fewer moments down; beyond it the text is a log.
    static let eventsMax = 500

    var events = 0
    var marked = 0
    /// Lines that a YAML list or a log writes.
    var foreign = 0
    private var blank = 0
    private var prose = 0

    /// The share of the lines that is explained; prose without a time counts half.
    var share: Double {
        let lines = Double(max(events + prose, 1))
        return (Double(events) + Double(prose) / 2) / lines
    }

    mutating func see(_ bytes: [UInt8]) {
        guard !CSVLine.isBlank(bytes, 0..<bytes.count) else { return }
        let line = MarkdownLine(bytes)
        if line.isMapping { foreign += 1 }
        switch line.marker {
        case .heading, .bullet, .table:
            marked += 1
            if line.stamps.isEmpty { prose += 1 } else { events += 1 }
        case .none:
            if line.stamps.isEmpty { prose += 1 } else { events += 1 }
            if line.looksLikeLog { foreign += 1 }
        }
    }
}
