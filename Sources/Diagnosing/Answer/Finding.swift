/// A fact about the capture that an explanation can rest on, with its evidence (never empty).
package struct Finding: Sendable, Equatable {
    /// The kinds of the contract (`report-json`): every cause, and some that are not causes.
    package enum Kind: String, Sendable, CaseIterable {
        case arrivalsUp = "arrivals-up"
        case serviceSlower = "service-slower"
        case workersLost = "workers-lost"
        case headOfLineBlocking = "head-of-line-blocking"
        case observerLoad = "observer-load"
        case slowCommand = "slow-command"
        case bigKey = "big-key"
        case keyspaceScan = "keyspace-scan"
        case keyspaceFlush = "keyspace-flush"
        case hotKey = "hot-key"
        case deadWrites = "dead-writes"
        case noOpWrites = "no-op-writes"
        case deleteChurn = "delete-churn"
        case expireFlapping = "expire-flapping"
        case cacheStampede = "cache-stampede"
        case retryStorm = "retry-storm"
        case memoryExhaustion = "memory-exhaustion"
        case connectionChurn = "connection-churn"
        case databaseWriteThrash = "database-write-thrash"
        case lockContention = "lock-contention"
        case checkpointPressure = "checkpoint-pressure"
        case nPlusOne = "n-plus-one"
        case hostPause = "host-pause"
        case dependencySlow = "dependency-slow"
        case other
        case queueBacklog = "queue-backlog"
        case latencyRise = "latency-rise"
        case errorBurst = "error-burst"
        case eviction
        case periodicLoad = "periodic-load"
        case pollCost = "poll-cost"
        case clockSkew = "clock-skew"
        case poolExhaustion = "pool-exhaustion"

        /// Whether the contract lets it stand as the cause of an incident; the others are symptoms or facts.
        package var mayBeCause: Bool {
            switch self {
            case .queueBacklog, .latencyRise, .errorBurst, .eviction, .periodicLoad, .pollCost,
                .clockSkew, .poolExhaustion:
                false
            case .arrivalsUp, .serviceSlower, .workersLost, .headOfLineBlocking, .observerLoad,
                .slowCommand, .bigKey, .keyspaceScan, .keyspaceFlush, .hotKey, .deadWrites,
                .noOpWrites, .deleteChurn, .expireFlapping, .cacheStampede, .retryStorm,
                .memoryExhaustion, .connectionChurn, .databaseWriteThrash, .lockContention,
                .checkpointPressure, .nPlusOne, .hostPause, .dependencySlow, .other:
                true
            }
        }
    }

    package var kind: Kind
    /// Whether it was the same throughout the capture, so that it explains no change.
    package var isChronic: Bool
    package var confidence: Confidence
    /// The window, on the report's clock; `end` is `nil` when it was not over.
    package var start: Timestamp
    package var end: Timestamp?
    package var subject: Subject
    /// A full sentence that a manager can repeat.
    package var title: Sentence
    /// The numbers behind the title, in the order in which they are shown.
    package var measures: [Measure]
    package var evidence: [Evidence]
    /// What to do about it, or `nil` where nothing follows.
    package var advice: Advice?
    /// One or two sentences that teach the mechanism.
    package var explanation: Sentence
    /// Ranks findings of one report: the measured harm in comparable units (wasted writes per second,
    /// jobs late, seconds of one core per second); larger first.
    package var weight: Double
    /// Where the start lies with 95 % confidence, where a series told it; else ``startUncertaintySeconds`` around it.
    package var onset: ClosedRange<Timestamp>?
    /// How it came and went, where it did so at least three times.
    package var recurrence: Recurrence?
    /// What speaks for and against it as an explanation, beyond the timing.
    package var items: [EvidenceItem] = []
    /// Seconds by which its effect may follow an event: the time to live of a cache, else nothing.
    package var lagSecondsMax = 0.0
    /// Half the width of the interval in which the start lies.
    package var startUncertaintySeconds = 1.0

    /// Makes a finding.
    package init(
        kind: Kind,
        isChronic: Bool = false,
        confidence: Confidence,
        start: Timestamp,
        end: Timestamp?,
        subject: Subject,
        title: Sentence,
        measures: [Measure],
        evidence: [Evidence],
        advice: Advice?,
        explanation: Sentence,
        weight: Double
    ) {
        self.kind = kind
        self.isChronic = isChronic
        self.confidence = confidence
        self.start = start
        self.end = end
        self.subject = subject
        self.title = title
        self.measures = measures
        self.evidence = evidence
        self.advice = advice
        self.explanation = explanation
        self.weight = weight
    }
}

/// A named number of a finding.
package struct Measure: Sendable, Equatable {
    /// Snake case with its unit, as in the JSON: `writes_per_second`.
    package let name: String
    package let quantity: Quantity

    /// Makes a measure.
    package init(_ name: String, _ value: Double, _ unit: Quantity.Unit) {
        self.name = name
        quantity = Quantity(value, unit)
    }
}

/// What a claim is about; at least one part is set.
package struct Subject: Sendable, Hashable {
    package var command: String?
    package var keyPattern: String?
    package var queue: String?
    package var jobClass: String?
    /// Host addresses without port.
    package var clients: [String] = []
    package var clientNames: [String] = []
    package var table: String?
    package var endpoint: String?
    package var service: String?
    package var metric: String?
    package var event: String?

    /// Makes a subject; leave out what does not apply.
    package init(
        command: String? = nil,
        keyPattern: String? = nil,
        queue: String? = nil,
        jobClass: String? = nil,
        clients: [String] = [],
        clientNames: [String] = [],
        table: String? = nil,
        endpoint: String? = nil,
        service: String? = nil,
        metric: String? = nil,
        event: String? = nil
    ) {
        self.command = command
        self.keyPattern = keyPattern
        self.queue = queue
        self.jobClass = jobClass
        self.clients = clients
        self.clientNames = clientNames
        self.table = table
        self.endpoint = endpoint
        self.service = service
        self.metric = metric
        self.event = event
    }
}

/// How sure a claim is.
///
/// The rules stand in CONTRIBUTING.md and are mechanical.
package enum Confidence: String, Sendable, Comparable {
    case hypothesis
    case moderate
    case strong
    /// Counted directly from complete data.
    case established

    package static func < (left: Confidence, right: Confidence) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .hypothesis: 0
        case .moderate: 1
        case .strong: 2
        case .established: 3
        }
    }
}

/// Something to do.
package struct Advice: Sendable, Equatable {
    /// What the action is for.
    package enum Kind: String, Sendable {
        case prevent, limit, detect, respond
    }

    package let kind: Kind
    /// An imperative.
    package let action: Sentence
    /// What it changes, with a number.
    package let expectedEffect: Sentence
    /// How anybody will know that it worked.
    package let check: Sentence

    /// Makes advice.
    package init(kind: Kind, action: Sentence, expectedEffect: Sentence, check: Sentence) {
        self.kind = kind
        self.action = action
        self.expectedEffect = expectedEffect
        self.check = check
    }
}
