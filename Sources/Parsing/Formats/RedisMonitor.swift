// Output of `redis-cli MONITOR`, with whatever wrappers and people put around it.
// Source: redis replication.c and sds.c, 2.2 to 7.4; the wrappers from real pastes.

import Foundation

/// Reads `redis-cli MONITOR` captures.
package struct RedisMonitor: LogFormat {
    package let name = "redis-monitor"
    package let isSplittable = true

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        var commands = 0
        var looked = 0
        var first: Timestamp?
        var reader = Reader()
        for line in head.lines where !line.isEmpty && !line.elementsEqual("OK".utf8) {
            looked += 1
            guard
                case .commands(let batch) = reader.read(LineBlock(bytes: Array(line), firstLine: 1))
            else { continue }
            commands += batch.count
            first = first ?? batch.rows.first.map { Timestamp(microseconds: $0.time) }
        }
        guard commands > 0, commands * 2 > looked else { return nil }
        return Recognition(
            score: Double(commands) / Double(looked),
            reason: "lines hold an epoch with microseconds, [database client] and quoted words",
            firstStamp: first
        )
    }

    package let samples: [FormatSample] = [
        FormatSample(
            #"1795229810.125496 [0 127.0.0.1:39692] "set" "a b\"c\\d" "line1\nline2\ttab\r\a\b""#,
            readsCommands: [#"0 127.0.0.1:39692 SET a b\"c\\d 3"#],
            source: "redis-cli 7.0.15 MONITOR, a real run"
        ),
        FormatSample(
            #"1795229810.141509 [3 unix:/run/redis/redis.sock] "lpush" "queue:default" "{}""#,
            readsCommands: ["3 unix:/run/redis/redis.sock LPUSH queue:default 3"],
            source: "redis-cli 7.0.15 MONITOR, a real run"
        ),
        FormatSample(
            #"1795229810.145205 [0 [::1]:48142] "ping""#,
            readsCommands: ["0 [::1]:48142 PING - 1"],
            source: "redis-cli 7.0.15 MONITOR, a real run"
        ),
        FormatSample(
            #"1795229810.148702 [0 lua] "set" "k" "v""#,
            readsCommands: ["0 lua SET k 3"],
            source: "redis-cli 7.0.15 MONITOR, a real run"
        ),
        FormatSample(
            "OK\n" + #"1795229810.298936 [0 127.0.0.1:39776] "del" """#,
            readsCommands: ["0 127.0.0.1:39776 DEL - 2"],
            source: "redis-cli 7.0.15 MONITOR, a real run"
        ),
        FormatSample(
            #"+1317279070.687700 (db 1) "EXPIRE" "tag_pv2_de8c68" "3600""#,
            readsCommands: ["1 - EXPIRE tag_pv2_de8c68 3"],
            source: "redis 2.4 replication.c, taken with telnet"
        ),
        FormatSample(
            #""1795229810.121553 [0 127.0.0.1:39686] \"set\" \"foo\" \"bar\"""#,
            readsCommands: ["0 127.0.0.1:39686 SET foo 3"],
            source: "redis-cli 7.0.15 --csv MONITOR, a real run"
        ),
        FormatSample(
            #""1795229810.133265 [0 127.0.0.1:39696] \\"SET\\" \\"bin\\" \\"\\\\x00\\"""#,
            readsCommands: ["0 127.0.0.1:39696 SET bin 3"],
            source: "redis-cli 7.0.15 --quoted-json MONITOR, a real run"
        ),
        FormatSample(
            #"2026-11-21T03:03:26Z redis-1 | 1795230206.777646 [0 10.0.0.1:33722] "PING""#,
            readsCommands: ["0 10.0.0.1:33722 PING - 1"],
            source: "docker compose logs around MONITOR"
        ),
        FormatSample(
            #"1795229810.125496 [0 127.0.0.1:39692] "set" "key" "unfinis"#,
            readsCommands: ["0 127.0.0.1:39692 SET key 2"],
            source: "redis replication.c; a capture that was killed"
        ),
        FormatSample(
            #"00:34:01.046 [0 89.64.40.188:10749] "SET" "k" "{"Value":"x"}""#,
            reads: [],
            source: "a GUI profiler's export, with local time and unescaped quotes"
        ),
    ]

    /// Where a stamp may begin: prefixes of wrappers are shorter.
    private static let prefixBytesMax = 256

    /// Reads blocks; it keeps no state from line to line, only memory from block to block.
    struct Reader: FormatReader {
        let zone = WrittenZone.written
        /// The rows of the last batch: their memory is used again when whoever took that batch is done with it.
        private var rows: [RedisCommandRow] = []

        mutating func finish() -> Batch { .rows([]) }

        mutating func read(_ block: LineBlock) -> Batch {
            var batch = RedisCommandBatch()
            swap(&batch.rows, &rows)
            batch.rows.removeAll(keepingCapacity: true)
            var rewritten: [UInt8] = []
            block.bytes.withUnsafeBufferPointer { buffer in
                guard let text = buffer.baseAddress else { return }
                Self.read(text, buffer.count, block.firstLine, into: &batch, &rewritten)
            }
            batch.bytes = block.bytes
            // Appending even nothing would copy the block.
            if !rewritten.isEmpty { batch.bytes += rewritten }
            rows = batch.rows
            return .commands(batch)
        }

        private static func read(
            _ text: UnsafePointer<UInt8>,
            _ count: Int,
            _ firstLine: Int,
            into batch: inout RedisCommandBatch,
            _ rewritten: inout [UInt8]
        ) {
            var line = MonitorLine()
            var number = firstLine
            var start = 0
            while start < count {
                var end = start
                if let found = memchr(text + start, 0x0A, count - start) {
                    end = UnsafeRawPointer(found) - UnsafeRawPointer(text)
                } else {
                    end = count
                }
                let next = end + 1
                if end > start, text[end - 1] == 0x0D { end -= 1 }
                if line.read(text, from: start, to: end) == nil {
                    batch.append(line, number)
                } else if start < end {
                    readWrapped(text, start, end, number, count, into: &batch, &rewritten)
                }
                number += 1
                start = next
            }
        }

        /// A line that does not begin with its stamp: a wrapper's prefix, JSON or CSV quotes, or not MONITOR.
        @inline(never)
        private static func readWrapped(
            _ text: UnsafePointer<UInt8>,
            _ start: Int,
            _ end: Int,
            _ number: Int,
            _ offset: Int,
            into batch: inout RedisCommandBatch,
            _ rewritten: inout [UInt8]
        ) {
            let bytes = UnsafeBufferPointer(start: text + start, count: end - start)
            if bytes.elementsEqual("OK".utf8) || bytes.elementsEqual("+OK".utf8)
                || bytes.elementsEqual("\"OK\"".utf8)
            {
                return
            }
            guard
                let payload = MonitorWrapper.payload(of: bytes, within: RedisMonitor.prefixBytesMax)
            else {
                batch.unreadable.append(
                    UnreadableLine(line: number, reason: MonitorLine.Problem.noStamp.rawValue)
                )
                return
            }
            // Rewritten lines are kept behind the block, so that the rows can point at them.
            let base = offset + rewritten.count
            rewritten += payload
            payload.withUnsafeBufferPointer { buffer in
                guard let copy = buffer.baseAddress else { return }
                var line = MonitorLine()
                if let problem = line.read(copy, from: 0, to: buffer.count) {
                    batch.unreadable.append(
                        UnreadableLine(line: number, reason: problem.rawValue)
                    )
                } else {
                    batch.append(line, number, shiftedBy: base)
                }
            }
        }
    }
}

extension RedisCommandBatch {
    /// Appends a line whose ranges count from the beginning of the block.
    @inline(__always)
    fileprivate mutating func append(_ line: MonitorLine, _ number: Int) {
        rows.append(line.row)
        rows[rows.count - 1].line = number
        if line.isTruncated { truncatedLines += 1 }
    }

    /// Appends a line of a text that stands so many bytes behind the beginning of the block.
    fileprivate mutating func append(_ line: MonitorLine, _ number: Int, shiftedBy shift: Int) {
        append(line, number)
        let last = rows.count - 1
        rows[last].client = rows[last].client.shifted(by: shift)
        rows[last].name = rows[last].name.shifted(by: shift)
        rows[last].key = rows[last].key.shifted(by: shift)
        rows[last].arguments = rows[last].arguments.shifted(by: shift)
    }
}
