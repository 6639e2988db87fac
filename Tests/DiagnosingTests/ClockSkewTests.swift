// Wrong clocks as facts of the report, told from zones and from what lies within their uncertainty.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct ClockSkewTests {
    @Test(arguments: 0..<4 as Range<UInt64>)
    func namesTheFileWhoseClockWasWrong(seed: UInt64) throws {
        let capture = SimulatedCapture(.arrivalsUp, seed: seed)
        let scene = Scene(try #require(CaptureReading.timeline(of: capture.files)))

        let findings = ClockSkews().findings(in: scene)

        let isWrong = abs(capture.workerClockAhead) >= ClockSkews.secondsMin + 0.2
        let isRight = abs(capture.workerClockAhead) < ClockSkews.secondsMin - 0.2
        #expect(isWrong || isRight)
        #expect(findings.map(\.subject.service) == (isWrong ? ["sidekiq.log"] : []))
        if let offset = findings.first?.measures.first?.quantity.value {
            #expect(abs(offset + capture.workerClockAhead) < 0.2)
        }
        #expect(findings.allSatisfy { $0.isChronic && !$0.kind.mayBeCause })
    }

    @Test func makesNoIncidentOfAClock() throws {
        for seed in 0..<4 as Range<UInt64> {
            let files = SimulatedCapture(.healthyRamp, seed: seed).files
            let diagnosis = Diagnosis.examine(try #require(CaptureReading.timeline(of: files)))

            #expect(diagnosis.verdict == .noIncident)
        }
    }
}
