// What caches and databases did for requests, and the files that queries wrote beside their memory.

import Summarizing

/// The series of requests beyond their number.
enum RequestTracks {
    /// The mean of fewer requests jumps about.
    private static let requestsMin = 3

    /// The series that some log tells of.
    static func all(in scene: Scene) -> [Track] {
        [
            means("requests answered from the cache", .share, "cache-hit-share", scene) { request in
                request.cache.map { $0 == .hit ? 1 : 0 }
            },
            means(
                "database time of a request, mean",
                .seconds,
                "request-database-time",
                scene
            ) { request in request.databaseMilliseconds.map { $0 / 1_000 } },
            temporaryFiles(scene),
        ].compactMap { $0 }
    }

    /// A sum and a number of values for each step.
    private struct Means {
        private var sums: [Double]
        private var counts: [Int]
        private(set) var firstMark: Int?

        init(_ scene: Scene) {
            sums = [Double](repeating: 0, count: scene.grid.count)
            counts = [Int](repeating: 0, count: scene.grid.count)
        }

        mutating func add(_ value: Double, at time: Int64, _ mark: Int, _ scene: Scene) {
            guard let bin = scene.grid.index(time) else { return }
            sums[bin] += value
            counts[bin] += 1
            if firstMark == nil { firstMark = mark }
        }

        /// The mean of each step with values enough.
        func values(countMin: Int) -> [Double?] {
            zip(sums, counts).map { sum, count in count < countMin ? nil : sum / Double(count) }
        }

        /// The sum of each step.
        var totals: [Double?] { sums }
    }

    /// The mean of what some requests tell.
    private static func means(
        _ name: Sentence,
        _ unit: Quantity.Unit,
        _ metric: String,
        _ scene: Scene,
        of value: (RequestRecord) -> Double?
    ) -> Track? {
        var means = Means(scene)
        for request in scene.timeline.requests.records {
            guard let value = value(request) else { continue }
            means.add(value, at: request.start, request.firstMark, scene)
        }
        return track(name, unit, metric, means, means.values(countMin: requestsMin), scene)
    }

    private static func temporaryFiles(_ scene: Scene) -> Track? {
        var means = Means(scene)
        for event in scene.timeline.events {
            guard case .temporaryFile(let bytes) = event.topic else { continue }
            means.add(Double(bytes), at: event.time.microseconds, event.line, scene)
        }
        return track(
            "temporary files of the database",
            .bytes,
            "database-temporary-files",
            means,
            means.totals,
            scene
        )
    }

    private static func track(
        _ name: Sentence,
        _ unit: Quantity.Unit,
        _ metric: String,
        _ means: Means,
        _ values: [Double?],
        _ scene: Scene
    ) -> Track? {
        guard let mark = means.firstMark else { return nil }
        return Track(
            name: name,
            unit: unit,
            source: scene.timeline.place(of: mark).path,
            bound: .exact,
            role: .metric(metric),
            values: values
        )
    }
}
