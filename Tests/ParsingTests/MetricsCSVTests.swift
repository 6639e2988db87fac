// Every dialect of metrics tables, with exact values; what is strange; what is refused.

import Testing

@testable import Parsing

@Suite struct MetricsCSVTests {
    private let format = MetricsCSV()

    @Test(arguments: MetricsCSV().samples.indices)
    func readsItsSamples(index: Int) {
        let sample = format.samples[index]
        #expect(RowReading(sample.text, with: format).rows == sample.rows)
        #expect(score(sample.text, format) == 0.8)
    }

    @Test(arguments: MetricsCSV().samples.indices, [1, 2, 3])
    func readsTheSameInBlocksOfAnySize(index: Int, lines: Int) {
        let sample = format.samples[index]
        let reading = RowReading(
            bytes: Array(sample.text.utf8),
            with: format,
            linesPerBlock: lines
        )
        #expect(reading.rows == sample.rows)
    }

    @Test(arguments: [
        ("1795231462", 1_795_231_462_000_000),
        ("1795231462.5", 1_795_231_462_500_000),
        ("1795231462281", 1_795_231_462_281_000),
        ("1795231462281123", 1_795_231_462_281_123),
        ("1795231462281123456", 1_795_231_462_281_123),
        ("2026-11-21T03:24:22Z", 1_795_231_462_000_000),
        ("2026-11-21T04:24:22.281+01:00", 1_795_231_462_281_000),
        ("2026-11-21 03:24:22.281 UTC", 1_795_231_462_281_000),
        ("2026-11-21T03:24Z", 1_795_231_440_000_000),
    ])
    func readsTimesThatSayTheirZone(time: String, microseconds: Int64) {
        let reading = RowReading("time,a\n\(time),1\n", with: format)
        #expect(reading.samples.map(\.time.microseconds) == [microseconds])
        #expect(reading.zone == .written)
    }

    @Test(arguments: ["2026-11-21 03:24:22", "2026/11/21 03:24:22", "2026-11-21T03:24:22.000"])
    func saysThatAZoneIsAbsent(time: String) {
        let reading = RowReading("time,a\n\(time),1\n", with: format)
        #expect(reading.samples.map(\.time.microseconds) == [1_795_231_462_000_000])
        #expect(reading.zone == .absent)
    }

    @Test(arguments: [
        ("11.41 ms", 0.01141, Sample.Unit.seconds), ("433 µs", 0.000433, .seconds),
        ("12 ns", 0.000000012, .seconds), ("3.20 mins", 192, .seconds),
        ("1.5 hour", 5_400, .seconds), ("1.28 MiB", 1_342_177.28, .bytes),
        ("1021.3 KiB", 1_045_811.2, .bytes), ("2 kB", 2_000, .bytes), ("12 B", 12, .bytes),
        ("501 ops/s", 501, .perSecond), ("2.36 K ops/s", 2_360, .perSecond),
        ("60 req/m", 1, .perSecond), ("1 MB/s", 1_000_000, .perSecond),
        ("0.5%", 0.005, .ratio), ("2.36 K", 2_360, .count), ("1.2 Mil", 1_200_000, .count),
        ("12.51 °C", 12.51, .count), ("1e3", 1_000, .count), ("-0.25", -0.25, .count),
        ("1,721,992,142.283", 1_721_992_142.283, .count),
    ])
    func readsUnitsOfCells(cell: String, value: Double, unit: Sample.Unit) {
        let reading = RowReading("time,a\n1795231462,\"\(cell)\"\n", with: format)
        #expect(reading.samples.map(\.value) == [value])
        #expect(reading.samples.map(\.unit) == [unit])
    }

    @Test(arguments: [
        ("redis_ping_ms", 0.002, Sample.Unit.seconds), ("wait_seconds", 2, .seconds),
        ("StringBasedCmdsLatency", 0.000002, .seconds), ("latency (ms)", 0.002, .seconds),
        ("redis_commands_duration_seconds_total", 2, .seconds), ("used_memory", 2, .bytes),
        ("pg_wal_bytes", 2, .bytes), ("BytesUsedForCache", 2, .bytes),
        ("rss_mb", 2_097_152, .bytes),
        ("redis_cpu_pct", 0.02, .ratio), ("EngineCPUUtilization", 0.02, .ratio),
        ("%user", 0.02, .ratio), ("ops_per_sec", 2, .perSecond),
        ("net_out_kbps", 2_048, .bytesPerSecond),
        ("WriteIOPS", 2, .perSecond), ("depth:queue:mails_ms", 2, .count),
        ("connected_clients", 2, .count), ("NewConnections (cumulative)", 2, .count),
    ])
    func readsUnitsOfNames(name: String, value: Double, unit: Sample.Unit) {
        let reading = RowReading("time,\(name)\n1795231462,2\n", with: format)
        #expect(reading.samples.map(\.metric) == [name])
        #expect(reading.samples.map(\.value) == [value])
        #expect(reading.samples.map(\.unit) == [unit])
    }

    @Test(arguments: ["", "NaN", "null", "undefined", "-", "+Inf", "1e999"])
    func leavesGapsOut(cell: String) {
        let reading = RowReading("time,a,b\n1795231462,\(cell),1\n", with: format)
        #expect(reading.samples.map(\.metric) == ["b"])
        #expect(reading.unreadable.isEmpty)
    }

    @Test(arguments: [
        ("0,5", 0.5), ("1.234,5", 1_234.5), ("1,234", 1.234), ("1 234,5", 1_234.5), ("7", 7),
    ])
    func readsDecimalCommas(cell: String, value: Double) {
        let reading = RowReading("time;a;b\n1795231462;\(cell);0,25\n", with: format)
        #expect(reading.samples.map(\.value) == [value, 0.25])
    }

    @Test func readsThousandsThatGrafanaLeavesUnquoted() {
        // From grafana/grafana issue 14578.
        let text =
            "\"Series\";\"Time\";\"Value\"\n"
            + "\"[[tag_host]]\";\"2018-12-12T12:00:00+11:00\";1,721,992,142.283\n"
        let reading = RowReading(text, with: format)
        #expect(reading.samples.map(\.value) == [1_721_992_142.283])
        #expect(reading.samples.map(\.time.microseconds) == [1_544_576_400_000_000])
    }

    @Test func readsTheNextFrameAfterABlankLine() {
        let text = "\u{FEFF}time,a\r\n1795231462,1\r\n\r\ntime,b_ms\r\n1795231463,2\r\n"
        let reading = RowReading(text, with: format)
        #expect(reading.samples.map(\.metric) == ["a", "b_ms"])
        #expect(reading.samples.map(\.value) == [1, 0.002])
        #expect(reading.samples.map(\.line) == [2, 5])
    }

    @Test func readsOnAfterABlankLineWithoutHeader() {
        let reading = RowReading("time,a\n1795231462,1\n\n1795231463,2\n", with: format)
        #expect(reading.samples.map(\.value) == [1, 2])
    }

    @Test func refusesARowThatIsCut() {
        let reading = RowReading("time,a,b\n1795231462,1,2\n1795231463,15026", with: format)
        #expect(reading.samples.map(\.line) == [2, 2])
        #expect(
            reading.unreadable == [
                UnreadableLine(line: 3, reason: MetricsCSVReader.widthRule)
            ]
        )
    }

    @Test func reportsAWordAmongNumbersAndReadsTheRest() {
        let reading = RowReading("time,a,b\n1795231462,1,2\n1795231463,oops,3\n", with: format)
        #expect(reading.samples.map(\.value) == [1, 2, 3])
        #expect(
            reading.unreadable == [
                UnreadableLine(line: 3, reason: MetricsTable.numberRule)
            ]
        )
    }

    @Test func namesTheRuleWhereNoTimeIsReadable() {
        let text = "time,a\n21.11.2026 03:24,1\n21.11.2026 03:25,2\n"
        let reading = RowReading(text, with: format)
        #expect(reading.samples.isEmpty)
        #expect(
            reading.unreadable.map(\.reason)
                == Array(repeating: MetricsCSVReader.timeRule, count: 2)
        )
        #expect(score(text, format) == nil)
    }

    @Test func refusesAHeaderThatEndsBeforeTheTimeOfItsRows() {
        let reading = RowReading("a,b\nx,1,1795231462\n", with: format)
        #expect(reading.samples.isEmpty)
        #expect(reading.unreadable.map(\.line) == [1, 2])
    }

    @Test func readsTenThousandColumns() {
        let header = (0..<10_000).map { "c\($0)" }.joined(separator: ",")
        let values = (0..<10_000).map(String.init).joined(separator: ",")
        let reading = RowReading("time,\(header)\n1795231462,\(values)\n", with: format)
        #expect(reading.samples.count == 10_000)
        #expect(reading.samples.last?.value == 9_999)
    }

    @Test func refusesAHugeHeader() {
        let name = String(repeating: "x", count: 1 << 20)
        let reading = RowReading("time,\(name)\n1795231462,1\n", with: format)
        #expect(reading.samples.isEmpty)
        #expect(reading.unreadable.first?.reason == CSVRow.Fault.hugeCell.reason)
    }

    @Test(arguments: [
        #"46,1795229811,3,"set","db15","1","127.0.0.1:39848","",45,1795229811,1,"SELECT","15""#,
        "time,service,version\n2026-11-21T03:21:32Z,web,4.4\n",
        "2026-11-21T03:44:35.971Z pid=24219 tid=7dj class=A jid=b INFO: start\n",
        "{\"time\": 1795231462, \"value\": 2}\n",
        "440101247839410938,select 1,2,2001.8,3\n440101247839410939,select 2,2,2001.8,3\n",
        "",
    ])
    func leavesOtherTextsAlone(text: String) {
        #expect(score(text, format) == nil)
    }
}
