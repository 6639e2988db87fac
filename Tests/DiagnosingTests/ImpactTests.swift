// What an incident did, in words of its own.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct ImpactTests {
    @Test(arguments: SimulatedKind.faults)
    func everyMeasureHasItsWords(kind: SimulatedKind) throws {
        let files = SimulatedCapture(kind, seed: 0).files
        let diagnosis = Diagnosis.examine(try #require(CaptureReading.timeline(of: files)))

        for impact in diagnosis.incidents.flatMap(\.impact) {
            let nameless = ImpactLabels.label("a measure without words", Subject())
            #expect(impact.label.pieces.first != nameless.pieces.first, "\(impact.measure.name)")
        }
    }
}
