// What `redis-cli --stat` prints, behind the stamps of ts(1): the program itself writes no time.
// Source: redis 7.4 redis-cli.c, statMode and bytesToHuman.

/// Reads rows of keys, memory, clients, blocked clients, requests and connections.
package struct RedisStat: LogFormat {
    package let name = "redis-stat"

    private static let score = 0.97

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        let lines = head.lines.filter { !SlowlogSession.isBlank($0) }
        let headings = lines.count { Reader.isHeading($0) }
        guard headings > 0 else { return nil }
        let explained = lines.count { Reader.isHeading($0) || Reader.values($0) != nil }
        guard explained * 2 >= lines.count else { return nil }
        return Recognition(
            score: Self.score * Double(explained) / Double(lines.count),
            reason: "headings and rows of redis-cli --stat"
        )
    }

    /// Reads a row a line.
    struct Reader: FormatReader {
        static let rowRule =
            "a row holds keys, memory, clients, blocked, requests (+n), connections"
        static let clockRule = "a row without time: record through ts '%FT%T%z' to place it"

        private static let columns: [(name: String, unit: Sample.Unit, kind: Sample.Kind)] = [
            ("keys", .count, .gauge), ("mem", .bytes, .gauge), ("clients", .count, .gauge),
            ("blocked", .count, .gauge), ("requests", .count, .counter),
            ("connections", .count, .counter),
        ]

        private var clock = LeadingClock()

        var zone: WrittenZone { clock.zone }

        mutating func read(_ block: LineBlock) -> Batch {
            var rows: [Row] = []
            block.forEachLine { line, text in
                guard let rule = read(text, line, into: &rows) else { return }
                rows.append(.unreadable(UnreadableLine(line: line, reason: rule)))
            }
            return .rows(rows)
        }

        mutating func finish() -> Batch { .rows([]) }

        private mutating func read(
            _ text: ArraySlice<UInt8>,
            _ line: Int,
            into rows: inout [Row]
        ) -> String? {
            if SlowlogSession.isBlank(text) || Self.isHeading(text)
                || LineCursor.find("redis-cli", in: text) != nil
            {
                return nil
            }
            guard let values = Self.values(text) else { return Self.rowRule }
            guard let time = clock.moment(of: text)?.time else { return Self.clockRule }
            for (column, value) in zip(Self.columns, values) {
                rows.append(
                    .sample(
                        Sample(
                            line: line,
                            time: time,
                            metric: "redis_stat.\(column.name)",
                            value: value,
                            unit: column.unit,
                            kind: column.kind
                        )
                    )
                )
            }
            return nil
        }

        /// Whether a line is one of the two of a heading.
        static func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
            LineCursor.find("------- data ------ ----", in: line) != nil
                || LineCursor.find("clients blocked requests", in: line) != nil
        }

        /// The six values at the end of a row, before the name of a child where one runs.
        static func values(_ line: ArraySlice<UInt8>) -> [Double]? {
            var words = ColumnText.words(line)
            if let last = words.last, children.contains(last) { words.removeLast() }
            guard words.count >= 7 else { return nil }
            let cells = words.suffix(7)
            let first = cells.startIndex
            guard cells[first + 5].hasPrefix("("), cells[first + 5].hasSuffix(")"),
                let memory = bytes(cells[first + 1])
            else { return nil }
            let counts = [0, 2, 3, 4, 6].compactMap { Double(cells[first + $0]) }
            guard counts.count == 5, counts.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
                return nil
            }
            return [counts[0], memory, counts[1], counts[2], counts[3], counts[4]]
        }

        private static let children: Set<String> = ["SAVE", "AOF", "SAVE+AOF", "LOAD"]

        /// `20.03M`: powers of 1,024.
        private static func bytes(_ word: String) -> Double? {
            guard let unit = word.last, let power = "BKMGT".firstIndex(of: unit),
                let number = Double(word.dropLast()), number.isFinite
            else { return nil }
            let steps = "BKMGT".distance(from: "BKMGT".startIndex, to: power)
            return (0..<steps).reduce(number) { value, _ in value * 1_024 }
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                Nov 21 03:44:34 ------- data ------ --------------------- load -------------------- - child -
                Nov 21 03:44:34 keys       mem      clients blocked requests            connections          
                Nov 21 03:44:35 59404      20.50M   51      0       243703 (+0)         54          
                Nov 21 03:44:36 59423      1.00K    51      2       350063 (+106360)    54          SAVE
                """,
                reads: Self.rows(3, 35, [59_404, 21_495_808, 51, 0, 243_703, 54])
                    + Self.rows(4, 36, [59_423, 1_024, 51, 2, 350_063, 54]),
                source: "redis-cli 7.0.15 --stat, a real run, through ts"
            ),
            FormatSample("keys mem clients\n1 2 3", reads: [], source: "a table of words"),
        ]
    }

    /// Rows of 21 November of no year, at 03:44.
    private static func rows(_ line: Int, _ second: Int64, _ values: [Double]) -> [Row] {
        let names = ["keys", "mem", "clients", "blocked", "requests", "connections"]
        return zip(names, values).map { name, value in
            .sample(
                Sample(
                    line: line,
                    time: Timestamp(microseconds: (324 * 86_400 + 13_440 + second) * 1_000_000),
                    metric: "redis_stat.\(name)",
                    value: value,
                    unit: name == "mem" ? .bytes : .count,
                    kind: name == "requests" || name == "connections" ? .counter : .gauge
                )
            )
        }
    }
}
