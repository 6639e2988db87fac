import Diagnosing
import Testing

@testable import Reporting

/// Extreme numbers do not trap and do not spoil the output.
struct ReportExtremesTests {
    @Test(arguments: [
        Double.greatestFiniteMagnitude, -.greatestFiniteMagnitude, .infinity, .nan, 1e-300, -1,
    ])
    func survivesExtremeNumbers(value: Double) throws {
        var diagnosis = SampleShape.strongCause.diagnosis()
        diagnosis.tracks = [Quantity.Unit.jobs, .jobsPerSecond].map { unit in
            Track(
                name: "extreme",
                unit: unit,
                source: "x",
                bound: .atMost,
                role: .metric("extreme"),
                shift: value,
                values: Array(repeating: value, count: 120)
            )
        }
        diagnosis.findings[0].weight = value
        diagnosis.findings[0].measures = [
            Measure("extreme", value, .seconds), Measure("b", value, .bytes),
        ]
        diagnosis.incidents[0].hypotheses[0].weight = value
        diagnosis.incidents[0].startUncertaintySeconds = value
        diagnosis.sources[0].clock.offsetSeconds = value
        diagnosis.sources[0].clock.uncertaintySeconds = value
        diagnosis.sources[0].lines = .max
        diagnosis.sources[1].lines = .max
        diagnosis.profile[0] = ProfileRow(
            subject: nil,
            calls: .max,
            share: value,
            before: value,
            inside: value
        )
        diagnosis.trackStepSeconds = .max
        diagnosis.incidents[0].start = Timestamp(microseconds: .max)
        diagnosis.incidents[0].end = Timestamp(microseconds: .min)
        let result = composed(diagnosis)

        #expect(!result.json.contains("nan") && !result.json.contains("inf,"))
        #expect(result.markdown.contains("## 1. Summary"))
    }
}
