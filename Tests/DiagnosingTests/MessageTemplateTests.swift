// Messages of one kind counted together, and what is new among them.

import Randomness
import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct MessageTemplateTests {
    @Test func replacesWhatVaries() {
        var templates = MessageTemplates()
        let numbers = [
            "timeout after 5000ms calling /v1/quote", "timeout after 20ms calling /v2/rates",
            "user bob not found", "user eve not found", "connection refused",
            "cannot parse 'a b c' of order", "cannot parse 'd' of order",
        ].map { templates.number(of: $0) }

        #expect(numbers == [0, 0, 1, 2, 3, 4, 4])
        #expect(templates.templates[0].text == "timeout after <*> calling <*>")
        #expect(templates.templates[4].text == "cannot parse <*> of order")
        #expect(templates.number(of: " ") == nil)
    }

    /// A service that warns of misses all the time, of its pool before an incident, and fails after it began.
    private static func diagnosis(seed: UInt64, hasNews: Bool) throws -> [MessageDifference] {
        var random = SplitMix64(seed: seed)
        let capture = SimulatedCapture(.serviceSlower, seed: seed)
        let planted = try #require(capture.planted)
        var lines: [(time: Double, text: String)] = []
        var now = Simulation.start
        while now < Simulation.start + SimulatedCapture.length {
            now += random.exponential(mean: 1)
            lines.append((now, "WARN: cache miss for item \(random.below(900))"))
            if now < planted.start - 6 {
                lines.append((now, "WARN: pool has \(random.below(9)) idle connections"))
            } else if hasNews, now > planted.start + 6 {
                lines.append((now, "ERROR: quote service answered \(500 + random.below(9))"))
            }
        }
        let log = try #require(capture.files.first { $0.name == "sidekiq.log" })
        let added = lines.map { line in
            "\(Moment.iso(line.time + capture.workerClockAhead)) pid=400 tid=aa \(line.text)\n"
        }.joined()
        var files = capture.files.filter { $0.name != "sidekiq.log" }
        files.append(("sidekiq.log", log.bytes + Array(added.utf8)))
        return Diagnosis.examine(try #require(CaptureReading.timeline(of: files)))
            .messageDifferences
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func tellsNewMessagesFromThoseThatCameAsBefore(seed: UInt64) throws {
        let rows = try Self.diagnosis(seed: seed, hasNews: true)

        #expect(rows.filter { $0.change == .new }.map(\.template) == ["quote service answered <*>"])
        #expect(
            rows.filter { $0.change == .vanished }.map(\.template) == [
                "pool has <*> idle connections"
            ]
        )
        #expect(rows.allSatisfy { $0.change != .unchanged || $0.template.hasPrefix("cache miss") })
    }

    @Test func findsNothingNewWhereNothingIs() throws {
        let rows = try Self.diagnosis(seed: 4, hasNews: false)

        #expect(!rows.contains { $0.change == .new })
    }
}
