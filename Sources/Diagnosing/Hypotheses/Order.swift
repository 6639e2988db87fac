// Which of two things began first, as far as their onset intervals and the clocks of their files allow it.
// Source: the rule of the bent ruler: A came before B only if the end of A's interval, and the error of the
// clocks, lie before the start of B's.

import Statistics
import Summarizing

/// Compares onsets.
struct Order {
    /// How one onset lies to another.
    enum Relation: Equatable {
        /// Seconds that certainly lie between them.
        case before(Double)
        case after(Double)
        /// Within so many seconds, in an order that the data do not tell.
        case together(Double)
    }

    private let timeline: Timeline

    init(_ timeline: Timeline) {
        self.timeline = timeline
    }

    /// How the onset of a finding lies to that of another.
    ///
    /// Conditions that both recur are compared episode by episode, by the middle of their distances.
    func relation(of finding: Finding, to other: Finding) -> Relation {
        let error = clockError(finding, other)
        guard let own = finding.recurrence?.episodes, let others = other.recurrence?.episodes else {
            return Self.relation(finding.onsetInterval, other.onsetInterval, error)
        }
        let leads = own.compactMap { episode in
            others.map { $0.start.seconds - episode.start.seconds }.min { abs($0) < abs($1) }
        }
        let lead = RobustScale.median(of: leads) ?? 0
        let slack = error + finding.startUncertaintySeconds + other.startUncertaintySeconds
        if abs(lead) <= slack { return .together(abs(lead) + slack) }
        return lead > 0 ? .before(lead - slack) : .after(-lead - slack)
    }

    /// How an interval of onsets lies to another, given that clocks may differ by `error` seconds.
    static func relation(
        _ own: ClosedRange<Timestamp>,
        _ other: ClosedRange<Timestamp>,
        _ error: Double
    ) -> Relation {
        let lead = other.lowerBound.seconds - own.upperBound.seconds - error
        if lead > 0 { return .before(lead) }
        let lag = own.lowerBound.seconds - other.upperBound.seconds - error
        if lag > 0 { return .after(lag) }
        let first = min(own.lowerBound, other.lowerBound)
        let last = max(own.upperBound, other.upperBound)
        return .together(last.seconds - first.seconds + error)
    }

    /// How far the clocks of the files behind two findings may differ; nothing where both stand in one file.
    func clockError(_ finding: Finding, _ other: Finding) -> Double {
        let own = Set(finding.evidence.map(\.source))
        guard own.isDisjoint(with: other.evidence.map(\.source)) else { return 0 }
        let first = [finding.evidence.first, other.evidence.first].compactMap { $0?.source }
        return timeline.sources.filter { first.contains($0.path) }
            .reduce(0) { max($0, $1.clock.uncertaintySeconds) }
    }
}

extension Finding {
    /// Where the start lies with 95 % confidence.
    var onsetInterval: ClosedRange<Timestamp> {
        onset
            ?? start.advanced(
                bySeconds: -startUncertaintySeconds
            )...start.advanced(bySeconds: startUncertaintySeconds)
    }
}
