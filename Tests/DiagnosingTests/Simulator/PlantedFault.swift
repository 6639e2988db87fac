// What a simulated capture holds, in the words of the report: the right answer to compare a diagnosis with.

import Testing

@testable import Diagnosing

/// The kinds of simulated captures.
enum SimulatedKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case arrivalsUp, serviceSlower, processLost, queueAbandoned, headOfLine
    case deadWrites, deadStrings, noOpWrites, deleteChurn, expireFlapping
    case cacheStampede, connectionChurn, bigKey, keyspaceScan, observerLoad
    case flush, memoryFull, retryStorm
    case healthySteady, healthyRamp, healthyBurst
    case healthyQuiet, healthyBatches, healthyFailures, healthyRestart
    case decoyLastElement, decoyTinyScan, decoyDeploy, decoyPages

    static let faults = allCases.filter { !healthy.contains($0) }
    static let healthy: [SimulatedKind] = [
        .healthySteady, .healthyRamp, .healthyBurst, .healthyQuiet, .healthyBatches,
        .healthyFailures, .healthyRestart, .decoyLastElement, .decoyTinyScan, .decoyDeploy,
        .decoyPages,
    ]

    var testDescription: String { rawValue }
}

/// A planted fault.
struct PlantedFault: Sendable {
    /// When it is over.
    enum End: Sendable {
        case at(Double)
        /// When the last of these queues is empty again after its last late job.
        case drained(queues: [String])
        /// Not within the capture.
        case never
        /// Recovery is gradual, so that no second is the right one.
        case gradual
    }

    var kinds: Set<Incident.Kind>
    var causes: Set<Finding.Kind>
    /// A subject with one of these parts is right.
    var subjects: [Subject]
    /// Seconds after ``Moment/epoch``.
    var start: Double
    var end: End
    /// Incidents that may be told apart from it: its later effects.
    var tolerated: Set<Incident.Kind> = []

    /// Whether a reported subject names one of the right parts.
    func accepts(_ subject: Subject) -> Bool {
        subjects.contains { right in
            (right.queue != nil && right.queue == subject.queue)
                || (right.jobClass != nil && right.jobClass == subject.jobClass)
                || (right.keyPattern != nil && right.keyPattern == subject.keyPattern)
                || right.clients.contains(where: subject.clients.contains)
        }
    }
}
