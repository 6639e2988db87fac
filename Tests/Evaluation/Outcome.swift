// What an answer was worth: ranks, windows, and who was accused.

import Diagnosing
import Simulator
import Summarizing

/// How one planted fault was answered.
struct FaultOutcome: Sendable {
    /// The rank of the first right explanation from 1, or `nil` where there is none.
    var rank: Int?
    /// Overlap of the windows; `nil` where the end of the fault has no right second.
    var overlap: Double?
    /// Seconds between the reported and the true start; `nil` where nothing was reported.
    var onsetError: Double?
    /// The ranks, or chances, of the baselines.
    var baselines: BaselineRanks
}

/// The best explanation of a reported incident, and whether it was right.
struct Claim: Sendable {
    var confidence: Confidence
    var weight: Double
    var isRight: Bool
}

/// How one capture was answered.
struct Outcome: Sendable {
    let asked: EvaluationCase
    var faults: [FaultOutcome] = []
    var claims: [Claim] = []
    /// The words of wrong accusations.
    var accusations: [String] = []
    /// What it said beside incidents; `nil` for a capture that could not be read.
    var facts: FactOutcome?

    /// The outcome of a capture that could not be read.
    init(of asked: EvaluationCase, _ planted: [PlantedFault]) {
        self.asked = asked
        faults = planted.map { _ in
            FaultOutcome(rank: nil, overlap: 0, onsetError: nil, baselines: BaselineRanks())
        }
    }

    /// Judges an answer.
    init(
        of asked: EvaluationCase,
        _ planted: [PlantedFault],
        _ diagnosis: Diagnosis,
        _ timeline: Timeline
    ) {
        self.asked = asked
        for fault in planted {
            let truth = TrueWindow(fault, diagnosis)
            let incident = Self.incident(for: fault, truth, diagnosis)
            faults.append(
                FaultOutcome(
                    rank: incident.flatMap { Self.rank(of: fault, in: $0) },
                    overlap: truth.isGradual
                        ? nil : incident.map { truth.overlap(with: $0, diagnosis) } ?? 0,
                    onsetError: incident.map { abs($0.start.seconds - truth.start) },
                    baselines: BaselineRanks(fault, truth.whole, timeline)
                )
            )
        }
        for incident in diagnosis.incidents {
            guard let first = incident.hypotheses.first, first.cause != .other else { continue }
            let isRight = planted.contains { Self.isRight(first, $0) }
            let isTolerated =
                planted.contains { $0.tolerated.contains(incident.kind) }
                || asked.tolerates(incident)
            if !asked.isFact {
                claims.append(
                    Claim(confidence: first.confidence, weight: first.weight, isRight: isRight)
                )
            }
            if !isRight, !isTolerated { accusations.append(Judgement.text(of: incident)) }
        }
    }

    private static func isRight(_ hypothesis: Hypothesis, _ fault: PlantedFault) -> Bool {
        fault.causes.contains(hypothesis.cause) && fault.accepts(hypothesis.subject)
    }

    private static func rank(of fault: PlantedFault, in incident: Incident) -> Int? {
        incident.hypotheses.firstIndex { isRight($0, fault) }.map { $0 + 1 }
    }

    private static func incident(
        for fault: PlantedFault,
        _ truth: TrueWindow,
        _ diagnosis: Diagnosis
    ) -> Incident? {
        diagnosis.incidents.filter {
            fault.kinds.contains($0.kind) && truth.touches($0, diagnosis)
        }.max { truth.overlap(with: $0, diagnosis) < truth.overlap(with: $1, diagnosis) }
    }
}

/// When a planted fault was there, in seconds since 1970.
struct TrueWindow {
    let whole: Range<Double>
    let isGradual: Bool
    private let bursts: [Range<Double>]

    init(_ fault: PlantedFault, _ diagnosis: Diagnosis) {
        let epoch = Double(Moment.epoch)
        let last = diagnosis.end.seconds
        let start = max(fault.start + epoch, diagnosis.start.seconds)
        var end = last
        if case .at(let time) = fault.end { end = min(last, time + epoch) }
        whole = start..<max(start + 1, end)
        if case .gradual = fault.end { isGradual = true } else { isGradual = false }
        bursts = fault.bursts.map { ($0.lowerBound + epoch)..<($0.upperBound + epoch) }
    }

    var start: Double { whole.lowerBound }

    /// Whether a reported incident lies at least partly inside, give or take a few seconds.
    func touches(_ incident: Incident, _ diagnosis: Diagnosis) -> Bool {
        let window = Self.window(incident, diagnosis)
        return window.lowerBound <= whole.upperBound + Judgement.endSecondsMax
            && window.upperBound >= whole.lowerBound - Judgement.startSecondsMax
    }

    /// Intersection over union, with the whole window or with the bursts of one that comes and goes.
    func overlap(with incident: Incident, _ diagnosis: Diagnosis) -> Double {
        let window = Self.window(incident, diagnosis)
        return max(Self.ratio(window, [whole]), bursts.isEmpty ? 0 : Self.ratio(window, bursts))
    }

    private static func window(_ incident: Incident, _ diagnosis: Diagnosis) -> Range<Double> {
        let end = incident.end?.seconds ?? diagnosis.end.seconds
        return incident.start.seconds..<max(incident.start.seconds, end)
    }

    private static func ratio(_ window: Range<Double>, _ truth: [Range<Double>]) -> Double {
        let length = window.upperBound - window.lowerBound
        let shared = truth.reduce(0.0) { sum, part in
            let common = window.clamped(to: part)
            return sum + common.upperBound - common.lowerBound
        }
        let union = length + truth.reduce(0) { $0 + $1.upperBound - $1.lowerBound } - shared
        return union > 0 ? shared / union : 0
    }
}
