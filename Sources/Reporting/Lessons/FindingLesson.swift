// What one kind of finding teaches: what it tells, what it is taken for, what to put beside it, what to do now.

import Diagnosing

/// The lesson of one kind of finding, which fits on a screen.
package struct FindingLesson: Sendable, Equatable {
    /// What the finding says, and how it comes about.
    let tells: String
    /// The nearest wrong reading.
    let mistake: String
    /// Other sources, and what each adds.
    let beside: [String]
    /// What to do during and after an incident, the first thing first.
    let act: [String]
}

extension FindingLesson {
    /// The lesson of a kind; every kind has one.
    static func of(_ kind: Finding.Kind) -> FindingLesson {
        switch kind {
        case .arrivalsUp: arrivalsUp
        case .serviceSlower: serviceSlower
        case .workersLost: workersLost
        case .headOfLineBlocking: headOfLineBlocking
        case .observerLoad: observerLoad
        case .slowCommand: slowCommand
        case .bigKey: bigKey
        case .keyspaceScan: keyspaceScan
        case .keyspaceFlush: keyspaceFlush
        case .hotKey: hotKey
        case .deadWrites: deadWrites
        case .noOpWrites: noOpWrites
        case .deleteChurn: deleteChurn
        case .expireFlapping: expireFlapping
        case .cacheStampede: cacheStampede
        case .retryStorm: retryStorm
        case .memoryExhaustion: memoryExhaustion
        case .connectionChurn: connectionChurn
        case .databaseWriteThrash: databaseWriteThrash
        case .lockContention: lockContention
        case .checkpointPressure: checkpointPressure
        case .nPlusOne: nPlusOne
        case .hostPause: hostPause
        case .dependencySlow: dependencySlow
        case .other: other
        case .queueBacklog: queueBacklog
        case .latencyRise: latencyRise
        case .errorBurst: errorBurst
        case .eviction: eviction
        case .periodicLoad: periodicLoad
        case .pollCost: pollCost
        case .clockSkew: clockSkew
        case .poolExhaustion: poolExhaustion
        }
    }
}
