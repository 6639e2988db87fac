// The files that are read, made once from their seeds.

import Foundation

/// A file to be measured on.
struct Input {
    let name: String
    /// What it is, for the page of results.
    let about: String
    /// The format by the name that `generate` has for it.
    let format: String
    let megabytes: Int
    /// The keys of a MONITOR capture, which `generate-monitor` writes.
    let keys: Int?

    private static let seed = 42

    static let all = [
        Input(
            name: "monitor",
            about: "MONITOR, 50,000 keys",
            format: "monitor",
            megabytes: 1_000,
            keys: 50_000
        ),
        Input(
            name: "monitor-keys",
            about: "MONITOR, 2.6 million keys",
            format: "monitor",
            megabytes: 537,
            keys: 2_600_000
        ),
        Input(name: "sidekiq", about: "Sidekiq log", format: "sidekiq", megabytes: 315, keys: nil),
        Input(name: "metrics", about: "metrics CSV", format: "metrics", megabytes: 105, keys: nil),
        Input(name: "rails", about: "Rails log", format: "rails", megabytes: 200, keys: nil),
        Input(
            name: "postgres",
            about: "PostgreSQL log",
            format: "postgres",
            megabytes: 200,
            keys: nil
        ),
        Input(
            name: "access",
            about: "nginx access log",
            format: "access",
            megabytes: 200,
            keys: nil
        ),
        Input(name: "logfmt", about: "logfmt log", format: "logfmt", megabytes: 200, keys: nil),
        Input(
            name: "jsonlines",
            about: "JSON lines",
            format: "jsonlines",
            megabytes: 200,
            keys: nil
        ),
    ]

    /// The file at a scale, made unless it is there.
    func file(in folder: URL, scale: Double, generate: String) throws -> URL {
        let size = max(1, Int((Double(megabytes) * scale).rounded()))
        let file = folder.appending(path: "\(name)-\(size).log")
        guard !FileManager.default.fileExists(atPath: file.path) else { return file }
        let command =
            keys.map { "\(generate)-monitor \(size) \($0) \(Self.seed)" }
            ?? "\(generate) \(format) \(size) \(Self.seed)"
        let line = "\(command) > \(file.path).part && mv \(file.path).part \(file.path)"
        guard Measurement.run(line)?.status == 0 else { throw BenchError.cannotGenerate(name) }
        return file
    }
}

/// Why there is no page of results.
enum BenchError: Error, CustomStringConvertible {
    case cannotGenerate(String)
    case usage

    var description: String {
        switch self {
        case .cannotGenerate(let name): "the input \(name) could not be made"
        case .usage:
            "usage: bench --debrief FILE --generate FILE --peers FOLDER --data FOLDER --results FILE"
                + " [--scale NUMBER] [--rounds NUMBER] [--only INPUT]"
        }
    }
}
