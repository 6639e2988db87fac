// `make evaluate`: simulated captures with known answers, judged against what must hold.
//
// Arguments: the number of seeds a kind (10 when left out), and `--misses` to list every wrong answer; or
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
    private static let seedsUsual: UInt64 = 10

    static func main() async throws {
        let words = CommandLine.arguments
        if words.count == 4, words[1] == "--write", let seed = UInt64(words[3]) {
            return try write(SimulatedCapture(inseparable: seed), to: words[2])
        }
        let seeds = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }.first
        let listsMisses = CommandLine.arguments.contains("--misses")
        let outcomes = await outcomes(EvaluationCase.all(seeds: seeds ?? seedsUsual))
        for half in EvaluationCase.Half.allCases {
            report(outcomes.filter { $0.asked.half == half }, "seeds for \(half.rawValue)")
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
        var labels: [String] = []
        for outcome in outcomes where !labels.contains(outcome.asked.label) {
            labels.append(outcome.asked.label)
        }
        for label in labels {
            print(Scoreboard(outcomes.filter { $0.asked.label == label }).row(label))
        }
        print(Scoreboard(outcomes.filter { !$0.asked.isHealthy }).row("all faults"))
        print(Scoreboard(outcomes.filter(\.asked.isHealthy)).row("all healthy"))
        print("\nThe first explanation: how many, how often right, mean weight")
        for line in Scoreboard(outcomes).reliability { print(line) }
        print("")
    }

    private static func holds(_ outcomes: [Outcome]) -> Bool {
        let faults = Scoreboard(outcomes.filter { !$0.asked.isHealthy })
        let healthy = Scoreboard(outcomes.filter(\.asked.isHealthy))
        return faults.accuracy(atRank: 1) >= accuracyFirstMin
            && faults.accuracy(atRank: 3) >= accuracyThreeMin
            && healthy.falseAccusations <= falseAccusationsMax
    }

    private static func listMisses(_ outcomes: [Outcome]) {
        for outcome in outcomes {
            let ranks = outcome.faults.map { $0.rank.map { "\($0)" } ?? "none" }
            guard !outcome.accusations.isEmpty || ranks.contains(where: { $0 != "1" }) else {
                continue
            }
            print("\(outcome.asked.form) seed \(outcome.asked.seed): ranks \(ranks)")
            for accusation in outcome.accusations { print("    accused: \(accusation)") }
        }
    }
}
