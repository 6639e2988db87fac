// What `vmstat -t` prints: a row of numbers with date and time at its end.
// Source: procps-ng 4.0 src/vmstat.c, new_format; real runs of procps 4.0.2.

/// Reads reports of vmstat with stamps.
///
/// The first row under the first heading counts from the start of the system and is passed over.
package struct VmstatText: LogFormat {
    package let name = "vmstat"

    private static let score = 0.97

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        var reader = Reader()
        let bytes = Array(head.lines.joined(separator: [0x0A]))
        guard case .rows(let rows) = reader.read(LineBlock(bytes: bytes, firstLine: 1)),
            reader.hasRows
        else { return nil }
        let strange = rows.count { if case .unreadable = $0 { true } else { false } }
        let lines = head.lines.count { !SlowlogSession.isBlank($0) }
        let share = Double(strange) / Double(max(1, lines))
        guard share <= 0.5 else { return nil }
        return Recognition(
            score: Self.score * (1 - share),
            reason: "headings and rows of vmstat -t"
        )
    }

    /// Reads rows under the heading that names their columns.
    struct Reader: FormatReader {
        static let headingRule = "a row must follow a heading of vmstat"
        static let rowRule = "a row has a number for each column, then a date and a time"

        /// Free memory, buffers and cache of less than this many KiB are no machine that runs servers, so that
        /// the numbers are MiB (`-S M`); the heading does not say.
        private static let memoryKibiMin = 65_536.0

        private var columns: [String] = []
        private var isUTC = false
        private var rowsSeen = 0
        private var memoryFactor: Double?
        private var notes = ZoneNotes()

        var zone: WrittenZone { notes.zone == .written ? .header(offsetSeconds: 0) : notes.zone }
        var hasRows: Bool { rowsSeen > 0 }

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
            if SlowlogSession.isBlank(text) || LineCursor.begins(text, with: "procs -")
                || LineCursor.begins(text, with: "--procs--")
            {
                return nil
            }
            let words = ColumnText.words(text)
            if words.starts(with: ["r", "b"]), words.contains("cs") {
                columns = words.filter { Self.meanings[$0] != nil }
                isUTC = ["UTC", "GMT"].contains(words.last ?? "")
                return nil
            }
            guard !columns.isEmpty else { return Self.headingRule }
            guard words.count == columns.count + 2 else { return Self.rowRule }
            let stamp = Array("\(words[columns.count]) \(words[columns.count + 1])".utf8)
            guard let reading = WrittenTime.reading(of: stamp, 0..<stamp.count) else {
                return Self.rowRule
            }
            let numbers = words.prefix(columns.count).compactMap(Double.init)
            guard numbers.count == columns.count, numbers.allSatisfy(\.isFinite) else {
                return Self.rowRule
            }
            notes.note(isZoned: isUTC || reading.isZoned)
            rowsSeen += 1
            guard rowsSeen > 1 else { return nil }
            take(numbers, at: MetricsTable.Stamp(line: line, time: reading.time), into: &rows)
            return nil
        }

        private mutating func take(
            _ numbers: [Double],
            at stamp: MetricsTable.Stamp,
            into rows: inout [Row]
        ) {
            let factor = memoryFactor ?? factor(of: numbers)
            memoryFactor = factor
            for (column, number) in zip(columns, numbers) {
                guard let meaning = Self.meanings[column] else { continue }
                let scale =
                    switch meaning {
                    case .memory(let unit): UnitScale(unit, factor: factor)
                    case .measured(let scale): scale
                    }
                let series = MetricSeries(name: "vmstat.\(column)", scale: scale)
                if let sample = series.sample(number, at: stamp) { rows.append(.sample(sample)) }
            }
        }

        private func factor(of numbers: [Double]) -> Double {
            let held = zip(columns, numbers).filter { ["free", "buff", "cache"].contains($0.0) }
            let sum = held.reduce(0) { $0 + $1.1 }
            return sum < Self.memoryKibiMin ? 1_048_576 : 1_024
        }

        private enum Meaning {
            /// In the unit that `-S` chose.
            case memory(Sample.Unit)
            case measured(UnitScale)
        }

        private static let meanings: [String: Meaning] = {
            let share = Meaning.measured(UnitScale(.ratio, places: -2))
            let rate = Meaning.measured(UnitScale(.perSecond))
            var table: [String: Meaning] = [
                "r": .measured(.count), "b": .measured(.count),
                "si": .memory(.perSecond), "so": .memory(.perSecond),
                // Blocks of 1,024 bytes.
                "bi": .measured(UnitScale(.perSecond, factor: 1_024)),
                "bo": .measured(UnitScale(.perSecond, factor: 1_024)), "in": rate, "cs": rate,
            ]
            for name in ["swpd", "free", "buff", "cache", "inact", "active"] {
                table[name] = .memory(.bytes)
            }
            for name in ["us", "sy", "id", "wa", "st", "gu"] { table[name] = share }
            return table
        }()
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                procs -----------memory---------- ---swap-- -----io---- -system-- ----cpu---- -----timestamp-----
                 r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us id wa                 UTC
                 1  0      0 202941  33824 403796    0    0  3075  2076  717 2306 36 54  0 2026-11-21 03:44:35
                 2  1      0 202941  33824 403796    0    4     0    68  728 2267  2 96  0 2026-11-21 03:44:36
                """,
                reads: [
                    Self.sample("r", 2, .count), Self.sample("b", 1, .count),
                    Self.sample("swpd", 0, .bytes), Self.sample("free", 207_811_584, .bytes),
                    Self.sample("buff", 34_635_776, .bytes),
                    Self.sample("cache", 413_487_104, .bytes), Self.sample("si", 0, .perSecond),
                    Self.sample("so", 4_096, .perSecond), Self.sample("bi", 0, .perSecond),
                    Self.sample("bo", 69_632, .perSecond), Self.sample("in", 728, .perSecond),
                    Self.sample("cs", 2_267, .perSecond), Self.sample("us", 0.02, .ratio),
                    Self.sample("id", 0.96, .ratio), Self.sample("wa", 0, .ratio),
                ],
                source: "procps 4.0.2, vmstat -t 1, a real run, shortened"
            ),
            FormatSample(
                " r  b   swpd   free   cs\n 1  0      0   1000   10",
                reads: [],
                source: "procps 4.0.2, vmstat without -t"
            ),
        ]
    }

    private static func sample(_ column: String, _ value: Double, _ unit: Sample.Unit) -> Row {
        .sample(
            Sample(
                line: 4,
                time: Timestamp(microseconds: 1_795_232_676_000_000),
                metric: "vmstat.\(column)",
                value: value,
                unit: unit
            )
        )
    }
}
