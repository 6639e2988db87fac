// A gate that is no timer: instructions a line and allocations a thousand lines of the hot loops.

import Foundation

/// Compares what reading costs with the committed baseline.
@main
struct Gate {
    private static let baselinePath = "Benchmarks/gate.json"
    /// Another compiler or library moves counts by a little; a new allocation or pass a line by more than this.
    private static let toleranceShare = 0.05

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let binary = arguments.first, arguments.count <= 2,
            arguments.count == 1 || arguments[1] == "--record"
        else {
            FileHandle.standardError.write(Data("usage: gate HOT-LOOPS [--record]\n".utf8))
            exit(2)
        }
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("debrief-gate-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { remove(folder) }
        let stripped = folder.appendingPathComponent("hot-loops")
        // Valgrind does not read the debugging entries that Swift writes.
        try Tool.run("strip", ["--strip-debug", "-o", stripped.path, binary])
        var costs: [String: LineCost] = [:]
        for log in GateLog.all {
            costs[log.name] = try LineCost(of: log, binary: stripped.path, in: folder)
        }
        arguments.count == 2 ? try record(costs) : try compare(costs)
    }

    private static func remove(_ folder: URL) {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            FileHandle.standardError.write(Data("left over: \(folder.path)\n".utf8))
        }
    }

    private static func record(_ costs: [String: LineCost]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(costs) + Data("\n".utf8)).write(to: URL(fileURLWithPath: baselinePath))
        print("recorded in \(baselinePath)")
    }

    private static func compare(_ costs: [String: LineCost]) throws {
        let text = try Data(contentsOf: URL(fileURLWithPath: baselinePath))
        let baseline = try JSONDecoder().decode([String: LineCost].self, from: text)
        var hasFailed = false
        for (name, cost) in costs.sorted(by: { $0.key < $1.key }) {
            guard let old = baseline[name] else {
                print("\(name): not in \(baselinePath); record it")
                hasFailed = true
                continue
            }
            let rows = [
                ("instructions a line", old.instructionsPerLine, cost.instructionsPerLine, 1.0),
                (
                    "allocations a thousand lines", old.allocationsPerThousandLines,
                    cost.allocationsPerThousandLines, 5.0
                ),
            ]
            for (what, before, now, slack) in rows {
                let isWorse = now > before * (1 + toleranceShare) + slack
                hasFailed = hasFailed || isWorse
                print("\(name): \(what) \(now), baseline \(before)\(isWorse ? ": TOO MANY" : "")")
            }
        }
        if hasFailed { exit(1) }
    }
}
