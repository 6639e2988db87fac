// Traces in which one service became slow, and traces in which none did.

import Randomness
import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct SlowServicesTests {
    /// A request a tenth of a second: the web asks the shop, the shop asks the stock, each with work of its own.
    private static func timeline(seed: UInt64, stockFactor: Double) throws -> Timeline {
        var random = SplitMix64(seed: seed)
        var spans: [String] = []
        for number in 0..<1_200 {
            let start = 200 + Double(number) * 0.1
            let isSlow = (450..<800).contains(number)
            let stock = random.duration(median: 0.012, sigma: 0.2) * (isSlow ? stockFactor : 1)
            let shop = random.duration(median: 0.02, sigma: 0.2)
            let web = random.duration(median: 0.01, sigma: 0.2)
            let calls = [
                ("web", start, web + shop + stock), ("shop", start + web / 2, shop + stock),
                ("stock", start + web / 2 + shop / 2, stock),
            ]
            for (depth, call) in calls.enumerated() {
                let parent =
                    depth == 0 ? "" : "\"parentId\":\"\(Self.identity(number, depth - 1))\","
                let micros = Int((Double(Moment.epoch) + call.1) * 1e6)
                spans.append(
                    "{\"traceId\":\"\(Self.identity(number, 9))\",\(parent)\"id\":\"\(Self.identity(number, depth))\",\"name\":\"get\",\"timestamp\":\(micros),\"duration\":\(Int(call.2 * 1e6)),\"localEndpoint\":{\"serviceName\":\"\(call.0)\"}}"
                )
            }
        }
        let text = "[" + spans.joined(separator: ",") + "]"
        return try #require(CaptureReading.timeline(of: [("traces.json", Array(text.utf8))]))
    }

    private static func identity(_ number: Int, _ depth: Int) -> String {
        let digits = String(100_000 + number * 10 + depth)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    @Test(arguments: 0..<2 as Range<UInt64>)
    func namesTheServiceInWhichTheTimeWent(seed: UInt64) throws {
        let scene = Scene(try Self.timeline(seed: seed, stockFactor: 8))

        let found = SlowServices().findings(in: scene)

        #expect(found.map(\.kind) == [.latencyRise, .dependencySlow])
        let finding = try #require(found.first)
        #expect(finding.subject.endpoint?.contains("web") == true)
        #expect(finding.subject.service == "stock")
        #expect(abs(finding.start.seconds - scene.timeline.start.seconds - 45) <= 3)
        #expect(finding.evidence.count == 2)
        #expect(found.last?.subject.service == "stock")
        let share = try #require(found.last?.measures.first { $0.name == "share_of_added" })
        #expect(share.quantity.value >= 0.8)
    }

    @Test(arguments: 2..<4 as Range<UInt64>)
    func staysSilentOnTracesOfAQuietDay(seed: UInt64) throws {
        let scene = Scene(try Self.timeline(seed: seed, stockFactor: 1))

        #expect(SlowServices().findings(in: scene).isEmpty)
    }
}
