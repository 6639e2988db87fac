// Files, events, gaps and evidence as rows.

import Diagnosing

extension ExportRows {
    /// Every file that was offered.
    mutating func sources() -> ExportTable {
        var rows: [[Cell]] = []
        for source in diagnosis.sources {
            rows.append([
                name(.file(source.path)), Self.text(source.format), .integer(source.bytes),
                .integer(source.lines), .integer(source.records), .integer(source.unreadable),
                Self.time(source.start), Self.time(source.end), .text(source.clock.zone),
                Self.real(source.clock.offsetSeconds), Self.real(source.clock.uncertaintySeconds),
                .text(source.clock.method.rawValue),
            ])
        }
        return ExportTable(
            name: "sources",
            meaning: "A file that was offered, read or not.",
            columns: [
                .text("path", "as in the report"), .text("format", "none where it is not known"),
                .integer("bytes", "as on the disk"), .integer("lines", "after unpacking"),
                .integer("records", "that were read"), .integer("unreadable", "lines"),
                .real("start_time", "first stamp, seconds since the epoch, UTC"),
                .real("end_time", "last stamp"), .text("zone", "of its stamps"),
                .real("offset_seconds", "added to reach the report's clock"),
                .real("uncertainty_seconds", "of that offset"),
                .text("clock_method", "how the offset was found"),
            ],
            key: [],
            rows: rows
        )
    }

    /// Deploys, campaigns and notes.
    mutating func events() -> ExportTable {
        var rows: [[Cell]] = []
        for (offset, judged) in diagnosis.context.enumerated() {
            rows.append([
                .integer(offset + 1), Self.time(judged.event.time),
                .text(judged.event.kind.rawValue), name(.event(judged.event.text)),
                .text(judged.role.rawValue), words(judged.because), name(.file(judged.source)),
                .integer(judged.event.line),
            ])
        }
        return ExportTable(
            name: "events",
            meaning: "Something that happened: a deploy, a campaign, an alert, a response.",
            columns: [
                .integer("id", "from 1"), .real("time", "seconds since the epoch, UTC"),
                .text("kind", "by its own words"), .text("event", "what happened"),
                .text("role", "`trigger`, `candidate`, `unrelated` or `response`"),
                .text("because", "why it has that role"), .text("source", "the file"),
                .integer("line", "in the file, from 1"),
            ],
            key: ["id"],
            rows: rows
        )
    }

    /// What could not be known.
    mutating func caveats() -> ExportTable {
        var rows: [[Cell]] = []
        for (offset, caveat) in diagnosis.caveats.enumerated() {
            rows.append([
                .text("C\(offset + 1)"), words(caveat.what), words(caveat.effect),
                words(caveat.nextTime),
            ])
        }
        return ExportTable(
            name: "caveats",
            meaning: "Something that could not be known.",
            columns: [
                .text("id", "`C1` is the first"), .text("what", "the gap"),
                .text("effect", "what it does to the report"),
                .text("next_time", "how to close it"),
            ],
            key: ["id"],
            rows: rows
        )
    }

    /// Where facts can be checked.
    mutating func evidence() -> ExportTable {
        var rows: [[Cell]] = []
        for (offset, cited) in phrasing.index.evidence.enumerated() {
            rows.append([
                .text("E\(offset + 1)"), name(.file(cited.source)), .integer(cited.firstLine),
                .integer(cited.lastLine), Self.time(cited.time), words(cited.shows),
            ])
        }
        return ExportTable(
            name: "evidence",
            meaning: "Lines of a file that show a fact.",
            columns: [
                .text("id", "`E1` is the first"), .text("source", "the file"),
                .integer("first_line", "from 1, over the unpacked text"),
                .integer("last_line", "at least the first"),
                .real("time", "of the first line, seconds since the epoch, UTC"),
                .text("shows", "what the lines show"),
            ],
            key: ["id"],
            rows: rows
        )
    }

    /// Which claims cite which evidence.
    func citations() -> ExportTable {
        var claims: [(String, [Evidence])] = []
        for (offset, finding) in phrasing.index.findings.enumerated() {
            claims.append(("F\(offset + 1)", finding.evidence))
        }
        for (offset, incident) in diagnosis.incidents.enumerated() {
            claims.append(("I\(offset + 1)", incident.impact.flatMap(\.evidence)))
            for (rank, hypothesis) in incident.hypotheses.enumerated() {
                let items = hypothesis.supporting + hypothesis.opposing
                let number = phrasing.index.firstHypothesis[offset] + rank
                claims.append(("H\(number)", items.flatMap(\.evidence)))
            }
        }
        for (offset, suspect) in diagnosis.suspects.enumerated() {
            claims.append(("S\(offset + 1)", suspect.evidence))
        }
        let rows: [[Cell]] = claims.flatMap { claim, cited in
            phrasing.index.numbers(of: cited).map { [.text(claim), .text("E\($0)")] }
        }
        return ExportTable(
            name: "citations",
            meaning: "Which evidence a claim rests on.",
            columns: [
                .text("claim", "id of a finding, incident, explanation or suspect"),
                .text("evidence", "id of the evidence").of("evidence"),
            ],
            key: ["claim", "evidence"],
            rows: rows
        )
    }
}
