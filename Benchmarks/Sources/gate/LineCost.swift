// What one more line costs: the difference between a long and a short log, so that starting up does not count.

import Foundation

/// The cost of reading a log, by callgrind.
struct LineCost: Codable {
    var instructionsPerLine: Double
    var allocationsPerThousandLines: Double

    /// Runs the hot loops under callgrind on the beginning of a log and on more of it.
    init(of log: GateLog, binary: String, in folder: URL) throws {
        let short = try Profile(of: log, lines: log.linesMin, binary: binary, in: folder)
        let long = try Profile(of: log, lines: log.linesMin * 3, binary: binary, in: folder)
        let lines = Double(log.linesMin * 2)
        instructionsPerLine =
            (Double(long.instructions - short.instructions) / lines).rounded()
        allocationsPerThousandLines =
            (Double(long.allocations - short.allocations) / lines * 1_000).rounded()
    }
}

/// One run under callgrind.
private struct Profile {
    var instructions = 0
    var allocations = 0

    private static let allocators: Set<String> = [
        "malloc", "calloc", "realloc", "posix_memalign", "aligned_alloc",
    ]

    init(of log: GateLog, lines: Int, binary: String, in folder: URL) throws {
        let input = folder.appendingPathComponent(log.fileName)
        let counts = folder.appendingPathComponent("counts")
        try log.text(lines: lines).write(to: input)
        try Tool.run(
            "valgrind",
            [
                "--tool=callgrind", "--callgrind-out-file=\(counts.path)", binary, input.path,
            ]
        )
        read(try String(contentsOf: counts, encoding: .utf8))
    }

    /// Reads callgrind's format: names stand once behind their number, `calls=` lines follow the called function.
    private mutating func read(_ text: String) {
        var names: [Substring: Substring] = [:]
        var called: Substring = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("cfn=") {
                let parts = line.dropFirst(4).split(separator: " ", maxSplits: 1)
                if parts.count == 2 { names[parts[0]] = parts[1] }
                called = names[parts[0]] ?? ""
            } else if line.hasPrefix("fn=") {
                let parts = line.dropFirst(3).split(separator: " ", maxSplits: 1)
                if parts.count == 2 { names[parts[0]] = parts[1] }
            } else if line.hasPrefix("calls="), Self.allocators.contains(String(called)) {
                allocations += Int(line.dropFirst(6).prefix { $0 != " " }) ?? 0
            } else if line.hasPrefix("totals:") {
                instructions = Int(line.dropFirst(7).filter { $0 != " " }) ?? 0
            }
        }
    }
}

/// Other programs.
enum Tool {
    /// Why a program is of no use here.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs a program and waits for it.
    static func run(_ name: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(name) ended with \(process.terminationStatus)")
        }
    }
}
