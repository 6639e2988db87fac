// Sock Shop: a metric of one service was driven up; which service was it?
// Source: github.com/azamikram/rcd, sock-shop-data: SERVICE-FAULT/RUN/{normal,anomalous}.csv.

import Diagnosing
import Foundation
import PublicScores
import Statistics

/// Ranks the services of Sock Shop by how far their metrics moved.
enum SockShop {
    static let place = "rcd/sock-shop-data"

    static func figures(_ place: URL) throws -> [Figure] {
        var services = RankScore()
        var deviations = RankScore()
        var metrics = RankScore()
        var chance = 0.0
        var healthy = (flagged: 0, all: 0)
        var offsets: [Double] = []
        for fault in try folders(in: place) {
            let name = fault.lastPathComponent
            guard let dash = name.lastIndex(of: "-") else { continue }
            let service = String(name[..<dash])
            let metric = service + "_" + name[name.index(after: dash)...]
            for place in try folders(in: fault) {
                let run = try Case(place)
                let ranked = run.ranked { run.move(of: $0) }
                services.insert(rank(of: service, in: ranked.map(Case.service)))
                metrics.insert(ranked.firstIndex(of: metric).map { $0 + 1 })
                let byDeviation = run.ranked { run.deviation(of: $0) }
                deviations.insert(rank(of: service, in: byDeviation.map(Case.service)))
                chance += 1 / Double(max(1, Set(run.names.map(Case.service)).count))
                let flags = run.healthyFlags
                healthy = (healthy.flagged + flags.flagged, healthy.all + flags.all)
                if let offset = run.onsetOffset(of: metric) { offsets.append(offset) }
            }
        }
        return figures(services, metrics, deviations, chance, healthy, offsets)
    }

    private static func figures(
        _ services: RankScore,
        _ metrics: RankScore,
        _ deviations: RankScore,
        _ chance: Double,
        _ healthy: (flagged: Int, all: Int),
        _ offsets: [Double]
    ) -> [Figure] {
        [
            Figure(
                what: "service AC@1 (\(services.count) cases)",
                value: services.accuracy(at: 1),
                target: .atLeast(1),
                random: chance / Double(max(1, services.count)),
                largestDeviation: deviations.accuracy(at: 1)
            ),
            Figure(
                what: "service Avg@5",
                value: services.averageFive,
                target: .atLeast(0.99),
                largestDeviation: deviations.averageFive
            ),
            Figure(what: "metric AC@1", value: metrics.accuracy(at: 1)),
            Figure(
                what: "healthy series with an admitted change (\(healthy.all))",
                value: Double(healthy.flagged) / Double(max(1, healthy.all)),
                target: .atMost(0.0078)
            ),
            Figure(
                what: "onset error, median s (found in \(offsets.count))",
                value: RobustScale.median(of: offsets.map(abs)) ?? .nan
            ),
        ]
    }

    /// The place of a service among the services in the order in which they first come.
    private static func rank(of service: String, in services: [String]) -> Int? {
        var seen: [String] = []
        for name in services where !seen.contains(name) { seen.append(name) }
        return seen.firstIndex(of: service).map { $0 + 1 }
    }
}

/// The metrics of one run before and while something was wrong.
private struct Case {
    let names: [String]
    private let normal: [[Double?]]
    private let anomalous: [[Double?]]

    init(_ folder: URL) throws {
        let before = try ValueTable(folder.appendingPathComponent("normal.csv"), headerRows: 1)
        let after = try ValueTable(folder.appendingPathComponent("anomalous.csv"), headerRows: 1)
        names = before.names.filter { after.names.contains($0) }
        normal = names.map { before.column($0) ?? [] }
        anomalous = names.map { after.column($0) ?? [] }
    }

    static func service(_ metric: String) -> String {
        String(metric.prefix { $0 != "_" })
    }

    func ranked(by score: (Int) -> Double) -> [String] {
        names.indices.map { (score: score($0), index: $0) }
            .sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map { names[$0.index] }
    }

    func move(of index: Int) -> Double {
        let values = normal[index] + anomalous[index]
        return MetricMoves.size(of: values, .levels, inside: normal[index].count..<values.count)
    }

    /// The largest distance from the mean before, in standard deviations.
    func deviation(of index: Int) -> Double {
        let before = normal[index].compactMap { $0 }
        let mean = before.reduce(0, +) / Double(max(1, before.count))
        let squares = before.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let spread = (squares / Double(max(1, before.count))).squareRoot()
        let farthest = anomalous[index].compactMap { $0 }.map { abs($0 - mean) }.max() ?? 0
        return spread > 0 ? farthest / spread : 0
    }

    var healthyFlags: (flagged: Int, all: Int) {
        let varying = normal.filter { Set($0).count > 1 }
        let moved = varying.filter { !ChangePoints.find(in: $0, admittedBy: .levels).isEmpty }
        return (moved.count, varying.count)
    }

    /// Seconds from the seam of both recordings to the nearest change that was found in a metric.
    func onsetOffset(of metric: String) -> Double? {
        guard let index = names.firstIndex(of: metric) else { return nil }
        let seam = normal[index].count
        let found = ChangePoints.find(in: normal[index] + anomalous[index], admittedBy: .levels)
        return found.map { Double($0.index - seam) }.min { abs($0) < abs($1) }
    }
}
