// Asking for work that is not there, told from work and from waiting.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct PollCostTests {
    /// A minute of MONITOR in which workers send a command so many times a second beside 300 reads; each second has a
    /// job.
    private static func lines(_ words: String, perSecond rate: Int) -> [String] {
        (0..<60).flatMap { second in
            (0..<(rate + 300)).map { number in
                let time = 200 + Double(second) + Double(number) / Double(rate + 301)
                let text =
                    number == 0
                    ? #""rpush" "resque:queue:mail" "{\"class\":\"Mail\",\"args\":[\#(second)]}""#
                    : number <= rate ? words : #""get" "page:\#(number % 50)""#
                return
                    "\(Moment.monitor(time)) [0 10.0.0.\(number % 9):40\(number % 9)00] \(text)\n"
            }
        }
    }

    private static func scene(_ words: String, perSecond rate: Int) throws -> Scene {
        let text = lines(words, perSecond: rate).joined()
        let files = [("monitor.log", Array(text.utf8))]
        return Scene(try #require(CaptureReading.timeline(of: files)))
    }

    @Test func findsWorkersThatAskInVain() throws {
        let scene = try Self.scene(#""lpop" "resque:queue:mail""#, perSecond: 200)

        let findings = PollCosts().findings(in: scene)

        #expect(findings.map(\.kind) == [.pollCost])
        let finding = try #require(findings.first)
        #expect(finding.isChronic)
        let rate = try #require(finding.measures.first { $0.name == "asks_per_second" })
        #expect((195...205).contains(rate.quantity.value))
        let share = try #require(finding.measures.first { $0.name == "share_of_commands" })
        #expect((0.38...0.42).contains(share.quantity.value))
    }

    @Test(arguments: [
        // Few asks, waiting in the server, and an application's own list.
        (#""lpop" "resque:queue:mail""#, 20), (#""brpop" "queue:mail" "2""#, 200),
        (#""lpop" "recent:views""#, 200),
    ])
    func staysSilentOnTheRest(words: String, rate: Int) throws {
        #expect(PollCosts().findings(in: try Self.scene(words, perSecond: rate)).isEmpty)
    }

    /// Three jobs wait all the time; how many were pushed and taken meanwhile, no file says.
    @Test func staysSilentWhereOnlyTheDepthIsKnown() throws {
        let asks = Self.lines(#""lpop" "resque:queue:mail""#, perSecond: 200)
            .filter { !$0.contains("rpush") }
        let rows = (0..<60).map { "\(Moment.iso(200 + Double($0))),3\n" }
        let files = [
            ("monitor.log", Array(asks.joined().utf8)),
            ("metrics.csv", Array(("time,depth:resque:queue:mail\n" + rows.joined()).utf8)),
        ]
        let scene = Scene(try #require(CaptureReading.timeline(of: files)))

        #expect(scene.timeline.queues.map(\.name) == ["mail"])
        #expect(PollCosts().findings(in: scene).isEmpty)
    }

    @Test(arguments: [SimulatedKind.healthyRamp, .healthyBurst, .healthyQuiet, .decoyPages])
    func staysSilentOnHealthyDays(kind: SimulatedKind) throws {
        let files = SimulatedCapture(kind, seed: 5).files
        let scene = Scene(try #require(CaptureReading.timeline(of: files)))

        #expect(PollCosts().findings(in: scene).isEmpty)
    }
}
