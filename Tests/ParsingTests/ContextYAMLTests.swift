// YAML event lists: scalars as text, hostile documents, cut ones.

import Testing

@testable import Parsing

@Suite struct ContextYAMLTests {
    private let format = ContextYAML()

    @Test(arguments: ContextYAML().samples.indices)
    func readsItsSamples(index: Int) throws {
        let sample = format.samples[index]
        #expect(RowReading(sample.text, with: format).rows == sample.rows)
        #expect(try #require(score(sample.text, format)) > 0.9)
    }

    @Test func readsAnOperatorsActAsAResponse() {
        let text =
            #"- {at: "2026-11-21T03:35:27Z", type: operator, notes: "killed flag-sync on cron-1"}"#
        let events = RowReading(text, with: format).events
        #expect(events.map(\.kind) == [.response])
        #expect(events.map(\.text) == ["operator: killed flag-sync on cron-1"])
    }

    @Test func keepsUnquotedTimesOfDayAsWritten() {
        let text = "- at: 14:05\n  text: deploy web\n- at: 00:10\n  text: quiet\n"
        let reading = RowReading(text, with: format)
        #expect(reading.events.map(\.time.seconds) == [50_700, 87_000])
        #expect(reading.zone == .absentWithoutDate)
    }

    @Test func keepsAVersionWithATrailingZero() {
        let text = "- at: 2026-11-21T03:00:00Z\n  type: deploy\n  service: web\n  version: 1.10\n"
        #expect(RowReading(text, with: format).events.map(\.text) == ["deploy web 1.10"])
    }

    @Test func readsTheItemsBeforeACut() {
        let text = "events:\n  - {at: 2026-11-21T03:00:00Z, type: deploy}\n  - {at: \"2026-11-2"
        let reading = RowReading(text, with: format)
        #expect(reading.events.map(\.line) == [2])
        #expect(reading.unreadable.map(\.reason) == [ContextYAMLReader.syntaxRule])
    }

    @Test func refusesABombOfAliases() {
        var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
        for (name, previous) in zip("bcdefghi", "abcdefgh") {
            let aliases = Array(repeating: "*\(previous)", count: 9).joined(separator: ", ")
            text += "\(name): &\(name) [\(aliases)]\n"
        }
        text += "events:\n  ? *i\n  : x\n"
        let reading = RowReading(text, with: format)
        #expect(reading.rows == [.unreadable(UnreadableLine(line: 1, reason: YAMLGuard.aliasRule))])
    }

    @Test(arguments: ["[", "{", "- ", "? "])
    func refusesDeepNesting(opening: String) {
        let text = String(repeating: opening, count: 100_000)
        let reading = RowReading(text, with: format)
        #expect(
            reading.rows == [.unreadable(UnreadableLine(line: 1, reason: YAMLGuard.nestingRule))]
        )
    }

    @Test func refusesAHugeDocument() {
        let text = String(repeating: "- at: 2026-11-21T03:00:00Z\n", count: 50_000)
        let reading = RowReading(text, with: format)
        #expect(
            reading.rows == [
                .unreadable(UnreadableLine(line: 1, reason: ContextYAMLReader.sizeRule))
            ]
        )
    }

    @Test(arguments: [
        "\u{0}", "%", "--- !", "&", "*a", "- *a", "? ", "a: b: c", "\t- x", "--- \n--- \n", "!!",
        "- !<",
        "- at: x\n  at: y\n",
    ])
    func neverTrapsOnBrokenYAML(text: String) {
        #expect(RowReading(text, with: format).events.isEmpty)
    }

    @Test(arguments: [
        "{\"time\": \"2026-11-21T03:00:00Z\", \"type\": \"deploy\"}\n",
        "[{\"at\": \"2026-11-21T03:00:00Z\", \"type\": \"deploy\"}]\n",
        "# Server\nredis_version:7.0.15\n",
        "2026-11-21T03:00:00Z deploy web\n",
    ])
    func leavesOtherTextsAlone(text: String) {
        #expect(score(text, format) == nil)
    }
}
