// Rounds in which every command reads the same file, one after the other.

import Foundation

/// Measures debrief beside its peers, and writes the page of results.
@main
struct Bench {
    private let options: [String: String]
    private let scale: Double
    private let rounds: Int

    static func main() {
        do {
            try Bench(Array(CommandLine.arguments.dropFirst())).run()
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    private init(_ words: [String]) throws {
        var options: [String: String] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            options[words[index]] = words[index + 1]
        }
        let needed = ["--debrief", "--generate", "--peers", "--data", "--results"]
        guard words.count % 2 == 0, needed.allSatisfy({ options[$0] != nil }),
            let scale = Double(options["--scale"] ?? "1"), scale > 0,
            let rounds = Int(options["--rounds"] ?? "5"), rounds > 0
        else { throw BenchError.usage }
        self.options = options
        self.scale = scale
        self.rounds = rounds
    }

    private func run() throws {
        let folder = URL(fileURLWithPath: option("--data"))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let installed = Peer.all.filter { Measurement.run(filled($0.probe, ""))?.status == 0 }
        var tables: [ResultsPage.Table] = []
        for input in Input.all where options["--only"].map({ $0 == input.name }) ?? true {
            say("\(input.about) ...")
            let generate = option("--generate")
            let file = try input.file(in: folder, scale: scale, generate: generate)
            tables.append(measure(input, file, installed.filter { $0.inputs.contains(input.name) }))
        }
        let page = ResultsPage(
            tables: tables,
            missing: Peer.all.map(\.name).filter { name in !installed.contains { $0.name == name }
            },
            scale: scale,
            rounds: rounds
        )
        try page.text.write(toFile: option("--results"), atomically: true, encoding: .utf8)
        say("written to \(option("--results"))")
    }

    /// Interleaved, so that what else the machine does falls on all of them; each beside its own baseline.
    private func measure(_ input: Input, _ file: URL, _ peers: [Peer]) -> ResultsPage.Table {
        _ = Measurement.run(filled(Peer.baseline.line, file.path))
        var runs = [[(Measurement, Measurement)]](repeating: [], count: peers.count)
        for round in 0..<rounds {
            for (number, peer) in peers.enumerated() where round == 0 || !peer.isSlow {
                guard let base = Measurement.run(filled(Peer.baseline.line, file.path)),
                    let own = Measurement.run(filled(peer.line, file.path))
                else { continue }
                runs[number].append((base, own))
            }
        }
        let size = (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
        let rows = zip(peers, runs).map { ResultsPage.Row($0, $1) }
        return ResultsPage.Table(title: input.about, bytes: size, rows: rows)
    }

    private func filled(_ line: String, _ file: String) -> String {
        line.replacingOccurrences(of: "FILE", with: file)
            .replacingOccurrences(of: "DEBRIEF", with: option("--debrief"))
            .replacingOccurrences(of: "PEERS", with: option("--peers"))
    }

    private func option(_ name: String) -> String { options[name] ?? "" }

    private func say(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
}
