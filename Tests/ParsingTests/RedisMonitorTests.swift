// MONITOR lines: every client form, wrapper and damage.

import Testing

@testable import Parsing

@Suite struct RedisMonitorTests {
    @Test(
        arguments: MonitorCase.clients + MonitorCase.shapes + MonitorCase.pasted
            + MonitorCase.wrapped
    )
    func readsTheRow(example: MonitorCase) throws {
        let batch = RedisMonitor().batch(of: Array("OK\n\(example.line)\n".utf8))
        try #require(batch.count == 1)
        let row = batch.rows[0]

        #expect(row.time == example.microseconds)
        #expect(row.line == 2)
        #expect(row.database == example.database)
        #expect(batch.text(row.client) == example.client)
        #expect(batch.text(row.name) == example.word)
        #expect(row.command == RedisCommand.named(example.word.utf8))
        #expect(batch.text(row.key) == example.key)
        #expect(batch.text(row.arguments) == example.arguments)
        #expect(row.words == example.words)
        #expect(batch.truncatedLines == (example.isTruncated ? 1 : 0))
        #expect(batch.unreadable.isEmpty)
    }

    @Test(arguments: MonitorCase.clients + MonitorCase.shapes)
    func hashesWhatIdentifiesClientsAndKeys(example: MonitorCase) {
        let batch = RedisMonitor().batch(of: Array(example.line.utf8))
        let key = FixedHash.hash(example.key.utf8, seed: UInt64(example.database))

        #expect(batch.rows.map(\.clientHash) == [FixedHash.hash(example.client.utf8)])
        #expect(batch.rows.map(\.keyHash) == [example.key.isEmpty ? 0 : key])
    }

    @Test(arguments: MonitorCase.unreadable)
    func reportsWhatIsNoCommand(line: String) {
        let batch = RedisMonitor().batch(of: Array("\(line)\n".utf8))

        #expect(batch.count == 0)
        #expect(batch.unreadable.map(\.line) == [1])
    }

    @Test(arguments: ["", "OK", "+OK", "\"OK\"", "\r"])
    func passesOverWhatIsNoRecord(line: String) {
        let batch = RedisMonitor().batch(of: Array("\(line)\n".utf8))

        #expect(batch.count + batch.unreadable.count == 0)
    }

    @Test func numbersLinesOverEverythingItReads() {
        let text = "OK\nnoise\n" + MonitorCase.clients.map(\.line).joined(separator: "\n\n")
        let batch = RedisMonitor().batch(of: Array(text.utf8))

        #expect(batch.rows.map(\.line) == MonitorCase.clients.indices.map { 3 + 2 * $0 })
        #expect(batch.unreadable.map(\.line) == [2])
    }

    @Test func readsEveryCommandOfTheTableInAnyCase() {
        let commands = RedisCommand.allCases.filter { $0 != .unknown }

        #expect(commands.allSatisfy { RedisCommand.named($0.name.utf8) == $0 })
        #expect(commands.allSatisfy { RedisCommand.named($0.name.lowercased().utf8) == $0 })
        #expect(commands.allSatisfy { RedisCommand.named("\($0.name)X".utf8) != $0 })
        #expect(RedisCommand.named(String(repeating: "g", count: 400).utf8) == .unknown)
        #expect(RedisCommand.named("".utf8) == .unknown)
    }

    // Were every split of a socket path read to the end of the line, this would take minutes.
    @Test(.timeLimit(.minutes(1)))
    func staysLinearInAHostileSocketPath() {
        let path = String(repeating: #"] " "#, count: 200_000)
        let line = "1795229810.125496 [0 unix:\(path)x"

        #expect(RedisMonitor().batch(of: Array(line.utf8)).count <= 1)
    }
}
