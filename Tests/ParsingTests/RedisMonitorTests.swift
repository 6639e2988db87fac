// MONITOR lines: every client form, wrapper and damage, column by column.

import Testing

@testable import Parsing

@Suite struct RedisMonitorTests {
    @Test(
        arguments: MonitorCase.clients + MonitorCase.shapes + MonitorCase.pasted
            + MonitorCase.wrapped
    )
    func readsTheColumns(example: MonitorCase) throws {
        let batch = RedisMonitor().batch(of: Array("OK\n\(example.line)\n".utf8))
        try #require(batch.count == 1)

        #expect(batch.times == [example.microseconds])
        #expect(batch.lines == [2])
        #expect(batch.databases == [example.database])
        #expect(batch.text(batch.clients[0]) == example.client)
        #expect(batch.text(batch.commandNames[0]) == example.word)
        #expect(batch.commands == [RedisCommand.named(example.word.utf8)])
        #expect(batch.text(batch.keys[0]) == example.key)
        #expect(batch.text(batch.arguments[0]) == example.arguments)
        #expect(batch.argumentCounts == [example.words])
        #expect(batch.truncatedLines == (example.isTruncated ? 1 : 0))
        #expect(batch.unreadable.isEmpty)
    }

    @Test(arguments: MonitorCase.clients + MonitorCase.shapes)
    func hashesWhatIdentifiesClientsKeysAndValues(example: MonitorCase) throws {
        let batch = RedisMonitor().batch(of: Array(example.line.utf8))
        let isOverwrite = RedisCommand.named(example.word.utf8).effect == .overwrite
        let key = FixedHash.hash(example.key.utf8, seed: UInt64(example.database))

        #expect(batch.clientHashes == [FixedHash.hash(example.client.utf8)])
        #expect(batch.keyHashes == [example.key.isEmpty ? 0 : key])
        #expect(
            batch.argumentHashes == [isOverwrite ? FixedHash.hash(example.arguments.utf8) : 0]
        )
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

        #expect(batch.lines == MonitorCase.clients.indices.map { 3 + 2 * $0 })
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

extension RedisCommandBatch {
    fileprivate func text(_ span: Span32) -> String {
        String(decoding: bytes[span.range], as: UTF8.self)
    }
}
