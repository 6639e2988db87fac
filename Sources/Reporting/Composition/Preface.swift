// The title, the status line, the table of five cells and what must be read before all else.

import Diagnosing

extension Composition {
    /// Files of which less than this could be read are called out at the top.
    private static let readableShareMin = 0.9
    /// More warnings at the top hide the answer; section 7 has the rest.
    private static let calloutsMax = 3

    /// What stands before the title of a report that shows all values.
    static let warning = "NOT REDACTED. "

    /// Constants, the kind and the date; never log text.
    func title() -> String {
        let warning = options.redaction == .off ? Self.warning : ""
        return "\(warning)Debrief: \(subject()), \(CalendarText.date(diagnosis.start))"
    }

    private func subject() -> String {
        switch diagnosis.verdict {
        case .incident:
            diagnosis.incidents.first.map { KindWords.words($0.kind) } ?? "incident"
        case .anomaly: "a change without an incident"
        case .chronic: "steady waste, no incident"
        case .noIncident: "no incident found"
        case .insufficientData: "not enough data"
        }
    }

    /// What stands above the first section.
    mutating func preface() -> [Block] {
        let files = diagnosis.sources.count
        let status: [Inline] = [
            .words("Draft written by a tool from \(files) \(files == 1 ? "file" : "files"). "),
            .words("All times UTC. Read it, argue with it, then edit it."),
        ]
        return [.paragraph([.strong(status)]), header()] + callouts()
    }

    private func header() -> Block {
        let window = phrasing.text(from: diagnosis.start, to: diagnosis.end)
        let incident = diagnosis.incidents.first.map { phrasing.text(from: $0.start, to: $0.end) }
        let gaps = diagnosis.caveats.count
        let cells: [[Inline]] = [
            [.words(window)], [.words(incident ?? "none found")], [.words(inputs())],
            [.words("\(gaps) ("), .section(.gaps), .words(")")], [.words(redaction())],
        ]
        return .table(
            Table(
                [
                    .text("Window read"), .text("Incident"), .text("Inputs"), .number("Open gaps"),
                    .text("Redaction"),
                ],
                rows: [cells]
            )
        )
    }

    private func inputs() -> String {
        var lines = 0
        var unreadable = 0
        for source in diagnosis.sources {
            lines &+= source.lines
            unreadable &+= source.unreadable
        }
        let read = lines > 0 ? 1 - Double(unreadable) / Double(lines) : 1
        let files = QuantityText.text(Quantity(Double(diagnosis.sources.count), .files))
        let size = QuantityText.text(Quantity(Double(lines), .lines))
        return "\(files), \(size), \(QuantityText.text(Quantity(read, .share))) parsed"
    }

    private func redaction() -> String {
        let count = phrasing.redactor.maskedCount
        let masked = "\(DecimalText.grouped(count)) \(count == 1 ? "value" : "values") masked"
        switch options.redaction {
        case .on: return "on: \(masked)"
        case .keepPrivateAddresses: return "on, private addresses kept: \(masked)"
        case .off: return "off"
        }
    }

    private mutating func callouts() -> [Block] {
        var lines: [[Inline]] = []
        for source in diagnosis.sources
        where source.format != nil && source.readableShare < Self.readableShareMin {
            lines.append(callout(source))
        }
        for caveat in diagnosis.caveats where caveat.isGrave {
            let said =
                phrasing.inlines(caveat.what) + [.words(": ")] + phrasing.inlines(caveat.effect)
            lines.append(Clip.clipped(said, words: 50))
        }
        guard !lines.isEmpty else { return [] }
        let rest = lines.count - Self.calloutsMax
        if rest > 0 { lines = lines.prefix(Self.calloutsMax) + [remainder(rest)] }
        return [
            .callout(
                [.strong([.words("Read this first.")]), .words(" ")] + Phrasing.joined(lines, " ")
            )
        ]
    }

    private mutating func callout(_ source: SourceAccount) -> [Inline] {
        let share = QuantityText.text(Quantity(source.readableShare, .share))
        let lines = QuantityText.text(Quantity(Double(source.lines), .lines))
        let first = source.firstUnreadable.map { first in
            "; the first unreadable line is \(DecimalText.grouped(first.line)) (\(first.reason))"
        }
        return [
            file(source.path), .words(": only \(share) of \(lines) could be read\(first ?? "")."),
        ]
    }

    /// Versions, digest and what a label looks like.
    func footer() -> [Inline] {
        let digest =
            options.inputDigest.map { " · inputs sha256:\($0.prefix(8))…\($0.suffix(4))" } ?? ""
        let masked = options.redaction == .off ? "" : " · masked values look like `‹email#12›`"
        return [
            .words("debrief \(options.toolVersion) · rules \(options.rulesVersion)\(digest)"),
            .words(" · the same files and flags give this report byte for byte\(masked)"),
        ]
    }
}
