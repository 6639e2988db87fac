// Metrics inside log lines, in the convention of l2met: `sample#memory-redis=334888bytes`.
// Source: Heroku Dev Center, "Heroku Key-Value Store" and "Log Runtime Metrics"; ryandotsmith/l2met, "Usage".

/// Reads `sample#`, `measure#` and `count#` pairs behind a stamp.
package struct HerokuMetrics: LogFormat {
    package let name = "heroku-metrics"

    private static let score = 0.95

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        let lines = head.lines.filter { !SlowlogSession.isBlank($0) }
        let measured = lines.count { Reader.isMeasured($0) }
        guard measured > 0, measured * 2 >= lines.count else { return nil }
        return Recognition(
            score: Self.score * Double(measured) / Double(lines.count),
            reason: "lines with sample# pairs"
        )
    }

    /// Reads all pairs of each line.
    struct Reader: FormatReader {
        static let clockRule = "a line must begin with a time"
        static let pairRule = "a line holds pairs such as sample#name=1.5ms"
        private static let marks = ["sample#", "measure#", "count#", "unique#"].map {
            Array($0.utf8)
        }
        /// A line holds twenty; more are no measurement.
        private static let pairsMax = 256

        private var clock = LeadingClock()
        private var suffixes = UnitSuffixes()

        var zone: WrittenZone { clock.zone }

        mutating func read(_ block: LineBlock) -> Batch {
            var rows: [Row] = []
            block.forEachLine { line, text in
                guard !SlowlogSession.isBlank(text) else { return }
                let before = rows.count
                guard let (time, rest) = clock.moment(of: text) else {
                    return rows.append(
                        .unreadable(UnreadableLine(line: line, reason: Self.clockRule))
                    )
                }
                take(rest, at: MetricsTable.Stamp(line: line, time: time), into: &rows)
                if rows.count == before {
                    rows.append(.unreadable(UnreadableLine(line: line, reason: Self.pairRule)))
                }
            }
            return .rows(rows)
        }

        mutating func finish() -> Batch { .rows([]) }

        /// Whether a line is a measurement and not a request that was measured.
        static func isMeasured(_ line: ArraySlice<UInt8>) -> Bool {
            LineCursor.find("sample#", in: line) != nil
                && LineCursor.find("method=", in: line) == nil
        }

        private mutating func take(
            _ text: ArraySlice<UInt8>,
            at stamp: MetricsTable.Stamp,
            into rows: inout [Row]
        ) {
            let words = text.split(maxSplits: Self.pairsMax) { $0 == 0x20 }
            let source = words.first { LineCursor.begins($0, with: "source=") }
                .map { LineCursor.string($0.dropFirst(7).prefix(64)) }
            for word in words.prefix(Self.pairsMax) {
                guard let mark = Self.marks.first(where: { word.starts(with: $0) }),
                    let equals = word.firstIndex(of: 0x3D)
                else { continue }
                let name = LineCursor.string(
                    word[(word.startIndex + mark.count)..<equals].prefix(120)
                )
                let bytes = Array(word[(equals + 1)...])
                let cell = CellValue(bytes, 0..<bytes.count, mark: .point, &suffixes)
                var series = MetricSeries(name: source.map { "\(name){\($0)}" } ?? name)
                guard let sample = series.sample(Self.kibi(cell), at: stamp) else { continue }
                rows.append(.sample(sample))
            }
        }

        /// The kB of these lines come from /proc/meminfo, which counts 1,024 bytes.
        private static func kibi(_ cell: CellValue) -> CellValue {
            guard case .measured(let number, let scale) = cell,
                scale == UnitScale(.bytes, places: 3)
            else { return cell }
            return .measured(number, UnitScale(.bytes, factor: 1_024))
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                2026-11-21T03:20:00.000000+00:00 app[heroku-redis]: source=REDIS addon=redis-flat-1 \
                sample#active-connections=2 sample#load-avg-1m=4.5 sample#memory-total=2kB \
                sample#memory-redis=742392bytes sample#hit-rate=0.25
                """,
                reads: [
                    Self.sample("active-connections{REDIS}", 2, .count),
                    Self.sample("load-avg-1m{REDIS}", 4.5, .count),
                    Self.sample("memory-total{REDIS}", 2_048, .bytes),
                    Self.sample("memory-redis{REDIS}", 742_392, .bytes),
                    Self.sample("hit-rate{REDIS}", 0.25, .count),
                ],
                source: "Heroku Dev Center, Heroku Key-Value Store, performance analytics"
            ),
            FormatSample(
                "2026-11-21T03:20:00+00:00 app[web.1]: source=web.1 fetch#done=1",
                reads: [],
                source: "a line without a pair of l2met"
            ),
        ]
    }

    private static func sample(_ metric: String, _ value: Double, _ unit: Sample.Unit) -> Row {
        .sample(
            Sample(
                line: 1,
                time: Timestamp(microseconds: 1_795_231_200_000_000),
                metric: metric,
                value: value,
                unit: unit
            )
        )
    }
}
