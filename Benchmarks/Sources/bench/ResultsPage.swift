// The page of results: ratios to `wc -l` of the same file in the same run, and where they were measured.

import Foundation

/// What `RESULTS.md` says.
struct ResultsPage {
    let tables: [Table]
    /// Peers that are not installed here.
    let missing: [String]
    let scale: Double
    let rounds: Int

    /// One file.
    struct Table {
        let title: String
        let bytes: Int
        let rows: [Row]
    }

    /// One command on one file.
    struct Row {
        let name: String
        let finds: String
        let failed: Bool
        let pairs: Int
        let cpu: Spread?
        let wall: Spread?
        let seconds: Spread?
        let peakMebibytes: Double

        init(_ peer: Peer, _ runs: [(Measurement, Measurement)]) {
            name = peer.name
            finds = peer.finds
            failed = runs.contains { $1.status != 0 }
            pairs = runs.count
            // A clock of CPU time ticks in steps; a quotient by none of them says nothing.
            cpu = Spread(runs.filter { $0.0.cpuSeconds > 0 }.map { $1.cpuSeconds / $0.cpuSeconds })
            wall = Spread(runs.map { $1.wallSeconds / $0.wallSeconds })
            seconds = Spread(runs.map { $1.cpuSeconds })
            peakMebibytes = Double(runs.map { $1.peakKibibytes }.max() ?? 0) / 1_024
        }
    }

    var text: String {
        var lines = [
            "# Results", "",
            "Written by `make bench`; every number is a ratio to `wc -l` of the same file, run right before, so",
            "that the speed of the machine cancels out. Medians, with the least and the most in brackets. Commands do",
            "not find out the same; the second column says what each does.", "",
            "- machine: \(Machine.text)", "- size: \(scale) times the full inputs",
            "- rounds: \(rounds); commands that take minutes once",
            "- not installed here: \(missing.isEmpty ? "none" : missing.joined(separator: ", "))",
        ]
        for table in tables { lines += section(table) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ table: Table) -> [String] {
        [
            "", "## \(table.title), \(table.bytes / 1_000_000) MB", "",
            "| Command | Finds | CPU x wc | Wall x wc | CPU s | Peak MiB | Pairs |",
            "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
        ]
            + table.rows.map { row in
                let cells = [
                    row.name, row.finds, row.failed ? "failed" : ratio(row.cpu),
                    row.failed ? "failed" : ratio(row.wall),
                    row.seconds.map { number($0.median) } ?? "",
                    "\(Int(row.peakMebibytes.rounded()))", "\(row.pairs)",
                ]
                return "| " + cells.joined(separator: " | ") + " |"
            }
    }

    private func ratio(_ spread: Spread?) -> String {
        guard let spread else { return "too short" }
        return "\(number(spread.median)) (\(number(spread.least))-\(number(spread.most)))"
    }

    private func number(_ value: Double) -> String {
        String(format: value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value)
    }
}

/// Where it was measured.
enum Machine {
    static var text: String {
        let processors = lines("/proc/cpuinfo").first { $0.hasPrefix("model name") }
        let model = processors?.split(separator: ":").last.map { $0.drop { $0 == " " } }
        let memory = lines("/proc/meminfo").first?.split(separator: " ").dropFirst().first
        let kernel = lines("/proc/sys/kernel/osrelease").first ?? "unknown"
        let load = lines("/proc/loadavg").first?.split(separator: " ").first ?? "?"
        let gibibytes = memory.flatMap { Int($0) }.map { $0 >> 20 } ?? 0
        return
            "\(ProcessInfo.processInfo.activeProcessorCount) x \(model ?? "unknown"), \(gibibytes) GiB,"
            + " Linux \(kernel), load \(load) at the end"
    }

    private static func lines(_ path: String) -> [String] {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }
}
