// An incident: when, how sure, what it did.

/// A stretch of time in which something went wrong, and the explanations for it.
package struct Incident: Sendable, Equatable {
    /// The kinds of the contract.
    package enum Kind: String, Sendable {
        case queueBacklog = "queue-backlog"
        case writeThrash = "write-thrash"
        case slowCommand = "slow-command"
        case memoryExhaustion = "memory-exhaustion"
        case connectionChurn = "connection-churn"
        case cacheStampede = "cache-stampede"
        case retryStorm = "retry-storm"
        case dataLoss = "data-loss"
        case latency
        case errors
    }

    package var kind: Kind
    package var start: Timestamp
    /// Half the width of the interval in which the start lies.
    package var startUncertaintySeconds: Double
    /// `nil` when it was not over at the end of the capture.
    package var end: Timestamp?
    package var title: Sentence
    package var impact: [Impact]
    /// Rank 1 first; the last is always ``Hypothesis/other``.
    package var hypotheses: [Hypothesis]
    /// How it came and went, where it did so at least three times: then `start` and `end` hold all episodes.
    package var recurrence: Recurrence?

    /// Makes an incident.
    package init(
        kind: Kind,
        start: Timestamp,
        startUncertaintySeconds: Double,
        end: Timestamp?,
        title: Sentence,
        impact: [Impact],
        hypotheses: [Hypothesis],
        recurrence: Recurrence? = nil
    ) {
        self.kind = kind
        self.start = start
        self.startUncertaintySeconds = startUncertaintySeconds
        self.end = end
        self.title = title
        self.impact = impact
        self.hypotheses = hypotheses
        self.recurrence = recurrence
    }
}

/// What the incident did to people or jobs, measured.
package struct Impact: Sendable, Equatable {
    package let measure: Measure
    /// The measure in words: `Jobs that waited over 1 s`.
    package let label: Sentence
    package let evidence: [Evidence]

    /// Makes an impact.
    package init(measure: Measure, label: Sentence, evidence: [Evidence]) {
        self.measure = measure
        self.label = label
        self.evidence = evidence
    }
}
