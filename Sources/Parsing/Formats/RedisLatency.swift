// What `redis-cli --latency-history` prints, behind the stamps of ts(1): the program itself writes no time.
// Source: redis 7.4 redis-cli.c, latencyMode: on a terminal in words, else `min max avg samples` in ms.

/// Reads round trips, a row each 15 seconds.
package struct RedisLatency: LogFormat {
    package let name = "redis-latency"

    private static let score = 0.9

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        let lines = head.lines.filter { !SlowlogSession.isBlank($0) }
        var clock = LeadingClock()
        let explained = lines.count { Reader.values($0, &clock) != nil }
        guard explained > 0, explained * 2 >= lines.count else { return nil }
        return Recognition(
            score: Self.score * Double(explained) / Double(lines.count),
            reason: "min, max, avg and samples of redis-cli --latency-history"
        )
    }

    /// Reads a row a line.
    struct Reader: FormatReader {
        static let rowRule = "a row holds min, max, avg and samples"
        static let clockRule = "a row without time: record through ts '%FT%T%z' to place it"
        private static let columns = ["min", "max", "avg"]

        private var clock = LeadingClock()

        var zone: WrittenZone { clock.zone }

        mutating func read(_ block: LineBlock) -> Batch {
            var rows: [Row] = []
            block.forEachLine { line, text in
                guard !SlowlogSession.isBlank(text),
                    LineCursor.find("redis-cli", in: text) == nil
                else { return }
                guard let (time, values) = Self.values(text, &clock) else {
                    return rows.append(
                        .unreadable(UnreadableLine(line: line, reason: Self.rowRule))
                    )
                }
                guard let time else {
                    return rows.append(
                        .unreadable(UnreadableLine(line: line, reason: Self.clockRule))
                    )
                }
                for (column, value) in zip(Self.columns, values) {
                    rows.append(
                        .sample(
                            Sample(
                                line: line,
                                time: time,
                                metric: "redis_latency.\(column)",
                                value: value / 1_000,
                                unit: .seconds
                            )
                        )
                    )
                }
            }
            return .rows(rows)
        }

        mutating func finish() -> Batch { .rows([]) }

        /// Minimum, maximum and mean in milliseconds, with the time before them where one stands.
        static func values(_ line: ArraySlice<UInt8>, _ clock: inout LeadingClock)
            -> (time: Timestamp?, milliseconds: [Double])?
        {
            // A terminal shows each state of the row over the last one; only the last stands.
            let plain = LineCursor.withoutColours(line)
            let stamped = clock.moment(of: plain)
            let shown = stamped?.rest ?? plain
            let text = shown.lastIndex(of: 0x0D).map { shown[($0 + 1)...] } ?? shown
            if let last = LineCursor.findLast("min: ", in: text) {
                return labelled(text[last...]).map { (stamped?.time, $0) }
            }
            let words = text.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x2C }
            guard words.count == 4, words[2].contains(0x2E) else { return nil }
            let numbers = words.compactMap { Double(String(decoding: $0, as: UTF8.self)) }
            guard numbers.count == 4, isPlausible(numbers) else { return nil }
            return (stamped?.time, Array(numbers.prefix(3)))
        }

        /// `min: 0, max: 1, avg: 0.11 (9 samples) -- 15.01 seconds range`.
        private static func labelled(_ text: ArraySlice<UInt8>) -> [Double]? {
            var cursor = LineCursor(text)
            guard cursor.skip("min: "), let low = cursor.decimal(), cursor.skip(", max: "),
                let high = cursor.decimal(), cursor.skip(", avg: "), let mean = cursor.decimal(),
                cursor.skip(" ("), let samples = cursor.integer()
            else { return nil }
            let numbers = [low, high, mean, Double(samples)]
            return isPlausible(numbers) ? Array(numbers.prefix(3)) : nil
        }

        /// Whether four numbers can be a minimum, a maximum, a mean between them and a count.
        private static func isPlausible(_ numbers: [Double]) -> Bool {
            numbers.allSatisfy(\.isFinite) && numbers[0] >= 0 && numbers[0] <= numbers[2] + 0.01
                && numbers[2] <= numbers[1] + 0.01 && numbers[3] >= 1
                && numbers[3] == numbers[3].rounded()
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                2026-11-21T03:20:15+0000 min: 0, max: 4, avg: 0.50 (1471 samples) -- 15.01 seconds range
                2026-11-21T03:20:30+0000 0 1 0.25 1480
                """,
                reads: Self.rows(1, 15, [0, 0.004, 0.0005])
                    + Self.rows(2, 30, [0, 0.001, 0.00025]),
                source: "redis-cli 7.0.15 --latency-history, real runs, through ts"
            ),
            FormatSample("1 2 3 4\n5 6 7 8", reads: [], source: "numbers"),
        ]
    }

    private static func rows(_ line: Int, _ second: Int64, _ values: [Double]) -> [Row] {
        zip(["min", "max", "avg"], values).map { name, value in
            .sample(
                Sample(
                    line: line,
                    time: Timestamp(microseconds: (1_795_231_200 + second) * 1_000_000),
                    metric: "redis_latency.\(name)",
                    value: value,
                    unit: .seconds
                )
            )
        }
    }
}
