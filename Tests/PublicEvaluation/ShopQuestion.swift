// Who added what a call of the shop's front gained, in seconds or in failures.

import Diagnosing
import Foundation
import Statistics

/// Who calls whom.
struct ShopGraph {
    let callees: [String: [String]]

    /// Reads a matrix with callers as rows.
    init(_ file: URL) throws {
        let table = try ValueTable(file, headerRows: 1)
        var callees: [String: [String]] = [:]
        for (row, caller) in table.labels.enumerated() {
            callees[caller] = table.names.indices
                .filter { (table.columns[$0][row] ?? 0) != 0 }.map { table.names[$0] }
        }
        self.callees = callees
    }

    /// An element and everything below it.
    func reachable(from front: String) -> Set<String> {
        var found: Set<String> = []
        var open = [front]
        while let next = open.popLast() {
            guard found.insert(next).inserted else { continue }
            open += callees[next] ?? []
        }
        return found
    }
}

/// The metrics of all elements over some rows.
struct ShopMetrics {
    private let columns: [String: [Double?]]
    let elements: [String]
    let count: Int

    /// Reads a file with three rows of names and one that names the time.
    init(_ file: URL) throws {
        let table = try ValueTable(file, headerRows: 3)
        columns = Dictionary(zip(table.names, table.columns)) { first, _ in first }
        elements = Set(table.names.compactMap { $0.split(separator: "\t").first.map(String.init) })
            .sorted()
        count = table.labels.count
    }

    private init(columns: [String: [Double?]], elements: [String], count: Int) {
        self.columns = columns
        self.elements = elements
        self.count = count
    }

    /// The same metrics over other rows.
    func rows(_ rows: [Int]) -> ShopMetrics {
        ShopMetrics(
            columns: columns.mapValues { column in rows.map { column[$0] } },
            elements: elements,
            count: rows.count
        )
    }

    func requests(of element: String) -> [Double?]? { columns[element + "\trequests\tSum"] }

    /// Seconds spent in an element, or calls of it that failed; `nil` where it is not measured.
    func total(of element: String, _ metric: String) -> [Double]? {
        guard let requests = requests(of: element),
            let values = columns[element + "\t" + metric + "\tAverage"]
        else { return nil }
        return zip(requests, values).map { requests, value in
            guard let requests, let value else { return 0 }
            return metric == "availability" ? requests * (100 - value) / 100 : requests * value
        }
    }
}

/// One symptom at one element.
struct ShopQuestion {
    private let graph: ShopGraph
    private let front: String
    private let metric: String

    /// What was called in less than half of the healthy time is no part of the usual picture.
    private static let knownShareMin = 0.5

    init(_ graph: ShopGraph, front: String, _ metric: String) {
        self.graph = graph
        self.front = front
        self.metric = metric
    }

    private var gate: Gate { metric == "availability" ? .shares : .levels }

    /// The elements that explain the symptom, the first the most likely.
    func ranked(_ quiet: ShopMetrics, _ inside: ShopMetrics, rowsBefore: Int) -> [String] {
        let known = known(in: quiet)
        let below = graph.reachable(from: front)
        let names = quiet.elements.filter { known.contains($0) && below.contains($0) }
        // What nobody called before is the doing of who calls it now, so it is not taken off its caller.
        let parts = names.map { name in
            let callees = (graph.callees[name] ?? []).filter(known.contains)
            return part(name, without: callees, quiet, inside, rowsBefore)
        }
        let whole = part(front, without: [], quiet, inside, rowsBefore)
        return OwnParts.ranked(parts, of: whole, gate).map { names[$0.index] }
    }

    /// The elements by the largest distance of one value from the mean before, in standard deviations.
    func deviations(_ quiet: ShopMetrics, _ inside: ShopMetrics, rowsBefore: Int) -> [String] {
        let scored = quiet.elements.compactMap { name -> (name: String, score: Double)? in
            let before = perCall(name, without: [], quiet)
            let now = perCall(name, without: [], inside).dropFirst(rowsBefore)
            guard !before.isEmpty, !now.isEmpty else { return nil }
            let mean = before.reduce(0, +) / Double(before.count)
            let squares = before.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let spread = max((squares / Double(before.count)).squareRoot(), .ulpOfOne)
            return (name, now.map { abs($0 - mean) / spread }.max() ?? 0)
        }
        return scored.sorted { ($1.score, $0.name) < ($0.score, $1.name) }.map(\.name)
    }

    private func known(in quiet: ShopMetrics) -> Set<String> {
        Set(
            quiet.elements.filter { name in
                let rows = quiet.requests(of: name)?.count { $0 != nil } ?? 0
                return Double(rows) >= Self.knownShareMin * Double(max(1, quiet.count))
            }
        )
    }

    private func part(
        _ name: String,
        without callees: [String],
        _ quiet: ShopMetrics,
        _ inside: ShopMetrics,
        _ rowsBefore: Int
    ) -> OwnPart {
        let values = perCall(name, without: callees, inside)
        return OwnPart(
            quiet: perCall(name, without: callees, quiet),
            justBefore: Array(values.prefix(rowsBefore)),
            inside: Array(values.dropFirst(rowsBefore))
        )
    }

    /// What an element took for one call of the front, without what it calls; rows without such calls are left out.
    private func perCall(_ name: String, without callees: [String], _ metrics: ShopMetrics)
        -> [Double]
    {
        guard let own = metrics.total(of: name, metric), let calls = metrics.requests(of: front)
        else { return [] }
        let others = callees.compactMap { metrics.total(of: $0, metric) }
        return own.indices.compactMap { row in
            guard let count = calls[row], count > 0 else { return nil }
            return (own[row] - others.reduce(0) { $0 + $1[row] }) / count
        }
    }
}
