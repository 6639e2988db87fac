// Words for the closed sets of a diagnosis; titles and headings are built from these alone.

import Diagnosing

/// Names kinds for people.
enum KindWords {
    /// An incident's kind, as it stands in a title.
    static func words(_ kind: Incident.Kind) -> String {
        switch kind {
        case .queueBacklog: "queue backlog"
        case .writeThrash: "write thrash"
        case .slowCommand: "slow command"
        case .memoryExhaustion: "memory exhaustion"
        case .connectionChurn: "connection churn"
        case .cacheStampede: "cache stampede"
        case .retryStorm: "retry storm"
        case .dataLoss: "data loss"
        case .latency: "latency"
        case .errors: "errors"
        }
    }

    /// A finding's kind, as it stands in a heading.
    static func words(_ kind: Finding.Kind) -> String {
        switch kind {
        case .arrivalsUp: "More work arrived"
        case .serviceSlower: "Each job took longer"
        case .workersLost: "Workers were lost"
        case .headOfLineBlocking: "Long jobs blocked short ones"
        case .observerLoad: "Watching was itself a load"
        case .slowCommand: "A command was slow"
        case .bigKey: "A key was very large"
        case .keyspaceScan: "The whole keyspace was scanned"
        case .keyspaceFlush: "The keyspace was flushed"
        case .hotKey: "One key took most of the traffic"
        case .deadWrites: "Writes nobody read"
        case .noOpWrites: "Writes that changed nothing"
        case .deleteChurn: "Keys written and deleted again"
        case .expireFlapping: "Expiry times set over and over"
        case .cacheStampede: "Many clients rebuilt one cache entry"
        case .retryStorm: "Retries multiplied the load"
        case .memoryExhaustion: "Memory ran out"
        case .connectionChurn: "Connections opened and closed"
        case .databaseWriteThrash: "The database was written to in vain"
        case .lockContention: "Statements waited for locks"
        case .checkpointPressure: "Checkpoints came too often"
        case .nPlusOne: "One query a row instead of one"
        case .hostPause: "A host stood still"
        case .dependencySlow: "A dependency was slow"
        case .other: "Something else"
        case .queueBacklog: "A queue backed up"
        case .latencyRise: "Answers took longer"
        case .errorBurst: "Errors came in a burst"
        case .eviction: "Redis evicted keys"
        case .periodicLoad: "Load came at fixed times"
        case .pollCost: "Polling cost more than work"
        case .clockSkew: "Clocks disagreed"
        case .poolExhaustion: "A connection pool ran empty"
        }
    }

    /// An item of evidence.
    static func words(_ item: EvidenceItem.Item) -> String {
        switch item {
        case .precedence: "came first"
        case .preExisting: "was there before"
        case .size: "size"
        case .doseResponse: "more of it, more trouble"
        case .specificity: "hits what was hit"
        case .mechanism: "mechanism"
        case .topology: "path"
        case .recovery: "recovery"
        case .dataQuality: "data quality"
        case .noEvent: "no event"
        case .event: "event"
        case .secondSource: "second source"
        case .prior: "how common it is"
        }
    }
}
