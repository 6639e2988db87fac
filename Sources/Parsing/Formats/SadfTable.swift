// What `sadf -d` and `sadf -p` print: tables for databases and for awk.
// Source: sysstat 12.7 sadf.c and format.c, render_ppc and print_db_header; real runs of sysstat 12.6.

/// Reads `hostname;interval;timestamp;...` under headings, and `host TAB interval TAB time TAB item TAB field
/// TAB value`.
package struct SadfTable: LogFormat {
    package let name = "sadf"

    private static let score = 0.97

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        var reader = Reader()
        let bytes = Array(head.lines.joined(separator: [0x0A]))
        guard case .rows(let rows) = reader.read(LineBlock(bytes: bytes, firstLine: 1)),
            reader.isTold
        else { return nil }
        let strange = rows.count { if case .unreadable = $0 { true } else { false } }
        let share = Double(strange) / Double(max(1, rows.count))
        guard share <= 0.5 else { return nil }
        return Recognition(score: Self.score * (1 - share), reason: "tables of sadf")
    }

    /// Reads a line at a time; a heading holds until the next.
    struct Reader: FormatReader {
        static let rowRule = "a row of sadf is a host, an interval, a time and values"

        private var table: SysstatTable?
        private var notes = ZoneNotes()
        /// Whether a heading or a whole row of six fields was met.
        private(set) var isTold = false

        var zone: WrittenZone { notes.zone }

        mutating func read(_ block: LineBlock) -> Batch {
            var rows: [Row] = []
            block.forEachLine { line, text in
                guard !SlowlogSession.isBlank(text), !read(text, line, into: &rows) else { return }
                rows.append(.unreadable(UnreadableLine(line: line, reason: Self.rowRule)))
            }
            return .rows(rows)
        }

        mutating func finish() -> Batch { .rows([]) }

        private mutating func read(
            _ text: ArraySlice<UInt8>,
            _ line: Int,
            into rows: inout [Row]
        ) -> Bool {
            if LineCursor.begins(text, with: "# hostname;interval;timestamp") {
                let names = Self.cells(text, parted: 0x3B)
                table = SysstatTable(Array(names.dropFirst(3)))
                isTold = isTold || table != nil
                return table != nil
            }
            if table == nil, text.contains(0x09) { return readTriple(text, line, into: &rows) }
            let cells = Self.cells(text, parted: 0x3B)
            guard let table, cells.count > 3, let time = time(cells[2]) else { return false }
            if cells[3].hasPrefix("LINUX-RESTART") || cells[3].hasPrefix("COM") { return true }
            let values = zip(table.columns, cells.dropFirst(3)).map { column, cell in
                column == "CPU" && cell == "-1" ? "all" : cell
            }
            guard cells.count == table.columns.count + 3 else { return false }
            let stamp = MetricsTable.Stamp(line: line, time: time)
            return table.read(values, at: stamp, into: &rows) == nil
        }

        /// `vm TAB 1 TAB 2026-11-21 03:44:45 UTC TAB all TAB %user TAB 50.25`.
        private mutating func readTriple(
            _ text: ArraySlice<UInt8>,
            _ line: Int,
            into rows: inout [Row]
        ) -> Bool {
            let cells = Self.cells(text, parted: 0x09)
            guard cells.count == 6, Int(cells[1]) != nil, let time = time(cells[2]),
                let number = ColumnText.number(cells[5]), !cells[4].isEmpty
            else { return cells.count > 3 && cells[3].hasPrefix("LINUX-RESTART") }
            isTold = true
            let item = Self.bare(cells[3])
            let scale = SysstatUnit.scale(of: cells[4])
            let value = number.value(shiftedBy: scale.places) * scale.factor
            guard value.isFinite else { return false }
            rows.append(
                .sample(
                    Sample(
                        line: line,
                        time: time,
                        metric: item.isEmpty ? cells[4] : "\(cells[4]){\(item)}",
                        value: value,
                        unit: scale.unit
                    )
                )
            )
            return true
        }

        private mutating func time(_ cell: String) -> Timestamp? {
            let bytes = Array(cell.utf8)
            guard let reading = WrittenTime.reading(of: bytes, 0..<bytes.count) else { return nil }
            notes.note(isZoned: reading.isZoned)
            return reading.time
        }

        /// An item as the other tables name it; `-` is none.
        private static func bare(_ item: String) -> String {
            if item == "-" { return "" }
            if item == "all" { return "cpu:all" }
            return item.hasPrefix("cpu") && Int(item.dropFirst(3)) != nil
                ? "cpu:\(item.dropFirst(3))" : item
        }

        private static func cells(_ text: ArraySlice<UInt8>, parted byte: UInt8) -> [String] {
            text.split(
                separator: byte,
                maxSplits: ColumnText.wordsMax,
                omittingEmptySubsequences: false
            )
            .map { String(decoding: $0, as: UTF8.self) }
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                # hostname;interval;timestamp;CPU;%user;%idle
                vm;1;2026-11-21 03:44:45 UTC;-1;50.00;24.50
                vm;-1;2026-11-21 03:44:46 UTC;LINUX-RESTART\t(2 CPU)
                # hostname;interval;timestamp;DEV;tps;await;%util
                vm;1;2026-11-21 03:44:47 UTC;vda;858.00;0.50;5.00
                vm;1;2026-11-21 03:44:47 UTC;vdb;1.00;0.00;0.00
                """,
                reads: [
                    Self.sample(2, 85, "%user{cpu:all}", 0.5, .ratio),
                    Self.sample(2, 85, "%idle{cpu:all}", 0.245, .ratio),
                    Self.sample(5, 87, "tps{device:vda}", 858, .perSecond),
                    Self.sample(5, 87, "await{device:vda}", 0.0005, .seconds),
                    Self.sample(5, 87, "%util{device:vda}", 0.05, .ratio),
                    Self.sample(6, 87, "tps{device:vdb}", 1, .perSecond),
                    Self.sample(6, 87, "await{device:vdb}", 0, .seconds),
                    Self.sample(6, 87, "%util{device:vdb}", 0, .ratio),
                ],
                source: "sysstat 12.6, sadf -d -- -u -d, real runs, shortened"
            ),
            FormatSample(
                "vm\t1\t2026-11-21 03:44:45\tall\t%user\t50.00\nvm\t1\t1795232685\t-\tproc/s\t2.00",
                reads: [
                    Self.sample(1, 85, "%user{cpu:all}", 0.5, .ratio),
                    Self.sample(2, 85, "proc/s", 2, .perSecond),
                ],
                source: "sysstat 12.6, sadf -p -T and -U, real runs, shortened"
            ),
            FormatSample("a\t1\tyesterday\tall\t%user\t2", reads: [], source: "a table of words"),
        ]
    }

    private static func sample(
        _ line: Int,
        _ second: Int64,
        _ metric: String,
        _ value: Double,
        _ unit: Sample.Unit
    ) -> Row {
        .sample(
            Sample(
                line: line,
                time: Timestamp(microseconds: (1_795_232_600 + second) * 1_000_000),
                metric: metric,
                value: value,
                unit: unit
            )
        )
    }
}
