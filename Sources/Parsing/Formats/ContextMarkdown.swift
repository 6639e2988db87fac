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
        guard counts.events > 0, counts.mappings == 0, counts.events <= MarkdownCounts.eventsMax
        else { return nil }
        let name = head.name.lowercased()
        let isNamed = name.hasSuffix(".md") || name.hasSuffix(".markdown")
        guard isNamed || counts.machineLines == 0 && !name.contains(".log") else { return nil }
        let weight = isNamed || counts.markedEvents > 0 ? 1 : Self.unmarkedShare
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
    var markedEvents = 0
    /// Items of a YAML list.
    var mappings = 0
    /// Lines with a time that a program wrote.
    var machineLines = 0
    private var prose = 0

    /// The share of the lines that is explained; prose without a time counts half.
    var share: Double {
        (Double(events) + Double(prose) / 2) / Double(max(events + prose, 1))
    }

    mutating func see(_ bytes: [UInt8]) {
        guard !CSVLine.isBlank(bytes, 0..<bytes.count) else { return }
        let line = MarkdownLine(bytes)
        if line.isMapping { mappings += 1 }
        switch line.marker {
        case .heading: prose += 1
        case .bullet, .table, .none:
            guard !line.stamps.isEmpty else {
                prose += 1
                return
            }
            events += 1
            if line.marker != .none { markedEvents += 1 }
            if line.looksLikeLog { machineLines += 1 }
        }
    }
}
