// `make evaluate`: simulated captures with known answers, judged against what must hold.
//
// Arguments: the number of seeds a kind (10 when left out), `--misses` to list every wrong answer, and the rows that
// are wanted (all when left out); or
// `--write FOLDER SEED` to write the files of the capture whose two explanations cannot be told apart.

import Diagnosing
import Foundation
import Simulator

/// Runs all cases and prints the table.
@main struct Evaluate {
    /// What must hold on the reported half of the seeds.
    private static let accuracyFirstMin = 0.8
    private static let accuracyThreeMin = 0.95
    private static let falseAccusationsMax = 0.02
    private static let factsStatedMin = 0.9
    private static let seedsUsual: UInt64 = 10

    static func main() async throws {
        let words = CommandLine.arguments
        if words.count == 4, words[1] == "--write", let seed = UInt64(words[3]) {
            return try write(SimulatedCapture(inseparable: seed), to: words[2])
        }
        let seeds = words.dropFirst().compactMap { UInt64($0) }.first
        let cases = EvaluationCase.all(seeds: seeds ?? seedsUsual)
        let labels = words.dropFirst().filter { !$0.hasPrefix("--") && UInt64($0) == nil }
        let listsMisses = words.contains("--misses")
        let outcomes = await outcomes(
            cases.filter { labels.isEmpty || labels.contains($0.label) }
        )
        for half in EvaluationCase.Half.allCases {
            let own = outcomes.filter { $0.asked.half == half }
            report(own.filter { !$0.asked.isFact }, "seeds for \(half.rawValue)")
            reportFacts(own)
        }
        if listsMisses { listMisses(outcomes) }
        exit(holds(outcomes.filter { $0.asked.half == .reported }) ? 0 : 1)
    }

    private static func write(_ capture: SimulatedCapture, to folder: String) throws {
        let place = URL(fileURLWithPath: folder)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        for file in capture.files {
            try Data(file.bytes).write(to: place.appendingPathComponent(file.name))
        }
    }

    private static func outcomes(_ cases: [EvaluationCase]) async -> [Outcome] {
        await withTaskGroup(of: (Int, Outcome).self) { group in
            var waiting = cases.enumerated().makeIterator()
            for _ in 0..<max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) {
                if let (number, next) = waiting.next() {
                    group.addTask { (number, next.outcome()) }
                }
            }
            var found: [(Int, Outcome)] = []
            while let result = await group.next() {
                found.append(result)
                if let (number, next) = waiting.next() {
                    group.addTask { (number, next.outcome()) }
                }
            }
            return found.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func report(_ outcomes: [Outcome], _ title: String) {
        print("\(title)\n\n\(Scoreboard.header)")
        for label in labels(of: outcomes) {
            print(Scoreboard(outcomes.filter { $0.asked.label == label }).row(label))
        }
        print(Scoreboard(outcomes.filter { !$0.asked.isHealthy }).row("all faults"))
        print(Scoreboard(outcomes.filter(\.asked.isHealthy)).row("all healthy"))
        print("\nThe first explanation: how many, how often right, mean weight")
        for line in Scoreboard(outcomes).reliability { print(line) }
        print("")
    }

    private static func reportFacts(_ outcomes: [Outcome]) {
        print(FactBoard.header)
        let facts = outcomes.filter(\.asked.isFact)
        for label in labels(of: facts) {
            print(FactBoard(facts.filter { $0.asked.label == label }).row(label))
        }
        print(FactBoard(facts).row("all facts, twins"))
        print(FactBoard(outcomes.filter { !$0.asked.isFact }).row("the others"))
        print("")
    }

    /// The rows of a table, in the order of the captures.
    private static func labels(of outcomes: [Outcome]) -> [String] {
        var labels: [String] = []
        for outcome in outcomes where !labels.contains(outcome.asked.label) {
            labels.append(outcome.asked.label)
        }
        return labels
    }

    private static func holds(_ outcomes: [Outcome]) -> Bool {
        let faults = Scoreboard(outcomes.filter { !$0.asked.isHealthy && !$0.asked.isFact })
        let healthy = Scoreboard(outcomes.filter(\.asked.isHealthy))
        let facts = FactBoard(outcomes)
        return facts.stated >= factsStatedMin && facts.wrong <= falseAccusationsMax
            && faults.accuracy(atRank: 1) >= accuracyFirstMin
            && faults.accuracy(atRank: 3) >= accuracyThreeMin
            && healthy.falseAccusations <= falseAccusationsMax
    }

    private static func listMisses(_ outcomes: [Outcome]) {
        for outcome in outcomes {
            let ranks = outcome.faults.map { $0.rank.map { "\($0)" } ?? "none" }
            let (wrong, missed) = (outcome.facts?.wrong ?? [], outcome.facts?.missed ?? [])
            guard
                !outcome.accusations.isEmpty || ranks.contains(where: { $0 != "1" })
                    || !wrong.isEmpty || !missed.isEmpty
            else { continue }
            print("\(outcome.asked.form) seed \(outcome.asked.seed): ranks \(ranks)")
            for accusation in outcome.accusations { print("    accused: \(accusation)") }
            for words in wrong { print("    of nobody: \(words)") }
            for words in missed { print("    missed: \(words)") }
        }
    }
}
