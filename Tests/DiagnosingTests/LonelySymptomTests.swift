// A latency that one log shows, with and without something in another file that began with it.

import Randomness
import Testing

@testable import Diagnosing
@testable import Simulator
@testable import Summarizing

@Suite struct LonelySymptomTests {
    /// Requests that take ten times longer for 40 s, and the reads that each of them makes meanwhile.
    private static func diagnosis(readsMeanwhile: Int, from risen: Int = 50) throws -> Diagnosis {
        var random = SplitMix64(seed: 9)
        var (rails, monitor) = ("", "")
        for second in 0..<120 {
            for request in 0..<(2 + random.below(9)) {
                let time = 200.05 + Double(second) + Double(request) * 0.08
                let isSlow = (50..<90).contains(second)
                let head =
                    "I, [\(Moment.iso(time).dropLast())000 #3903]  INFO -- : [r\(second)x\(request)] "
                rails += head + "Processing by ProductsController#index as HTML\n"
                for read in 0..<((risen..<90).contains(second) ? readsMeanwhile : 1) {
                    let stamp = Moment.monitor(time + Double(read) * 0.0005)
                    monitor += "\(stamp) [0 10.0.0.11:4000] \"GET\" \"product:\(read):price\"\n"
                }
                rails += head + "Completed 200 OK in \(isSlow ? 22 : 2)ms (ActiveRecord: 0.4ms)\n"
            }
        }
        let files = [
            (name: "rails.log", bytes: Array(rails.utf8)),
            (name: "monitor.log", bytes: Array(monitor.utf8)),
        ]
        return Diagnosis.examine(try #require(CaptureReading.timeline(of: files)))
    }

    @Test
    func isAnIncidentWhereAnotherFileShowsItsCause() throws {
        let diagnosis = try Self.diagnosis(readsMeanwhile: 40)

        #expect(diagnosis.verdict == .incident)
        #expect(diagnosis.incidents.map(\.kind) == [.latency])
        #expect(diagnosis.incidents.first?.hypotheses.first?.cause == .nPlusOne)
    }

    /// Nothing else moved, or it moved twenty seconds before.
    @Test(arguments: [(1, 50), (40, 30)])
    func isNoneByItself(reads: Int, risen: Int) throws {
        let diagnosis = try Self.diagnosis(readsMeanwhile: reads, from: risen)

        #expect(diagnosis.findings.contains { $0.kind == .latencyRise })
        #expect(diagnosis.incidents.isEmpty)
    }
}
