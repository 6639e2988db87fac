// Hand-written notes: where the times stand, which date they have, what is prose.

import Testing

@testable import Parsing

@Suite struct ContextMarkdownTests {
    private let format = ContextMarkdown()

    @Test(arguments: ContextMarkdown().samples.indices)
    func readsItsSamples(index: Int) throws {
        let sample = format.samples[index]
        #expect(RowReading(sample.text, with: format).rows == sample.rows)
        #expect(try #require(score(sample.text, format)) > 0.5)
    }

    @Test(arguments: [
        ("- 2026-11-21T03:46:28Z player v3 released", ContextEvent.Kind.deploy, "player"),
        ("- 2026-11-21T03:50:41Z game-api 3.1 (HINCRBY instead of HSET)", .deploy, "game-api"),
        ("- 2026-11-21T03:09:53Z status page of the partner says \"slow\"", .signal, ""),
        ("- 2026-11-21T03:10:15Z partner reports recovery", .response, ""),
        ("- 2026-11-21T03:46:45Z a partner uploads its back catalogue", .other, ""),
        ("- [x] 2026-11-21T03:50:52Z **rolled back worker to w30**", .response, "worker"),
        ("2. at 2026-11-21 03:50 UTC newsletter to 7 500 people", .campaign, ""),
        ("> 2026-11-21T03:50:52+01:00 deploy: disabled the cache", .deploy, ""),
    ])
    func findsKindAndService(line: String, kind: ContextEvent.Kind, service: String) {
        let reading = RowReading(line, with: format)
        #expect(reading.events.map(\.kind) == [kind])
        #expect(reading.events.map(\.service) == [service])
        #expect(reading.zone == .written)
    }

    @Test func stampsTimesOfDayFrom1970WhereNoLineHasADate() {
        let reading = RowReading(
            "- ~14:05 deploy web\n- 14:20 alert\n- 00:10 quiet\n",
            with: format
        )
        #expect(reading.events.map(\.time.seconds) == [50_700, 51_600, 87_000])
        #expect(reading.zone == .absentWithoutDate)
    }

    @Test func takesTheDateThatStandsBelow() {
        let reading = RowReading("- 14:05 deploy web\n- 2026-11-21 14:20 alert\n", with: format)
        #expect(reading.events.map(\.time.seconds) == [1_795_269_900, 1_795_270_800])
        #expect(reading.zone == .absent)
    }

    @Test func takesTheZoneOfAHeading() {
        let reading = RowReading("# 2026-11-21 (UTC)\n- 14:05 deploy web\n", with: format)
        #expect(reading.events.map(\.time.seconds) == [1_795_269_900])
        #expect(reading.zone == .written)
    }

    @Test(arguments: [
        "We looked at 10.0.0.1:6379 and v1.2.3.", "ratio 16:90, at 25:10", "```\n14:05 x\n```",
        "# 2026-11-21", "plain prose", "",
    ])
    func takesProseForProse(text: String) {
        #expect(RowReading(text, with: format).rows.isEmpty)
    }

    @Test func refusesALineThatIsPastedData() {
        let text = "- 14:05 " + String(repeating: "x", count: 1 << 20)
        let reading = RowReading(text, with: format)
        #expect(
            reading.rows == [
                .unreadable(UnreadableLine(line: 1, reason: ContextMarkdownReader.lengthRule))
            ]
        )
    }

    @Test(arguments: [
        "{\"at\": \"2026-11-21T03:00:00Z\"}\n", "[\n \"2026-11-21T03:00:00Z\"\n]\n",
        "- at: 2026-11-21T03:00:00Z\n  type: deploy\n",
        "2026-11-21T03:44:35.971Z pid=24219 tid=7dj class=A jid=b INFO: start\n",
        "2026-11-21T03:03:26.777Z,0.11,3,0,1502632\n",
        "# Time: 2026-11-21T03:44:35Z\n# User@Host: root\nselect 1;\n",
    ])
    func leavesOtherTextsAlone(text: String) {
        #expect(score(text, format) == nil)
    }

    @Test(arguments: [
        ("2026-11-21T03:24:55Z deploy worker w31", 1_795_231_495_000_000, ContextEvent.Kind.deploy),
        ("2026-11-21 03:24:55 network blocked", 1_795_231_495_000_000, .response),
        ("1795231495 flash sale", 1_795_231_495_000_000, .campaign),
    ])
    func readsTheFlag(flag: String, microseconds: Int64, kind: ContextEvent.Kind) throws {
        let event = try #require(ContextEvent.event(fromFlag: flag))
        #expect(event.time.microseconds == microseconds)
        #expect(event.kind == kind)
    }

    @Test(arguments: ["", "deploy web", "2026-11-21T03:24:55Z", "14:05 deploy", "17 x"])
    func refusesAFlagWithoutTimeOrText(flag: String) {
        #expect(ContextEvent.event(fromFlag: flag) == nil)
    }
}
