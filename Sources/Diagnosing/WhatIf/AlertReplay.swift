// An alert watched over a capture: when it would have fired, and whether that was in trouble.
// Source: Prometheus rules/alerting.go: pending from the first sample beyond the threshold, firing at the first
// sample at which that has lasted `for`; one good sample resets it.

import Summarizing

/// Watches alerts.
enum AlertReplay {
    /// One time that an alert fired.
    struct Firing: Equatable {
        /// The first sample beyond the threshold, the sample at which it fires, and the first good one after it.
        var crossed: Int64
        var fired: Int64
        var cleared: Int64?
    }

    private static let rowsMax = 8
    private static let namesMax = 8

    /// The firings of a rule over samples in the order of time.
    static func firings(of rule: AlertRule, threshold: Double, times: [Int64], values: [Double])
        -> [Firing]
    {
        var firings: [Firing] = []
        var pending: Int64?
        var isFiring = false
        for (time, value) in zip(times, values) {
            guard rule.isCrossed(value, threshold: threshold) else {
                if isFiring { firings[firings.count - 1].cleared = time }
                pending = nil
                isFiring = false
                continue
            }
            let since = pending ?? time
            pending = since
            guard !isFiring, Double(time - since) / 1e6 >= rule.seconds else { continue }
            isFiring = true
            firings.append(Firing(crossed: since, fired: time))
        }
        return firings
    }

    /// The answer, or why there is none.
    static func answer(to rule: AlertRule, in scene: Scene, incidents: [Incident]) -> WhatIfAnswer {
        guard let watched = Watched(rule.metric, scene) else {
            return WhatIfAnswer(
                question(rule, rule.threshold, .plain),
                refusedBecause: missing(rule, scene)
            )
        }
        let threshold = watched.threshold(of: rule)
        let firings = firings(
            of: rule,
            threshold: threshold,
            times: watched.times,
            values: watched.values
        )
        let rows = firings.prefix(rowsMax).map { firing -> [Sentence] in
            [
                "\(Timestamp(microseconds: firing.crossed))",
                "\(Timestamp(microseconds: firing.fired))",
                firing.cleared.map { "\(Timestamp(microseconds: $0))" } ?? "not in the capture",
                place(firing, incidents),
            ]
        }
        return WhatIfAnswer(
            question(rule, threshold, watched.unit),
            sentence(firings, rule, watched, incidents),
            [.crossed, .fired, .cleared, .place],
            rows: rows,
            assumptions: [
                "The value is looked at \(watched.times.count, .times), once a sample, and one good sample starts the time anew.",
                "Whoever is called needs time on top of this.",
            ],
            evidence: watched.evidence
        )
    }

    private static func question(_ rule: AlertRule, _ threshold: Double, _ unit: Quantity.Unit)
        -> Sentence
    {
        let name = LogText.metric(rule.metric)
        return rule.side == .above
            ? "alert when \(name) is above \(threshold, unit) for \(rule.seconds, .seconds)"
            : "alert when \(name) is below \(threshold, unit) for \(rule.seconds, .seconds)"
    }

    private static func sentence(
        _ firings: [Firing],
        _ rule: AlertRule,
        _ watched: Watched,
        _ incidents: [Incident]
    ) -> Sentence {
        guard let first = firings.first else {
            let worst = rule.side == .above ? watched.values.max() : watched.values.min()
            return
                "It would not have fired: the value furthest out was \(worst ?? 0, watched.unit)."
        }
        let stray = firings.count { firing in
            !incidents.contains { isInside(firing, $0) }
        }
        let counted: Sentence =
            "It would have fired \(firings.count, .times), first at \(Timestamp(microseconds: first.fired)): \(place(first, incidents))."
        guard !incidents.isEmpty, stray > 0 else { return counted }
        return counted + "\(stray, .times) it would have called somebody outside of any incident."
    }

    private static func isInside(_ firing: Firing, _ incident: Incident) -> Bool {
        let end = incident.end?.microseconds ?? .max
        return firing.fired >= incident.start.microseconds && firing.crossed <= end
    }

    private static func place(_ firing: Firing, _ incidents: [Incident]) -> Sentence {
        if let incident = incidents.first(where: { isInside(firing, $0) }) {
            let late = Double(firing.fired - incident.start.microseconds) / 1e6
            return "\(late, .seconds) after the onset of the incident"
        }
        guard let next = incidents.first(where: { $0.start.microseconds > firing.fired }) else {
            return "in no incident"
        }
        let early = Double(next.start.microseconds - firing.fired) / 1e6
        return "\(early, .seconds) before the next incident"
    }

    private static func missing(_ rule: AlertRule, _ scene: Scene) -> Sentence {
        let queues = scene.timeline.queues.prefix(2).flatMap { flow -> [Sentence] in
            [
                "\(LogText.metric("depth(\(flow.name))"))",
                "\(LogText.metric("oldest(\(flow.name))"))",
            ]
        }
        let metrics = scene.timeline.metrics.prefix(namesMax).map { series -> Sentence in
            "\(LogText.metric(series.name))"
        }
        let known = metrics + queues
        return known.isEmpty
            ? "there is no metric in the folder"
            : "no metric \(LogText.metric(rule.metric)) was read; there are \(Sentence.joined(known, by: ", "))"
    }
}
