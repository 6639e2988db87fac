// What INFO says of a Redis or Valkey server: sections of `key:value` lines.
// Source: redis `server.c`, `genRedisInfoString`, 2.4 to 7.4; Valkey 8.0.

/// Reads `INFO` dumps, one or several in a file.
package struct RedisInfo: LogFormat {
    package let name = "redis-info"

    /// Keys that no other file has; one of them must be there.
    private static let telling = [
        "redis_version", "valkey_version", "used_memory", "connected_clients",
        "total_commands_processed", "rdb_changes_since_last_save", "master_replid",
        "used_cpu_sys",
    ]

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        var lines = 0
        var explained = 0
        var isTold = false
        for line in head.lines where !SlowlogSession.isBlank(line) {
            lines += 1
            switch RedisInfoLine(line) {
            case .section: explained += 1
            case .field(let key, _):
                explained += 1
                isTold = isTold || Self.telling.contains(key) || key.hasPrefix("cmdstat_")
            case nil: break
            }
        }
        guard isTold, explained * 2 > lines else { return nil }
        return Recognition(
            score: Double(explained) / Double(lines),
            reason: "sections and key:value lines of INFO"
        )
    }

    package let samples: [FormatSample] = [
        FormatSample(
            """
            # Server
            redis_version:7.0.15
            os:Linux 6.18.44 x86_64
            server_time_usec:1795233097973116

            # Commandstats
            cmdstat_client|setname:calls=3,usec=9,usec_per_call=3.00
            # Server
            redis_version:7.0.15
            """,
            reads: [
                .server(
                    ServerSnapshot(
                        line: 1,
                        time: Timestamp(microseconds: 1_795_233_097_973_116),
                        fields: [
                            "redis_version": .init(value: "7.0.15", line: 2),
                            "os": .init(value: "Linux 6.18.44 x86_64", line: 3),
                            "server_time_usec": .init(value: "1795233097973116", line: 4),
                            "cmdstat_client|setname": .init(
                                value: "calls=3,usec=9,usec_per_call=3.00",
                                line: 7
                            ),
                        ]
                    )
                ),
                .server(
                    ServerSnapshot(
                        line: 8,
                        time: nil,
                        fields: ["redis_version": .init(value: "7.0.15", line: 9)]
                    )
                ),
            ],
            source: "redis 7.0.15 INFO, a real run, shortened"
        ),
        FormatSample(
            "127.0.0.1:6379> info server\nvalkey_version:8.0.1\nvalkey_version:8.0.1",
            reads: [
                .server(
                    ServerSnapshot(
                        line: 2,
                        time: nil,
                        fields: ["valkey_version": .init(value: "8.0.1", line: 2)]
                    )
                ),
                .server(
                    ServerSnapshot(
                        line: 3,
                        time: nil,
                        fields: ["valkey_version": .init(value: "8.0.1", line: 3)]
                    )
                ),
            ],
            source: "valkey 8.0 server.c, genValkeyInfoString"
        ),
        FormatSample(
            """
            # Server
            redis_version:5.0.14
            lru_clock:68225
            # Persistence
            rdb_last_save_time:1795230206
            """,
            reads: [
                .server(
                    ServerSnapshot(
                        line: 1,
                        time: Timestamp(microseconds: 1_795_230_337_000_000),
                        fields: [
                            "redis_version": .init(value: "5.0.14", line: 2),
                            "lru_clock": .init(value: "68225", line: 3),
                            "rdb_last_save_time": .init(value: "1795230206", line: 5),
                        ]
                    )
                )
            ],
            source: "redis 5.0.14 INFO; the numbers of a run of 7.0, whose server_time_usec agrees"
        ),
        FormatSample("# Server\nhost: 10.0.0.1\nport: 6379", reads: [], source: "YAML"),
    ]
}

/// A line of `INFO`.
enum RedisInfoLine: Equatable {
    /// `# Server`.
    case section(String)
    case field(key: String, value: String)

    /// Commands of modules have the longest keys, `cmdstat_` and a name.
    private static let keyBytesMax = 256
    /// Longer values are refused; the longest of Redis are paths.
    private static let valueBytesMax = 8_192

    /// Reads a line; `nil` when it is neither.
    init?(_ line: ArraySlice<UInt8>) {
        if line.starts(with: "# ".utf8) {
            let title = line.dropFirst(2)
            guard (1...64).contains(title.count), title.allSatisfy(Self.isTitle) else { return nil }
            self = .section(String(decoding: title, as: UTF8.self))
            return
        }
        guard let first = line.first, Self.isLetter(first),
            let colon = line.prefix(Self.keyBytesMax + 1).firstIndex(of: UInt8(ascii: ":")),
            line[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            line.endIndex - colon <= Self.valueBytesMax
        else { return nil }
        let value = line[(colon + 1)...]
        guard value.first != 0x20 else { return nil }
        self = .field(
            key: String(decoding: line[..<colon], as: UTF8.self),
            value: String(decoding: value, as: UTF8.self)
        )
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    private static func isTitle(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte == 0x20 || byte == UInt8(ascii: "_") || byte &- 0x30 <= 9
    }
}

extension RedisInfo {
    /// Collects the fields of a dump until the next begins.
    struct Reader: FormatReader {
        /// More fields in one dump are refused: 500 commands have three lines each, databases few.
        private static let fieldsMax = 10_000

        private var line: Int?
        private var fields: [String: ServerSnapshot.Field] = [:]
        private var sections: Set<String> = []

        let zone = WrittenZone.written

        mutating func read(_ block: LineBlock) -> Batch {
            var rows: [Row] = []
            block.forEachLine { number, text in
                switch RedisInfoLine(text) {
                case .section(let title): begin(section: title, at: number, into: &rows)
                case .field(let key, let value): take(key, value, at: number, into: &rows)
                case nil: pass(text, at: number, into: &rows)
                }
            }
            return .rows(rows)
        }

        mutating func finish() -> Batch {
            var rows: [Row] = []
            flush(into: &rows)
            return .rows(rows)
        }

        private mutating func begin(section: String, at number: Int, into rows: inout [Row]) {
            if sections.contains(section) { flush(into: &rows) }
            if line == nil { line = number }
            if sections.count < Self.fieldsMax { sections.insert(section) }
        }

        private mutating func take(
            _ key: String,
            _ value: String,
            at number: Int,
            into rows: inout [Row]
        ) {
            let beginsDump = key == "redis_version" || key == "valkey_version"
            if beginsDump, fields[key] != nil { flush(into: &rows) }
            guard fields.count < Self.fieldsMax else {
                let reason = "an INFO dump of more than 10,000 fields"
                rows.append(.unreadable(UnreadableLine(line: number, reason: reason)))
                return
            }
            if line == nil { line = number }
            fields[key] = ServerSnapshot.Field(value: value, line: number)
        }

        private func pass(_ text: ArraySlice<UInt8>, at number: Int, into rows: inout [Row]) {
            guard !SlowlogSession.isBlank(text), SlowlogSession.line(text) == nil else { return }
            let reason = "a line that is no section and no key:value of INFO"
            rows.append(.unreadable(UnreadableLine(line: number, reason: reason)))
        }

        /// When the dump was taken: as Redis 7.0 on writes it, else by the clock of the eviction.
        ///
        /// That clock counts seconds modulo 2^24 (194 days) since 3.0, and the last save lies at most as far back.
        private var time: Timestamp? {
            if let written = fields["server_time_usec"].flatMap({ Int64($0.value) }) {
                return Timestamp(microseconds: written)
            }
            let period: Int64 = 1 << 24
            guard let clock = fields["lru_clock"].flatMap({ Int64($0.value) }), clock > 0,
                clock < period,
                let saved = fields["rdb_last_save_time"].flatMap({ Int64($0.value) }),
                (1_000_000_000..<10_000_000_000).contains(saved)
            else { return nil }
            let elapsed = ((clock - saved) % period + period) % period
            return Timestamp(microseconds: (saved + elapsed) * 1_000_000)
        }

        private mutating func flush(into rows: inout [Row]) {
            if let line, !fields.isEmpty {
                rows.append(
                    .server(
                        ServerSnapshot(
                            line: line,
                            time: time,
                            fields: fields
                        )
                    )
                )
            }
            line = nil
            fields = [:]
            sections = []
        }
    }
}
