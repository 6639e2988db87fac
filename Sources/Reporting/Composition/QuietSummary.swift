// Section 1 when there is no incident to tell: what was looked for, what was seen, what is missing.

import Diagnosing

extension Composition {
    private static let resourcesMax = 6
    /// Peaks that are named.
    private static let peaksMax = 4
    private static let peakUnits: [Quantity.Unit] = [
        .jobsPerSecond, .jobs, .seconds, .commandsPerSecond,
    ]
    /// Smaller peaks, such as a wait of microseconds, say nothing.
    private static let peakMin = 0.05
    /// People notice a wait of a second.
    private static let waitMin = 1.0
    /// In less than a minute nobody can tell what is usual.
    private static let windowSecondsMin = 60.0
    private static let filesMax = 5

    /// A good answer for a quiet capture.
    mutating func quietSummary() -> [Block] {
        let opening =
            switch diagnosis.verdict {
            case .anomaly: "Something changed, but no harm to jobs or requests was seen."
            case .chronic: "No incident was found. What was found was there all the time."
            case .noIncident, .incident, .insufficientData: "No incident was found."
            }
        var blocks: [Block] = [
            .paragraph([.strong([.words(opening)]), .words(" \(looked())")])
        ]
        let noted = noted()
        if !noted.isEmpty {
            blocks.append(
                .paragraph(
                    [.strong([.words("Worth a look all the same:")]), .words(" ")]
                        + Phrasing.joined(noted, "; ")
                        + [.words(". More in "), .section(.evidence), .words(".")]
                )
            )
        }
        let peaks = peaks()
        if !peaks.isEmpty {
            blocks.append(
                .paragraph([.words("At the most: ")] + Phrasing.joined(peaks, "; ") + [.words(".")])
            )
        }
        let routine = diagnosis.findings.first { $0.kind == .periodicLoad }
        if let routine {
            let line = Phrasing.closed(phrasing.inlines(routine.title))
            blocks.append(.paragraph([.words("What looks like trouble and is routine: ")] + line))
        }
        let normal = names(diagnosis.resources.filter { $0.result == .ruledOut })
        if !normal.isEmpty {
            blocks.append(
                .paragraph([.words("Normal: ")] + Phrasing.joined(normal, "; ") + [.words(".")])
            )
        }
        blocks.append(.paragraph(missing()))
        return blocks
    }

    /// What changed for certain and made no incident.
    private mutating func noted() -> [[Inline]] {
        var noted: [[Inline]] = []
        for finding in diagnosis.findings
        where !finding.isChronic && finding.kind != .periodicLoad
            && finding.confidence >= .strong
        {
            noted.append(
                Clip.clipped(phrasing.inlines(finding.title), words: Self.notedWordsMax)
            )
        }
        return Array(noted.prefix(Self.notedMax))
    }

    /// Facts that are named, and the words of each.
    private static let notedMax = 2
    private static let notedWordsMax = 30

    private func looked() -> String {
        let read = diagnosis.sources.filter { $0.format != nil }
        var records = 0
        for source in read { records &+= source.records }
        let length = diagnosis.end.seconds - diagnosis.start.seconds
        let isShort = length < Self.windowSecondsMin
        let short = " That is only \(DurationText.text(length)): too short to tell what is usual."
        return """
            We read \(DecimalText.grouped(records)) records from \(read.count) \
            \(read.count == 1 ? "file" : "files"), \
            \(phrasing.text(from: diagnosis.start, to: diagnosis.end)), and looked for jobs that \
            waited, slow commands, writes in vain, refused commands, errors and lost workers.\
            \(isShort ? short : "")
            """
    }

    /// The highest value of each unit: what the quiet was measured on.
    private mutating func peaks() -> [[Inline]] {
        var tops: [(track: Track, top: Double)] = []
        for track in diagnosis.tracks where Self.peakUnits.contains(track.unit) {
            let top = track.values.compactMap { $0 }.filter(\.isFinite).max() ?? 0
            guard top >= Self.peakMin else { continue }
            if let known = tops.firstIndex(where: { $0.track.unit == track.unit }) {
                if top > tops[known].top { tops[known] = (track, top) }
            } else {
                tops.append((track, top))
            }
        }
        var peaks: [[Inline]] = []
        for peak in tops.prefix(Self.peaksMax) {
            let value = QuantityText.text(Quantity(peak.top, peak.track.unit))
            let isWait = peak.track.unit == .seconds && peak.top >= Self.waitMin
            let reason = isWait ? ", too briefly to count" : ""
            peaks.append(phrasing.inlines(peak.track.name) + [.words(" \(value)\(reason)")])
        }
        return peaks
    }

    private mutating func names(_ checks: [ResourceCheck]) -> [[Inline]] {
        var names: [[Inline]] = []
        for check in checks.prefix(Self.resourcesMax) {
            names.append(Phrasing.lowered(phrasing.inlines(check.resource)))
        }
        return names
    }

    private mutating func missing() -> [Inline] {
        let absent = names(diagnosis.resources.filter { $0.result == .notChecked })
        let open = names(diagnosis.resources.filter { $0.result == .open })
        var line: [Inline] = [.words("What was not in the folder: ")]
        line += absent.isEmpty ? [] : Phrasing.joined(absent, "; ") + [.words("; see also ")]
        line += [.section(.gaps), .words(".")]
        guard !open.isEmpty else { return line }
        return line + [.words(" Not settled: ")] + Phrasing.joined(open, "; ") + [.words(".")]
    }

    /// The summary of data that do not allow an answer.
    mutating func poorSummary() -> [Block] {
        var line: [Inline] = [
            .strong([.words("The files do not allow an answer.")]),
            .words(" What is missing comes first ("), .section(.gaps),
            .words("). Nothing below is more than a hypothesis."),
        ]
        let read = diagnosis.sources.filter { $0.format != nil }
        guard !read.isEmpty else { return [.paragraph(line)] }
        line.append(.words(" What could be read: "))
        for (offset, source) in read.prefix(Self.filesMax).enumerated() {
            let records = QuantityText.text(Quantity(Double(source.records), .plain))
            line += [
                .words(offset == 0 ? "" : ", "), file(source.path),
                .words(" (\(records) \(source.records == 1 ? "record" : "records"))"),
            ]
        }
        let rest = read.count - Self.filesMax
        return [.paragraph(line + [.words(rest > 0 ? " and \(rest) more." : ".")])]
    }
}
