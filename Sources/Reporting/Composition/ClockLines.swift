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
        for source in dated where abs(source.clock.offsetSeconds) < Self.offsetSecondsMin {
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
                " ran \(offset) ± \(uncertainty) \(direction) the others (\(Self.method(clock)))."
            ),
        ]
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
        return "\(zone); right to ± \(uncertainty) (\(method(clock)))"
    }

    private static func method(_ clock: SourceAccount.Clock) -> String {
        let pairs = DecimalText.grouped(clock.pairs)
        return switch clock.method {
        case .reference: "the reference clock"
        case .matchedIDs: "from \(pairs) matched \(clock.pairs == 1 ? "id" : "ids")"
        case .heartbeat: "from \(pairs) regular \(clock.pairs == 1 ? "beat" : "beats")"
        case .declared: "as declared"
        case .assumed: "assumed, not measured"
        }
    }
}
