// What a simulated capture holds, in the words of the report: the right answer to compare a diagnosis with.

package import Diagnosing

/// The kinds of simulated captures.
package enum SimulatedKind: String, CaseIterable, Sendable, CustomStringConvertible {
    case arrivalsUp, serviceSlower, processLost, queueAbandoned, headOfLine
    case deadWrites, deadStrings, noOpWrites, deleteChurn, expireFlapping
    case cacheStampede, connectionChurn, bigKey, keyspaceScan, observerLoad
    case flush, memoryFull, retryStorm
    case recurringWrites, recurringArrivals, selfSustaining
    case healthySteady, healthyRamp, healthyBurst
    case healthyQuiet, healthyBatches, healthyFailures, healthyRestart
    case decoyLastElement, decoyTinyScan, decoyDeploy, decoyPages
    case decoyCron, decoyPauses
    case rowReads
    case poisonHolds, poisonKills, hotKey
    case evictedReads, hostPauses

    package static let faults = allCases.filter { !healthy.contains($0) }
    package static let healthy: [SimulatedKind] = [
        .healthySteady, .healthyRamp, .healthyBurst, .healthyQuiet, .healthyBatches,
        .healthyFailures, .healthyRestart, .decoyLastElement, .decoyTinyScan, .decoyDeploy,
        .decoyPages, .decoyCron, .decoyPauses,
    ]

    package var description: String { rawValue }

    /// Whether its trouble, or what looks like it, comes again every minute.
    var recurs: Bool {
        switch self {
        case .recurringWrites, .recurringArrivals, .decoyCron: true
        case .arrivalsUp, .serviceSlower, .processLost, .queueAbandoned, .headOfLine, .deadWrites,
            .deadStrings, .noOpWrites, .deleteChurn, .expireFlapping, .cacheStampede,
            .connectionChurn, .bigKey, .keyspaceScan, .observerLoad, .flush, .memoryFull,
            .retryStorm, .selfSustaining, .healthySteady, .healthyRamp, .healthyBurst,
            .healthyQuiet, .healthyBatches, .healthyFailures, .healthyRestart, .decoyLastElement,
            .decoyTinyScan, .decoyDeploy, .decoyPages, .decoyPauses, .rowReads, .poisonHolds,
            .poisonKills, .hotKey, .evictedReads, .hostPauses:
            false
        }
    }
}

/// A planted fault.
package struct PlantedFault: Sendable {
    /// When it is over.
    package enum End: Sendable {
        case at(Double)
        /// When the last of these queues is empty again after its last late job.
        case drained(queues: [String])
        /// Not within the capture.
        case never
        /// Recovery is gradual, so that no second is the right one.
        case gradual
    }

    package var kinds: Set<Incident.Kind>
    package var causes: Set<Finding.Kind>
    /// A subject with one of these parts is right.
    package var subjects: [Subject]
    /// Seconds after ``Moment/epoch``.
    package var start: Double
    package var end: End
    /// When it is over at the earliest, also where no queue backs up.
    package var leastEnd: Double?
    /// Incidents that may be told apart from it: its later effects.
    package var tolerated: Set<Incident.Kind> = []
    /// The stretches of trouble that comes and goes; empty where it came once.
    package var bursts: [Range<Double>] = []

    /// Whether a reported subject names one of the right parts.
    package func accepts(_ subject: Subject) -> Bool {
        subjects.contains { right in
            (right.queue != nil && right.queue == subject.queue)
                || (right.jobClass != nil && right.jobClass == subject.jobClass)
                || (right.keyPattern != nil && right.keyPattern == subject.keyPattern)
                || (right.service != nil && right.service == subject.service)
                || right.clients.contains(where: subject.clients.contains)
        }
    }
}
