// PetShop: something in a shop on AWS was made slow or failing; what was it, by metrics and the graph of calls?
// Source: github.com/amazon-science/petshop-root-cause-analysis, dataset/SCENARIO/{graph.csv,noissue,train,test}.

import Diagnosing
import Foundation
import PublicScores
import Statistics

/// Names what added most to a call of the shop's front.
enum PetShop {
    static let place = "petshop/dataset"

    /// An issue's file begins with two rows from before it, so that its third is the first that counts.
    private static let rowsBefore = 2
    /// An issue's file has so many rows.
    private static let rowsOfIssue = 5
    /// The healthy recording is asked about from here on, in steps of a tenth of it, as the set's authors do.
    private static let firstSplit = 0.5
    private static let splitStep = 0.1
    private static let splitRowsMin = 3

    /// What is wrong, and with whom.
    private struct Target: Decodable {
        struct Place: Decodable {
            let node: String
            let metric: String?
        }
        let target: Place
        let rootCause: Place

        enum CodingKeys: String, CodingKey {
            case target
            case rootCause = "root_cause"
        }
    }

    /// What came of the issues with one symptom.
    private struct Outcome {
        var own = RankScore()
        var deviation = RankScore()
        var chance = (first: 0.0, three: 0.0)
    }

    static func figures(_ place: URL) throws -> [Figure] {
        var all = Outcome()
        var symptoms: [String: RankScore] = [:]
        var splits = (silent: 0, all: 0)
        var shorts = (silent: 0, all: 0)
        for scenario in try folders(in: place) {
            let healthy = scenario.appendingPathComponent("noissue/metrics.csv")
            guard FileManager.default.fileExists(atPath: healthy.path) else { continue }
            let shop = try ShopGraph(scenario.appendingPathComponent("graph.csv"))
            let quiet = try ShopMetrics(healthy)
            var asked: Set<String> = []
            for half in ["train", "test"] {
                for issue in try folders(in: scenario.appendingPathComponent(half)) {
                    let target = try JSONDecoder().decode(
                        Target.self,
                        from: Data(contentsOf: issue.appendingPathComponent("target.json"))
                    )
                    let inside = try ShopMetrics(issue.appendingPathComponent("metrics.csv"))
                    guard let metric = target.target.metric else { continue }
                    asked.insert(target.target.node + "\t" + metric)
                    let question = ShopQuestion(shop, front: target.target.node, metric)
                    let cause = target.rootCause.node
                    let ranked = question.ranked(quiet, inside, rowsBefore: rowsBefore)
                    let rank = ranked.firstIndex(of: cause).map { $0 + 1 }
                    all.own.insert(rank)
                    symptoms["\(scenario.lastPathComponent) \(metric)", default: .init()].insert(
                        rank
                    )
                    let byDeviation = question.deviations(quiet, inside, rowsBefore: rowsBefore)
                    all.deviation.insert(byDeviation.firstIndex(of: cause).map { $0 + 1 })
                    all.chance.first += RankScore.chance(at: 1, of: byDeviation.count)
                    all.chance.three += RankScore.chance(at: 3, of: byDeviation.count)
                }
            }
            for name in asked.sorted() {
                let parts = name.split(separator: "\t").map(String.init)
                let question = ShopQuestion(shop, front: parts[0], parts[1])
                add(silences(question, quiet), to: &splits)
                add(shortSilences(question, quiet), to: &shorts)
            }
        }
        return figures(all, symptoms, splits, shorts)
    }

    private static func figures(
        _ all: Outcome,
        _ symptoms: [String: RankScore],
        _ splits: (silent: Int, all: Int),
        _ shorts: (silent: Int, all: Int)
    ) -> [Figure] {
        let count = Double(max(1, all.own.count))
        let pooled = [
            Figure(
                what: "top-1 (\(all.own.count) issues)",
                value: all.own.accuracy(at: 1),
                target: .atLeast(0.65),
                random: all.chance.first / count,
                largestDeviation: all.deviation.accuracy(at: 1)
            ),
            Figure(
                what: "top-3",
                value: all.own.accuracy(at: 3),
                target: .atLeast(0.83),
                random: all.chance.three / count,
                largestDeviation: all.deviation.accuracy(at: 3)
            ),
            Figure(
                what: "specificity, the authors' splits (\(splits.all))",
                value: Double(splits.silent) / Double(max(1, splits.all)),
                target: .atLeast(0.95)
            ),
            Figure(
                what: "specificity, windows as long as issues (\(shorts.all))",
                value: Double(shorts.silent) / Double(max(1, shorts.all)),
                target: .atLeast(0.95)
            ),
        ]
        let each = symptoms.sorted { $0.key < $1.key }.flatMap { name, score in
            [
                Figure(what: "\(name) top-1 (\(score.count))", value: score.accuracy(at: 1)),
                Figure(what: "\(name) top-3", value: score.accuracy(at: 3)),
            ]
        }
        return pooled + each
    }

    private static func add(
        _ more: (silent: Int, all: Int),
        to sum: inout (silent: Int, all: Int)
    ) {
        sum = (sum.silent + more.silent, sum.all + more.all)
    }

    /// The splits of the healthy recording after which nobody is accused.
    private static func silences(_ question: ShopQuestion, _ quiet: ShopMetrics) -> (Int, Int) {
        let count = quiet.count
        let starts = stride(
            from: Int(Double(count) * firstSplit),
            to: count - splitRowsMin,
            by: max(1, Int(Double(count) * splitStep))
        )
        let silent = starts.count { split in
            question.ranked(
                quiet.rows(Array(0..<split)),
                quiet.rows(Array(split..<count)),
                rowsBefore: 0
            ).isEmpty
        }
        return (silent, Array(starts).count)
    }

    /// The same for each stretch of an issue's length, with all the rest as the quiet.
    private static func shortSilences(_ question: ShopQuestion, _ quiet: ShopMetrics)
        -> (Int, Int)
    {
        let starts = Array(stride(from: 0, to: quiet.count - rowsOfIssue, by: rowsOfIssue))
        let silent = starts.count { start in
            let end = start + rowsOfIssue
            return question.ranked(
                quiet.rows(Array(0..<start) + Array(end..<quiet.count)),
                quiet.rows(Array(start..<end)),
                rowsBefore: rowsBefore
            ).isEmpty
        }
        return (silent, starts.count)
    }
}
