// Two captures: nothing is said of two halves of a healthy day, and a planted fix is found.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct ComparisonTests {
    private typealias Side = (timeline: Timeline, diagnosis: Diagnosis)

    private static func side(
        _ capture: SimulatedCapture,
        from: Double = 0,
        to: Double = .infinity
    ) throws -> Side {
        let half = TimeSelection(
            from: .moment(Timestamp(seconds: Double(Moment.epoch) + from)),
            to: to.isFinite ? .moment(Timestamp(seconds: Double(Moment.epoch) + to)) : nil
        )
        let timeline = try #require(
            CaptureReading.timeline(of: capture.files, selection: half)
        )
        return (timeline, Diagnosis.examine(timeline))
    }

    @Test(
        arguments: [
            (.healthySteady, 1), (.healthyRamp, 2), (.healthyBatches, 3),
        ] as [(SimulatedKind, UInt64)]
    )
    func saysNothingOfTwoHalvesOfAHealthyDay(kind: SimulatedKind, seed: UInt64) throws {
        let capture = SimulatedCapture(kind, seed: seed)
        let first = try Self.side(capture, to: Simulation.start + 65)
        let second = try Self.side(capture, from: Simulation.start + 65)

        let comparison = Comparison.of(before: first, after: second)

        #expect(comparison.changed.map(\.what) == [])
        #expect(comparison.unchanged.count > 10)
    }

    @Test(arguments: [(.deadWrites, 1), (.serviceSlower, 2)] as [(SimulatedKind, UInt64)])
    func findsAPlantedFix(kind: SimulatedKind, seed: UInt64) throws {
        let broken = try Self.side(SimulatedCapture(kind, seed: seed))
        let fixed = try Self.side(SimulatedCapture(.healthySteady, seed: seed + 50))
        let cause = try #require(broken.diagnosis.incidents.first?.hypotheses.first)

        let fix = Comparison.of(before: broken, after: fixed)
        let regression = Comparison.of(before: fixed, after: broken)

        let named = try #require(
            broken.diagnosis.findings.first {
                $0.kind == cause.cause && $0.subject == cause.subject
            }
        )
        #expect(fix.changed.first { $0.what == named.title }?.verdict == .disappeared)
        #expect(!fix.changed.contains { $0.verdict == .worse || $0.verdict == .appeared })
        #expect(regression.changed.first { $0.what == named.title }?.verdict == .appeared)
        #expect(
            !regression.changed.contains { $0.verdict == .better || $0.verdict == .disappeared }
        )
    }

    /// Twice the traffic is twice the load, not twice the trouble; only that each value is written twice is waste.
    @Test func aBusierDayIsNoWorseDay() throws {
        let quiet = try Self.side(SimulatedCapture(.healthySteady, seed: 5))
        var doubled = SimulatedCapture(.healthySteady, seed: 5)
        doubled.files = doubled.files.map { file in
            guard file.name == "monitor.log" else { return file }
            return (file.name, Self.twice(file.bytes))
        }
        doubled.files.removeAll { $0.name == "sidekiq.log" || $0.name == "metrics.csv" }

        let comparison = Comparison.of(before: quiet, after: try Self.side(doubled))

        #expect(comparison.changed.map(\.what) == ["Writes that nobody needed"])
        #expect(comparison.caveats.count == 2)
    }

    /// Every line twice, a job of its own each time.
    private static func twice(_ bytes: [UInt8]) -> [UInt8] {
        var text = ""
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            text += "\(line)\n"
            text += line.replacing("jid\\\":\\\"", with: "jid\\\":\\\"f") + "\n"
        }
        return Array(text.utf8)
    }
}
