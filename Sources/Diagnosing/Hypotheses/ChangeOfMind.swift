// For each cause, the cheapest measurement that would speak against it.

/// What would change our mind.
enum ChangeOfMind {
    /// A sentence for a finding that stands as a cause.
    static func sentence(for finding: Finding) -> Sentence {
        switch finding.kind {
        case .arrivalsUp:
            "the same arrivals on another day without a backlog, or run times that rose first"
        case .serviceSlower, .dependencySlow:
            "a timing of the job's parts that puts the extra time somewhere else, or the same run times on a day without a backlog"
        case .workersLost: "worker logs that show the jobs being taken elsewhere"
        case .headOfLineBlocking: "idle workers while short jobs waited"
        case .observerLoad, .slowCommand, .bigKey, .keyspaceScan:
            "the same calls at the same rate without delay, or INFO commandstats before and after that time it at less"
        case .deadWrites, .noOpWrites, .deleteChurn, .expireFlapping:
            "a reader of these keys that is not in this capture: a replica, or another database"
        case .databaseWriteThrash:
            "readers that need each of these values, or the same rate on a day without trouble"
        case .cacheStampede: "waves that do not begin at an expiry"
        case .connectionChurn: "the same connection rate before, without trouble"
        case .memoryExhaustion: "free memory in INFO when it began"
        case .keyspaceFlush: "keys that survived it"
        case .retryStorm: "first runs that fail at the same rate without retries"
        case .hotKey, .lockContention, .checkpointPressure, .nPlusOne, .hostPause, .other,
            .queueBacklog,
            .latencyRise, .errorBurst, .eviction, .periodicLoad, .pollCost, .clockSkew,
            .poolExhaustion:
            "a capture of the same length on a quiet day"
        }
    }
}
