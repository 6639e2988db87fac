// What a report said beside its incidents: which of the planted facts, with which numbers, and what of nobody.

import Diagnosing
import Simulator

/// How the facts of one capture were stated.
struct FactOutcome: Sendable {
    /// Plain facts, those of them that were stated, and those whose number was right as well.
    private(set) var plain = 0
    private(set) var stated = 0
    private(set) var measured = 0
    /// The words of statements that nothing was planted for.
    private(set) var wrong: [String] = []
    /// What of the plain facts was not stated, or with a wrong number.
    private(set) var missed: [String] = []

    /// Facts that stand in every report; of poison jobs and lost workers incidents speak elsewhere.
    private static let everywhere: Set<Finding.Kind> = [.hostPause, .hotKey, .pollCost, .clockSkew]
    private static let ofJobs: Set<Finding.Kind> = [.headOfLineBlocking, .workersLost]
    /// What incidents of their own make besides.
    private static let ofIncidents: Set<Finding.Kind> = [.eviction]

    /// Judges what a diagnosis states of the facts of a capture.
    init(of capture: SimulatedCapture, asked form: EvaluationCase.Form, _ diagnosis: Diagnosis) {
        var watched = Self.everywhere
        if case .fact = form { watched.formUnion(Self.ofJobs.union(Self.ofIncidents)) }
        let statements = Self.statements(of: diagnosis, watched)
        for fact in capture.facts where fact.isPlain { count(fact, statements) }
        wrong = statements.filter { statement in
            !capture.facts.contains { statement.isAbout($0) }
                && !capture.faults.contains { statement.isAbout($0) }
        }.map(\.words)
    }

    private mutating func count(_ fact: PlantedFact, _ statements: [Statement]) {
        plain += 1
        let own = statements.filter { $0.isAbout(fact) }
        if !own.isEmpty { stated += 1 }
        if own.contains(where: { $0.hasRightNumber(of: fact) }) {
            measured += 1
        } else {
            missed.append(
                "\(fact.statement) \(fact.value.map { "\($0)" } ?? ""): \(own.map(\.words))"
            )
        }
    }

    private static func statements(of diagnosis: Diagnosis, _ watched: Set<Finding.Kind>)
        -> [Statement]
    {
        diagnosis.findings.filter { finding in
            // That workers are missing, or long jobs block, may be so; it is about single jobs that facts are.
            watched.contains(finding.kind)
                && (!ofJobs.contains(finding.kind)
                    || finding.measures.contains { $0.name == "runs_without_success" })
        }.map(Statement.finding)
            + diagnosis.resources.compactMap(Statement.fullMemory)
    }
}

/// Something that a report states.
private enum Statement {
    case finding(Finding)
    /// When memory is full, in seconds since 1970.
    case full(Double)

    /// The forecast in a check that leaves a resource open.
    static func fullMemory(_ check: ResourceCheck) -> Statement? {
        guard check.result == .open else { return nil }
        for case .moment(let time) in check.because.pieces { return .full(time.seconds) }
        return nil
    }

    func isAbout(_ fact: PlantedFact) -> Bool {
        switch (self, fact.statement) {
        case (.finding(let finding), .finding(let kind)):
            finding.kind == kind && (fact.subjects.isEmpty || fact.accepts(finding.subject))
        case (.full, .fullMemory): true
        case (.finding, .fullMemory), (.full, .finding): false
        }
    }

    /// What a fault is blamed for is no statement of nobody.
    func isAbout(_ fault: PlantedFault) -> Bool {
        guard case .finding(let finding) = self else { return false }
        return fault.causes.contains(finding.kind) && fault.accepts(finding.subject)
    }

    func hasRightNumber(of fact: PlantedFact) -> Bool {
        guard let value = fact.value else { return true }
        switch self {
        case .full(let seconds): return value.range.contains(seconds)
        case .finding(let finding):
            let measure = finding.measures.first { $0.name == value.name }
            return measure.map { value.range.contains($0.quantity.value) } ?? false
        }
    }

    var words: String {
        switch self {
        case .full(let seconds): "memory full at \(seconds)"
        case .finding(let finding):
            "\(finding.kind.rawValue) \(finding.subject.jobClass ?? finding.subject.keyPattern ?? finding.subject.service ?? "") \(finding.measures.map { "\($0.name)=\($0.quantity.value)" }.joined(separator: " "))"
        }
    }
}
