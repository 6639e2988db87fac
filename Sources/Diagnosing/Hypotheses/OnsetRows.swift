// Everything that began with an incident, in the order that the data allow to state.

import Summarizing

/// Orders the onsets of an incident's findings.
enum OnsetRows {
    /// More rows than this are not read.
    private static let rowsMax = 8

    /// The rows, the earliest first; empty where fewer than two things began.
    static func rows(of draft: IncidentAssembly.Draft, in scene: Scene) -> [Onset] {
        var findings: [Finding] = []
        for finding in draft.anchors + draft.candidates where !findings.contains(finding) {
            findings.append(finding)
        }
        findings.sort { left, right in
            (left.onsetInterval.lowerBound, left.kind.rawValue)
                < (right.onsetInterval.lowerBound, right.kind.rawValue)
        }
        guard findings.count > 1 else { return [] }
        let order = Order(scene.timeline)
        return findings.prefix(rowsMax).enumerated().map { number, finding in
            let interval = finding.onsetInterval
            return Onset(
                what: finding.title,
                earliest: interval.lowerBound,
                latest: interval.upperBound,
                relation: number == 0
                    ? "" : words(order.relation(of: findings[number - 1], to: finding)),
                evidence: finding.evidence
            )
        }
    }

    /// How the row above lies to this one.
    private static func words(_ relation: Order.Relation) -> Sentence {
        switch relation {
        case .before(let seconds): "after it, by at least \(seconds, .seconds)"
        case .after(let seconds): "before it, by at least \(seconds, .seconds)"
        case .together(let seconds): "together with it, within \(seconds, .seconds)"
        }
    }
}
