// Stamps without zone or date: what must be added so that they fall where the other sources are.

import Parsing

/// Seconds to add to each source's rows before clocks are compared.
struct ZoneCorrection {
    private var secondsBySource: [Int: Int] = [:]
    private(set) var names: [Int: String] = [:]
    private(set) var origins: [Int: String] = [:]
    /// Matched jobs or requests behind the zone of a source; absent where the zone does not rest on them.
    private(set) var pairs: [Int: Int] = [:]
    /// Zones that matched jobs gave, which other logs of the application have too.
    private var matchedZones: Set<Int> = []

    private static let daySeconds = 86_400

    /// Corrects every source; those that share jobs with MONITOR first, since they tell of the others.
    init(
        _ summary: ShardSummary,
        facts: [SourceFacts],
        matches: MatchedJobs,
        requests: MatchedRequests
    ) {
        for (source, fact) in facts.enumerated() {
            let jobs = matches.pairs(of: source)
            correct(source, fact, jobs.isEmpty ? requests.zonePairs(of: source, facts) : jobs)
        }
        let reference = Self.reference(summary, facts)
        for (source, fact) in facts.enumerated() where pairs[source] == nil {
            guard let reference, let tally = summary.tallies[source], let first = tally.first,
                let last = tally.last
            else { continue }
            place(source, fact, ZoneOverlap(first, last, reference: reference), reference)
        }
    }

    /// Seconds to add to the stamps of a source.
    func seconds(of source: Int) -> Int { secondsBySource[source] ?? 0 }

    /// The whole correction of every source, zone and clock together.
    func corrections(with alignment: ClockAlignment, sources: Int) -> ClockCorrections {
        var corrections = ClockCorrections()
        for source in 0..<sources {
            let clock = alignment.clocks[source]
            corrections.set(
                source,
                seconds: Double(seconds(of: source)) + (clock?.offsetSeconds ?? 0),
                drift: clock?.drift
            )
        }
        return corrections
    }

    /// Notes what the source or the user says, else what matched jobs say, else UTC.
    private mutating func correct(
        _ source: Int,
        _ fact: SourceFacts,
        _ matched: [MatchedJobs.Pair]
    ) {
        switch fact.zone {
        case .written, .none: note(source, zone: 0, from: "written")
        case .header(let seconds): note(source, zone: seconds, from: "header")
        case .absent, .absentWithoutDate, .absentWithoutYear:
            if let followed = fact.followedZoneSeconds {
                note(source, zone: followed, from: "declared")
            } else if let declared = fact.declaredZoneSeconds {
                note(source, zone: declared, from: "declared")
                secondsBySource[source] = -declared
            } else if let zone = MatchedZone(matched, zone: fact.zone) {
                note(source, zone: zone.zoneSeconds, from: "inferred")
                secondsBySource[source] = zone.shiftSeconds
                pairs[source] = zone.pairs
                matchedZones.insert(zone.zoneSeconds)
            } else {
                note(source, zone: 0, from: "assumed")
            }
        }
    }

    private mutating func note(_ source: Int, zone: Int, from origin: String) {
        names[source] = ZoneOffsets.name(of: zone)
        origins[source] = origin
    }

    /// Places a source that shares no job by the time it shares with the others.
    private mutating func place(
        _ source: Int,
        _ fact: SourceFacts,
        _ overlap: ZoneOverlap,
        _ reference: ClosedRange<Timestamp>
    ) {
        switch fact.zone {
        case .written, .none, .header: return
        case .absentWithoutDate:
            placeWithoutDate(source, fact.declaredZoneSeconds ?? 0, overlap, reference)
        case .absentWithoutYear:
            placeWithoutYear(source, fact.declaredZoneSeconds ?? 0, overlap, reference)
        case .absent:
            guard fact.declaredZoneSeconds == nil, fact.followedZoneSeconds == nil,
                !(fact.format?.hasPrefix("context") ?? false),
                let zone = overlap.zone(preferring: isOfApplication(fact) ? matchedZones : [])
            else { return }
            note(source, zone: zone, from: "inferred")
            secondsBySource[source] = -zone
        }
    }

    /// The logs that an application writes itself share the zone of its process; an exporter's file need not.
    private func isOfApplication(_ fact: SourceFacts) -> Bool {
        guard let format = fact.format else { return false }
        return format == "rails" || format.hasPrefix("sidekiq")
    }

    /// The day on which times of day overlap the other sources most.
    private mutating func placeWithoutDate(
        _ source: Int,
        _ zone: Int,
        _ overlap: ZoneOverlap,
        _ reference: ClosedRange<Timestamp>
    ) {
        let day = Int(reference.lowerBound.microseconds / 1_000_000) / Self.daySeconds
        let shifts = [day, day - 1, day + 1].map { $0 * Self.daySeconds - zone }
        let best = shifts.max {
            overlap.seconds(shiftedBy: $0) < overlap.seconds(shiftedBy: $1)
        }
        secondsBySource[source] = best ?? 0
    }

    /// The year in which dates without one overlap the other sources most.
    private mutating func placeWithoutYear(
        _ source: Int,
        _ zone: Int,
        _ overlap: ZoneOverlap,
        _ reference: ClosedRange<Timestamp>
    ) {
        let today = reference.lowerBound.microseconds / CalendarTime.microsecondsPerDay
        let year = CalendarTime.civil(days: today).year
        let shifts = [year, year - 1, year + 1].map { candidate in
            let days = YearlessClock.days(toYear: candidate, from: overlap.first)
            return Int(days) * Self.daySeconds - zone
        }
        let best = shifts.max { left, right in
            // Without any overlap the nearest year stands.
            (overlap.seconds(shiftedBy: left), -overlap.distance(shiftedBy: left))
                < (overlap.seconds(shiftedBy: right), -overlap.distance(shiftedBy: right))
        }
        secondsBySource[source] = best ?? 0
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
}
