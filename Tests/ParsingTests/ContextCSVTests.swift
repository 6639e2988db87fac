// Tables of events: their texts and kinds, rollbacks by version, notes over several lines.

import Testing

@testable import Parsing

@Suite struct ContextCSVTests {
    private let format = ContextCSV()

    @Test(arguments: ContextCSV().samples.indices)
    func readsItsSamples(index: Int) {
        let sample = format.samples[index]
        #expect(RowReading(sample.text, with: format).rows == sample.rows)
        #expect(score(sample.text, format) == 0.8)
    }

    @Test(arguments: [
        (
            "worker,880,adds a reporter", ContextEvent.Kind.deploy,
            "deploy worker 880: adds a reporter"
        ),
        ("worker,881,reverts 880", .response, "deploy worker 881: reverts 880"),
        (
            "erp,stock-take,full stock take started", .other,
            "erp stock-take: full stock take started"
        ),
        ("traffic,-,login attempts x5", .other, "traffic: login attempts x5"),
        ("edge,-,network blocked", .response, "edge: network blocked"),
        ("web,2201,", .deploy, "deploy web 2201"),
    ])
    func namesADeploy(row: String, kind: ContextEvent.Kind, text: String) {
        let reading = RowReading(
            "time,app,version,note\n2026-11-21T03:20:04Z,\(row)\n",
            with: format
        )
        #expect(reading.events.map(\.kind) == [kind])
        #expect(reading.events.map(\.text) == [text])
        #expect(reading.zone == .written)
    }

    @Test(arguments: [
        ("880", "879"), ("0.9", "0.8"), ("w31", "w30"), ("0.10", "0.9"), ("1.2.1", "1.2"),
        ("v10", "v9"),
    ])
    func takesAReturnToALowerVersionForARollback(new: String, old: String) {
        let text = """
            time,service,version
            2026-11-21T03:20:00Z,pricing,\(new)
            2026-11-21T03:21:00Z,web,\(old)
            2026-11-21T03:22:00Z,pricing,\(old)
            """
        let events = RowReading(text, with: format).events
        #expect(events.map(\.kind) == [.deploy, .deploy, .response])
    }

    @Test func takesAReturnToAnEarlierCommitForARollback() {
        let text = """
            time,service,version,kind
            2026-11-21T03:20:00Z,web,1f3a9c,deploy
            2026-11-21T03:21:00Z,web,9bb01d,deploy
            2026-11-21T03:22:00Z,web,1f3a9c,deploy
            """
        #expect(RowReading(text, with: format).events.map(\.kind) == [.deploy, .deploy, .response])
    }

    @Test func ordersVersionsByTimeInAnExportThatIsNewestFirst() {
        let text = """
            time,service,version
            2026-11-21T03:22:00Z,web,879
            2026-11-21T03:20:00Z,web,880
            """
        #expect(RowReading(text, with: format).events.map(\.kind) == [.response, .deploy])
    }

    @Test func readsNotesOverSeveralLines() {
        let text = "time,text\n2026-11-21T03:20:00Z,\"deploy web\nwith a migration\"\n"
        let events = RowReading(text, with: format).events
        #expect(events.map(\.text) == ["deploy web with a migration"])
        #expect(events.map(\.line) == [2])
    }

    @Test func losesOneLineToAnUnclosedQuote() {
        let text = "time,text\n2026-11-21T03:20:00Z,\"oops\n2026-11-21T03:21:00Z,deploy web\n"
        let reading = RowReading(text, with: format)
        #expect(reading.events.map(\.line) == [3])
        #expect(
            reading.unreadable == [
                UnreadableLine(line: 2, reason: CSVRow.Fault.openQuote.reason)
            ]
        )
    }

    @Test func reportsARowWithoutTime() {
        let reading = RowReading("time,text\nyesterday,deploy web\n", with: format)
        #expect(
            reading.rows == [
                .unreadable(UnreadableLine(line: 2, reason: ContextCSVReader.timeRule))
            ]
        )
    }

    @Test(arguments: [
        "timestamp,redis_ping_ms,used_memory\n2026-11-21T03:03:26.777Z,0.11,1502632\n",
        "time,name,value\n2026-11-21T03:03:26Z,latency,3\n",
        "\"Date\",\"Host\",\"Service\",\"Content\"\n\"2026-03-08T14:00:00.000Z\",\"h\",\"s\",\"x\"\n",
        #"46,1795229811,3,"set","db15","1","127.0.0.1:39848","""#,
        "2026-11-21T03:44:35.971Z pid=24219 tid=7dj class=A jid=b INFO: start, now\n",
    ])
    func leavesOtherTextsAlone(text: String) {
        #expect(score(text, format) == nil)
    }
}
