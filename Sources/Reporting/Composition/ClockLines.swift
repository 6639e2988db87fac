// How the clocks of the files were brought together: corrections first, then files read as written.

import Diagnosing

extension Composition {
    /// Files named in each line.
    private static let filesMax = 5
    /// A smaller offset changes no conclusion drawn from one-second steps.
    private static let offsetSecondsMin = 0.05

    /// One line a correction, and one for each group of files that share a reading.
    mutating func clocks() -> [[Inline]] {
        let dated = diagnosis.sources.filter { $0.start != nil }
        let shifted = dated.filter { abs($0.clock.offsetSeconds) >= Self.offsetSecondsMin }
        var lines: [[Inline]] = []
        for source in shifted.prefix(Self.filesMax) { lines.append(correction(source)) }
        let rest = shifted.count - Self.filesMax
        if rest > 0 { lines.append([.words("\(rest) more corrected clocks in `report.json`.")]) }
        var groups: [(reading: String, files: [SourceAccount])] = []
        for source in dated {
            if let refusal = source.clock.refusal { lines.append(refused(source, refusal)) }
        }
        for source in dated
        where abs(source.clock.offsetSeconds) < Self.offsetSecondsMin
            && source.clock.refusal == nil
        {
            let reading = Self.reading(source.clock)
            if let group = groups.firstIndex(where: { $0.reading == reading }) {
                groups[group].files.append(source)
            } else {
                groups.append((reading, [source]))
            }
        }
        for group in groups.prefix(Self.filesMax) {
            lines.append(
                [.words("Clock of ")] + names(group.files) + [.words(": \(group.reading).")]
            )
        }
        return lines
    }

    private mutating func correction(_ source: SourceAccount) -> [Inline] {
        let clock = source.clock
        let offset = DurationText.text(abs(clock.offsetSeconds))
        let uncertainty = DurationText.text(clock.uncertaintySeconds)
        let direction = clock.offsetSeconds > 0 ? "behind" : "ahead of"
        return [
            .strong([.words("Corrected:")]), .words(" the clock of "), file(source.path),
            .words(
                " ran \(offset) ± \(uncertainty) \(direction) the others (\(Self.method(clock)))\(Self.drift(clock))."
            ),
        ]
    }

    /// A correction that was found and is not made, why, and what makes it.
    private mutating func refused(
        _ source: SourceAccount,
        _ refusal: SourceAccount.Refusal
    ) -> [Inline] {
        let reason =
            switch refusal {
            case .tooLarge(let seconds):
                " would have to be moved by \(DurationText.text(abs(seconds))), which is more than a clock is wrong by; it is read as written. `--max-clock-correction` allows more."
            case .contradictory(let seconds):
                " is read as written: the ids it shares with MONITOR put it up to \(DurationText.text(seconds)) apart from one part of the capture to the next. Two lines that are the same moment can be named with `--same`."
            }
        return [
            .strong([.words("Not corrected:")]), .words(" the clock of "), file(source.path),
            .words(reason),
        ]
    }

    private static func drift(_ clock: SourceAccount.Clock) -> String {
        guard let drift = clock.drift else { return "" }
        let perMillion = DecimalText.text(abs(drift.perSecond) * 1e6, decimals: 1)
        let uncertainty = DecimalText.text(drift.uncertaintyPerSecond * 1e6, decimals: 1)
        let direction = drift.perSecond > 0 ? "loses" : "gains"
        return
            " in the middle of the capture, and \(direction) \(perMillion) ± \(uncertainty) millionths of a second each second"
    }

    private mutating func names(_ sources: [SourceAccount]) -> [Inline] {
        var names: [[Inline]] = []
        for source in sources.prefix(Self.filesMax) { names.append([file(source.path)]) }
        let rest = sources.count - Self.filesMax
        if rest > 0 { names.append([.words("\(rest) more")]) }
        return Phrasing.joined(names, ", ")
    }

    /// How a clock was read that needed no correction.
    private static func reading(_ clock: SourceAccount.Clock) -> String {
        let zone =
            clock.zoneFrom == "written"
            ? "zone \(clock.zone) as written" : "zone \(clock.zone), \(clock.zoneFrom)"
        if clock.method == .reference { return "\(zone); the others are measured against it" }
        let uncertainty = DurationText.text(clock.uncertaintySeconds)
        return "\(zone); right to ± \(uncertainty) (\(method(clock)))\(drift(clock))"
    }

    private static func method(_ clock: SourceAccount.Clock) -> String {
        let pairs = DecimalText.grouped(clock.pairs)
        return switch clock.method {
        case .reference: "the reference clock"
        case .matchedIDs: "from \(pairs) matched \(clock.pairs == 1 ? "id" : "ids")"
        case .bothWays: "from \(pairs) ids and beats, both ways"
        case .sharedRequests: "from \(pairs) requests that another log has too"
        case .traffic: "from the rhythm of \(pairs) seconds of traffic"
        case .heartbeat: "from \(pairs) regular \(clock.pairs == 1 ? "beat" : "beats")"
        case .declared: "as declared"
        case .assumed: "assumed, not measured"
        }
    }
}
