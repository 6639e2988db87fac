// What is compared of requests: the time and the server errors of each endpoint.

import Summarizing

/// Measures of web logs.
enum RequestMeasures {
    /// A difference that nobody notices.
    private static let differenceMin = 0.005
    /// HTTP status codes from here on are the server's fault (RFC 9110).
    private static let serverErrorMin = 500

    static func all(in sides: ComparedSides) -> [Measured] {
        let records = sides.map { scene in
            Dictionary(grouping: scene.timeline.requests.records) {
                scene.timeline.requests.endpoints.name($0.endpoint)
            }
        }
        let names = Set(records.before.keys).intersection(records.after.keys).sorted()
        return names.flatMap { name in
            measures(name, (records.before[name] ?? [], records.after[name] ?? []), sides)
        }
    }

    private static func measures(
        _ name: String,
        _ records: (before: [RequestRecord], after: [RequestRecord]),
        _ sides: ComparedSides
    ) -> [Measured] {
        let endpoint = LogText.endpoint(name)
        let evidence = [
            evidence(records.before, endpoint, sides.before),
            evidence(records.after, endpoint, sides.after),
        ].compactMap { $0 }
        let times = (
            before: sides.before.valuesByBlock(timed(records.before)),
            after: sides.after.valuesByBlock(timed(records.after))
        )
        func counts(_ records: [RequestRecord], _ scene: Scene) -> [Double] {
            scene.valuesByBlock(records.map { ($0.start, 1) }).map { Double($0.count) }
        }
        func errors(_ records: [RequestRecord]) -> [RequestRecord] {
            records.filter { ($0.status ?? 0) >= serverErrorMin }
        }
        let failures = Measured.rate(
            "Server errors of \(endpoint)",
            (
                counts(errors(records.before), sides.before),
                counts(errors(records.after), sides.after)
            ),
            loads: (counts(records.before, sides.before), counts(records.after, sides.after)),
            .share,
            per: "of the requests",
            evidence
        )
        return Measured.durations(
            "Time of \(endpoint)",
            times,
            leastDifference: differenceMin,
            evidence
        ) + (failures.map { [$0] } ?? [])
    }

    private static func timed(_ records: [RequestRecord]) -> [(time: Int64, value: Double)] {
        records.compactMap { record in
            record.durationMilliseconds.map { (record.start, $0 / 1e3) }
        }
    }

    private static func evidence(_ records: [RequestRecord], _ endpoint: LogText, _ scene: Scene)
        -> Evidence?
    {
        guard let first = records.first, let last = records.last else { return nil }
        return scene.evidence(
            from: first.firstMark,
            to: last.lastMark,
            at: first.start,
            "\(records.count, .requests) of \(endpoint)"
        )
    }
}
