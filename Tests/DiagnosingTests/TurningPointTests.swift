// A backlog that outlives what set it off is explained by that, however the usual arrivals scatter meanwhile.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct TurningPointTests {
    /// Seeds in which a few arrivals more than usual in the last seconds passed for a trigger that was there still.
    @Test(arguments: [(3 as UInt64, Intensity.mild), (7, .usual), (9, .severe)])
    func tellsTheTriggerFromTheScatterOfTheLastSeconds(seed: UInt64, intensity: Intensity) throws {
        let capture = SimulatedCapture(.selfSustaining, seed: seed, intensity: intensity)
        let diagnosis = Diagnosis.examine(try #require(CaptureReading.timeline(of: capture.files)))

        let incident = try #require(diagnosis.incidents.first { $0.kind == .queueBacklog })
        #expect(incident.hypotheses.first?.cause == .arrivalsUp)
        #expect(incident.end == nil)
    }
}
