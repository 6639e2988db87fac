// One capture of the evaluation: what is planted, how strongly, and on which half of the seeds.

import Diagnosing
import Simulator
import Summarizing

/// A capture to make, read and judge.
struct EvaluationCase: Sendable {
    /// What kind of capture it is.
    enum Form: Sendable {
        case single(SimulatedKind, Intensity)
        case healthy(SimulatedKind)
        case pair(SimulatedKind, SimulatedKind)
        /// The capture begins when the fault has been there for some seconds.
        case midway(SimulatedKind)
        /// A fact beside incidents, or a twin of one.
        case fact(SimulatedFact)
    }

    /// The halves of the seeds: thresholds may be set on the first, figures count on the second.
    enum Half: String, CaseIterable, Sendable {
        case tuning, reported
    }

    let form: Form
    let seed: UInt64

    /// Pairs of seeds alternate, so that both halves hold announced and unannounced faults.
    var half: Half { (seed / 2).isMultiple(of: 2) ? .tuning : .reported }

    /// The row of the table that it counts in.
    var label: String {
        switch form {
        case .single(let kind, _), .healthy(let kind): kind.rawValue
        case .pair: "two faults"
        case .midway: "begins midway"
        case .fact(let kind): kind.rawValue
        }
    }

    /// Whether it is about facts beside incidents.
    var isFact: Bool {
        if case .fact = form { return true }
        return false
    }

    var isHealthy: Bool {
        if case .healthy = form { return true }
        return false
    }

    /// Faults whose causes and clients have nothing in common.
    private static let pairs: [(SimulatedKind, SimulatedKind)] = [
        (.deadStrings, .arrivalsUp), (.keyspaceScan, .noOpWrites),
        (.connectionChurn, .serviceSlower), (.retryStorm, .bigKey),
        (.expireFlapping, .headOfLine), (.deleteChurn, .keyspaceScan),
    ]
    private static let midways: [SimulatedKind] = [
        .arrivalsUp, .deadWrites, .noOpWrites, .connectionChurn, .expireFlapping,
    ]

    /// Everything for some seeds, in the order of the table.
    static func all(seeds: UInt64) -> [EvaluationCase] {
        let numbers = 0..<seeds
        let singles = SimulatedKind.faults.flatMap { kind in
            numbers.flatMap { seed in
                Intensity.allCases.map { EvaluationCase(form: .single(kind, $0), seed: seed) }
            }
        }
        let pairs = Self.pairs.flatMap { first, second in
            numbers.map { EvaluationCase(form: .pair(first, second), seed: 100 + $0) }
        }
        let midways = Self.midways.flatMap { kind in
            numbers.map { EvaluationCase(form: .midway(kind), seed: 200 + $0) }
        }
        let healthy = SimulatedKind.healthy.flatMap { kind in
            (0..<(2 * seeds)).map { EvaluationCase(form: .healthy(kind), seed: $0) }
        }
        let facts = SimulatedFact.allCases.flatMap { kind in
            (0..<(2 * seeds)).map { EvaluationCase(form: .fact(kind), seed: $0) }
        }
        return singles + pairs + midways + healthy + facts
    }

    /// Seconds of the fault that a capture which begins midway has missed.
    private static let missedSeconds = 8.0

    /// Whether an incident is what really follows from a fact or its twin: it is no accusation.
    func tolerates(_ incident: Incident) -> Bool {
        guard case .fact(let kind) = form else { return false }
        switch kind {
        case .longCommand: return incident.kind == .slowCommand
        case .poisonHolds, .poisonKills:
            return incident.hypotheses.first?.subject.jobClass == "ImportJob"
        case .hotKey: return incident.hypotheses.first?.cause == .hotKey
        case .deployVictim: return incident.kind == .queueBacklog
        case .pauses: return incident.hypotheses.first?.cause == .hostPause
        case .polling, .clockSkew, .memoryGrowth, .captureGap, .batchSilences,
            .configReads, .popularKind, .busyAskers, .partialLog, .memoryPlateau, .memorySawtooth,
            .flakyJobs, .notReadyYet, .unreadEvictions:
            return false
        }
    }

    /// Makes the capture.
    func capture() -> SimulatedCapture {
        switch form {
        case .single(let kind, let intensity):
            return SimulatedCapture(kind, seed: seed, intensity: intensity)
        case .healthy(let kind): return SimulatedCapture(kind, seed: seed)
        case .pair(let first, let second):
            return SimulatedCapture(first, seed: seed, second: second)
        case .midway(let kind):
            let whole = SimulatedCapture(kind, seed: seed)
            guard let start = whole.planted?.start else { return whole }
            return whole.beginning(at: start + Self.missedSeconds)
        case .fact(let kind): return SimulatedCapture(fact: kind, seed: seed)
        }
    }

    /// Makes, reads and judges it.
    func outcome() -> Outcome {
        let capture = capture()
        guard let timeline = CaptureReading.timeline(of: capture.files) else {
            return Outcome(of: self, capture.faults)
        }
        let diagnosis = Diagnosis.examine(timeline)
        var outcome = Outcome(of: self, capture.faults, diagnosis, timeline)
        outcome.facts = FactOutcome(of: capture, asked: form, diagnosis)
        return outcome
    }
}
