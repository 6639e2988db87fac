// Stamps without zone or date: what must be added so that they fall where the other sources are.

import Parsing

/// Seconds to add to each source's rows before clocks are compared.
struct ZoneCorrection {
    private var secondsBySource: [Int: Int] = [:]
    private(set) var names: [Int: String] = [:]
    private(set) var origins: [Int: String] = [:]

    /// Offsets in use are multiples of this: 15 minutes (Nepal, Chatham).
    private static let stepSeconds = 900
    private static let daySeconds = 86_400

    init(_ summary: ShardSummary, facts: [SourceFacts]) {
        let reference = Self.reference(summary, facts)
        for (source, fact) in facts.enumerated() {
            correct(source, fact, summary.tallies[source], reference)
        }
    }

    /// Seconds to add to the stamps of a source.
    func seconds(of source: Int) -> Int { secondsBySource[source] ?? 0 }

    /// The whole correction of every source in microseconds, zone and clock together.
    func offsets(with alignment: ClockAlignment, sources: Int) -> [Int: Int64] {
        var offsets: [Int: Int64] = [:]
        for source in 0..<sources {
            let clock = alignment.clocks[source]?.offsetSeconds ?? 0
            let total = Double(seconds(of: source)) + clock
            if total != 0 { offsets[source] = Timestamp(seconds: total).microseconds }
        }
        return offsets
    }

    private mutating func correct(
        _ source: Int,
        _ fact: SourceFacts,
        _ tally: ShardSummary.Tally?,
        _ reference: ClosedRange<Timestamp>?
    ) {
        switch fact.zone {
        case .written, .none:
            names[source] = "UTC"
            origins[source] = "written"
        case .header(let seconds):
            names[source] = Self.name(ofOffset: seconds)
            origins[source] = "header"
        case .absent: placeWithoutZone(source, fact, tally, reference)
        case .absentWithoutDate: placeWithoutDate(source, fact, tally, reference)
        }
    }

    /// UTC when that overlaps the other sources, else the nearest offset that does.
    private mutating func placeWithoutZone(
        _ source: Int,
        _ fact: SourceFacts,
        _ tally: ShardSummary.Tally?,
        _ reference: ClosedRange<Timestamp>?
    ) {
        if let declared = fact.declaredZoneSeconds {
            secondsBySource[source] = -declared
            names[source] = Self.name(ofOffset: declared)
            origins[source] = "declared"
            return
        }
        names[source] = "UTC"
        origins[source] = "assumed"
        guard let reference, let first = tally?.first, let last = tally?.last,
            !(fact.format?.hasPrefix("context") ?? false)
        else { return }
        let candidates = stride(from: -14 * 3_600, through: 14 * 3_600, by: Self.stepSeconds)
            .sorted { (abs($0), $0) < (abs($1), $1) }
        let overlaps = candidates.map { shift in
            (shift: shift, seconds: Self.overlap(first, last, by: shift, reference))
        }
        guard let asIs = overlaps.first, let best = overlaps.max(by: { $0.seconds < $1.seconds }),
            best.seconds > asIs.seconds + 1
        else { return }
        secondsBySource[source] = best.shift
        names[source] = Self.name(ofOffset: -best.shift)
        origins[source] = "inferred"
    }

    /// The day on which times of day overlap the other sources most.
    private mutating func placeWithoutDate(
        _ source: Int,
        _ fact: SourceFacts,
        _ tally: ShardSummary.Tally?,
        _ reference: ClosedRange<Timestamp>?
    ) {
        let zone = fact.declaredZoneSeconds ?? 0
        names[source] = Self.name(ofOffset: zone)
        origins[source] = fact.declaredZoneSeconds == nil ? "assumed" : "declared"
        guard let reference, let first = tally?.first, let last = tally?.last else { return }
        let day = Int(reference.lowerBound.microseconds / 1_000_000) / Self.daySeconds
        let shifts = [day, day - 1, day + 1].map { $0 * Self.daySeconds - zone }
        let best = shifts.max { left, right in
            Self.overlap(first, last, by: left, reference)
                < Self.overlap(first, last, by: right, reference)
        }
        secondsBySource[source] = best ?? 0
    }

    private static func overlap(
        _ first: Timestamp,
        _ last: Timestamp,
        by shift: Int,
        _ reference: ClosedRange<Timestamp>
    ) -> Double {
        let low = max(first.seconds + Double(shift), reference.lowerBound.seconds)
        let high = min(last.seconds + Double(shift), reference.upperBound.seconds)
        return max(0, high - low)
    }

    /// The span of the sources that say their zone.
    private static func reference(_ summary: ShardSummary, _ facts: [SourceFacts]) -> ClosedRange<
        Timestamp
    >? {
        if let first = summary.redis.firstTime {
            return Timestamp(
                microseconds: first
            )...Timestamp(
                microseconds: max(first, summary.redis.lastTime)
            )
        }
        var span: ClosedRange<Timestamp>?
        for (source, tally) in summary.tallies.sorted(by: { $0.key < $1.key })
        where source < facts.count {
            guard facts[source].zone == .written, let low = tally.first, let high = tally.last
            else {
                continue
            }
            span = min(span?.lowerBound ?? low, low)...max(span?.upperBound ?? high, high)
        }
        return span
    }

    private static func name(ofOffset seconds: Int) -> String {
        guard seconds != 0 else { return "UTC" }
        let minutes = abs(seconds) / 60
        let hours = minutes / 60
        let rest = minutes % 60
        return
            "\(seconds < 0 ? "-" : "+")\(hours < 10 ? "0" : "")\(hours):\(rest < 10 ? "0" : "")\(rest)"
    }
}
