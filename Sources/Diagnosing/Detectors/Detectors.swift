/// The detectors, in the order in which ties between findings are decided.
package enum Detectors {
    /// Every detector.
    package static let all: [any Detector] = [
        QueueBacklogs(),
        PoisonJobs(),
        WastedWrites(),
        SlowCommands(),
        UnmonitoredCommands(),
        CacheStampedes(),
        ConnectionChurns(),
        DatabaseWrites(),
        LockWaits(),
        CheckpointPressures(),
        MemoryLimits(),
        EvictedReads(),
        KeyspaceFlushes(),
        Failures(),
        RetrySets(),
        LatencyRises(),
        SlowServices(),
        RepeatedReads(),
        HotKeys(),
        HostPauses(),
        PoolExhaustions(),
        Evictions(),
        PollCosts(),
        ClockSkews(),
    ]
}
