// The fast reader of MONITOR against the slow one, on text of which a quarter is damaged.

import Randomness
import Testing

@testable import Parsing

@Suite struct MonitorOracleTests {
    /// A text whose lines were damaged behind their stamps.
    private static func damagedText(seed: UInt64, lines: Int) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        var text: [UInt8] = []
        for number in 0..<lines {
            let stamp = Array("1795229810.\(100_000 + number)".utf8)
            var rest = Array(body(number, with: &random).utf8)
            if Int.random(in: 0..<4, using: &random) == 0 {
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let mutation = LineMutation.allCases.randomElement(using: &random) ?? .flip
                    rest = mutation.apply(to: rest, with: &random)
                }
            }
            text += stamp + rest + [0x0A]
        }
        return text
    }

    private static func body(_ number: Int, with random: inout SplitMix64) -> String {
        let key = "user:\(Int.random(in: 0..<500, using: &random)):caf\\xc3\\xa9"
        let client = [
            "[0 127.0.0.1:3969\(number % 10)]", "[15 [::1]:48142]", "[3 unix:/run/redis.sock]",
            "[0 unix:/tmp/a] \"b.sock]", "[2 lua]", "(db 4)",
        ][Int.random(in: 0..<6, using: &random)]
        let command = [
            "\"get\" \"\(key)\"", "\"SET\" \"\(key)\" \"a b\\\"c\\\\d\" \"EX\" \"60\"",
            "\"lpush\" \"queue:default\" \"{\\\"class\\\":\\\"A\\\"}\"", "\"ping\"",
            "\"BITOP\" \"AND\" \"\(key)\" \"x] \"", "\"del\" \"\(key)\" \"\"",
            "\"module.do\" \"\(key)\"",
        ][Int.random(in: 0..<7, using: &random)]
        return " \(client) \(command)"
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func readsDamagedLinesAsTheSlowReaderDoes(seed: UInt64) {
        let text = Self.damagedText(seed: seed, lines: 2_000)
        let lines = text.split(separator: 0x0A).filter { $0 != [0x0D] }
        let expected = lines.map { MonitorOracle(Array($0)) }
        let batch = RedisMonitor().batch(of: text)

        #expect(batch.count == expected.count { $0 != nil })
        #expect(batch.unreadable.count == expected.count { $0 == nil })
        #expect(batch.keyTexts == Set(expected.compactMap { $0?.key }.filter { !$0.isEmpty }))
        #expect(Set(batch.rows.map(\.keyHash)).subtracting([0]).count == batch.databaseKeys.count)
        #expect(batch.clientTexts == Set(expected.compactMap { $0?.client }))
        #expect(batch.rows.map { Int($0.words) } == expected.compactMap { $0?.words.count })
    }
}

extension RedisMonitor {
    /// Reads a text in one block.
    func batch(of text: [UInt8]) -> RedisCommandBatch {
        var reader = makeReader()
        guard case .commands(let batch) = reader.read(LineBlock(bytes: text, firstLine: 1)) else {
            return RedisCommandBatch()
        }
        return batch
    }
}

extension RedisCommandBatch {
    fileprivate var keyTexts: Set<String> {
        Set(rows.filter { !$0.key.isEmpty }.map { latin($0.key) })
    }
    fileprivate var clientTexts: Set<String> { Set(rows.map { latin($0.client) }) }
    fileprivate var databaseKeys: Set<String> {
        Set(rows.filter { !$0.key.isEmpty }.map { "\($0.database) \(latin($0.key))" })
    }

    private func latin(_ span: Span32) -> String {
        String(String.UnicodeScalarView(bytes[span.range].map { Unicode.Scalar($0) }))
    }
}
