/// The whole answer to "what happened?", as one value.
package struct Diagnosis: Sendable, Equatable {
    /// The first word of the answer.
    package enum Verdict: String, Sendable {
        case incident
        /// Something changed a lot, but nothing a user would have felt was seen.
        case anomaly
        /// Waste that was there all the time.
        case chronic
        case noIncident = "no-incident"
        case insufficientData = "insufficient-data"
    }

    package var verdict: Verdict
    /// The time that the sources cover together, on the report's clock.
    package var start: Timestamp
    package var end: Timestamp
    package var sources: [SourceAccount]
    package var incidents: [Incident]
    package var findings: [Finding]
    package var suspects: [Suspect]
    package var context: [JudgedEvent]
    package var caveats: [Caveat]
    /// Series worth drawing or exporting, all on the same grid.
    package var tracks: [Track]
    /// The grid of the tracks: seconds per value.
    package var trackStepSeconds: Int
    package var trackStart: Timestamp
    /// Who sent what, ranked, with a remainder row so that shares add to one.
    package var profile: [ProfileRow]
    /// What is different inside the first incident's window, and what is not.
    package var differences: [Difference]
    /// Laws checked against the data, both sides printed.
    package var receipts: [Receipt]
    /// What was looked at and found quiet, as ids of the checks.
    package var resources: [ResourceCheck]
    /// The writes by class, where a Redis capture was read.
    package var writeLedger: [LedgerRow]

    /// Makes a diagnosis.
    package init(
        verdict: Verdict,
        start: Timestamp,
        end: Timestamp,
        sources: [SourceAccount],
        incidents: [Incident] = [],
        findings: [Finding] = [],
        suspects: [Suspect] = [],
        context: [JudgedEvent] = [],
        caveats: [Caveat] = [],
        tracks: [Track] = [],
        trackStepSeconds: Int = 1,
        trackStart: Timestamp = Timestamp(microseconds: 0),
        profile: [ProfileRow] = [],
        differences: [Difference] = [],
        receipts: [Receipt] = [],
        resources: [ResourceCheck] = [],
        writeLedger: [LedgerRow] = []
    ) {
        self.verdict = verdict
        self.start = start
        self.end = end
        self.sources = sources
        self.incidents = incidents
        self.findings = findings
        self.suspects = suspects
        self.context = context
        self.caveats = caveats
        self.tracks = tracks
        self.trackStepSeconds = trackStepSeconds
        self.trackStart = trackStart
        self.profile = profile
        self.differences = differences
        self.receipts = receipts
        self.resources = resources
        self.writeLedger = writeLedger
    }
}

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

    /// Makes an incident.
    package init(
        kind: Kind,
        start: Timestamp,
        startUncertaintySeconds: Double,
        end: Timestamp?,
        title: Sentence,
        impact: [Impact],
        hypotheses: [Hypothesis]
    ) {
        self.kind = kind
        self.start = start
        self.startUncertaintySeconds = startUncertaintySeconds
        self.end = end
        self.title = title
        self.impact = impact
        self.hypotheses = hypotheses
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

/// An explanation with what speaks for and against it.
package struct Hypothesis: Sendable, Equatable {
    /// The causes of the contract are the finding kinds that may stand as a cause.
    package var cause: Finding.Kind
    package var confidence: Confidence
    /// The share of the weight of evidence, in 0...1; all hypotheses of an incident sum to one.
    package var weight: Double
    package var statement: Sentence
    package var subject: Subject
    package var trigger: JudgedEvent?
    package var supporting: [EvidenceItem]
    package var opposing: [EvidenceItem]
    /// The cheapest measurement that would change the ranking.
    package var wouldChangeOurMind: Sentence

    /// Makes a hypothesis.
    package init(
        cause: Finding.Kind,
        confidence: Confidence,
        weight: Double,
        statement: Sentence,
        subject: Subject,
        trigger: JudgedEvent? = nil,
        supporting: [EvidenceItem],
        opposing: [EvidenceItem],
        wouldChangeOurMind: Sentence
    ) {
        self.cause = cause
        self.confidence = confidence
        self.weight = weight
        self.statement = statement
        self.subject = subject
        self.trigger = trigger
        self.supporting = supporting
        self.opposing = opposing
        self.wouldChangeOurMind = wouldChangeOurMind
    }
}

/// One item of evidence in decibans (Good 1950): ten times the base-10 logarithm of a likelihood ratio.
package struct EvidenceItem: Sendable, Equatable {
    /// The closed list of items; the JSON prints the raw value.
    package enum Item: String, Sendable {
        case precedence
        case preExisting = "pre-existing"
        case size
        case doseResponse = "dose-response"
        case specificity
        case mechanism
        case topology
        case recovery
        case dataQuality = "data-quality"
        case noEvent = "no-event"
        case event
        case secondSource = "second-source"
        case prior
    }

    package let item: Item
    /// In -10...10; positive supports.
    package let decibans: Double
    package let because: Sentence
    package let evidence: [Evidence]

    /// Makes an item.
    package init(item: Item, decibans: Double, because: Sentence, evidence: [Evidence]) {
        self.item = item
        self.decibans = decibans
        self.because = because
        self.evidence = evidence
    }
}

/// Something that was put on trial, guilty or not.
package struct Suspect: Sendable, Equatable {
    /// The four verdicts of the trial.
    package enum Verdict: String, Sendable {
        /// Scales with the trouble and is large enough.
        case sufficient
        /// Scales, but rate times cost is too small.
        case insufficient
        /// Cannot scale on this version, or its bound is too small.
        case exonerated
        /// Version, depth or rate is not known.
        case undetermined
    }

    package var what: Sentence
    package var subject: Subject
    package var verdict: Verdict
    /// The arithmetic.
    package var because: Sentence
    package var evidence: [Evidence]

    /// Makes a suspect.
    package init(
        what: Sentence,
        subject: Subject,
        verdict: Verdict,
        because: Sentence,
        evidence: [Evidence]
    ) {
        self.what = what
        self.subject = subject
        self.verdict = verdict
        self.because = because
        self.evidence = evidence
    }
}

/// A context event and the part it played.
package struct JudgedEvent: Sendable, Equatable {
    /// The roles of the contract.
    package enum Role: String, Sendable {
        case trigger, candidate, unrelated, response
    }

    package var event: ContextEvent
    /// The file it stands in.
    package var source: String
    package var role: Role
    /// Why it has that role.
    package var because: Sentence

    /// Makes a judged event.
    package init(event: ContextEvent, source: String, role: Role, because: Sentence) {
        self.event = event
        self.source = source
        self.role = role
        self.because = because
    }
}

/// Something we could not know, what that does to the report, and how to close the gap.
package struct Caveat: Sendable, Equatable {
    package let what: Sentence
    package let effect: Sentence
    /// A command or an action; bounded when it burdens a server.
    package let nextTime: Sentence
    /// Whether it must stand at the top of the report.
    package let isGrave: Bool

    /// Makes a caveat.
    package init(what: Sentence, effect: Sentence, nextTime: Sentence, isGrave: Bool = false) {
        self.what = what
        self.effect = effect
        self.nextTime = nextTime
        self.isGrave = isGrave
    }
}

/// A series on the report's grid.
package struct Track: Sendable, Equatable {
    /// How far the values can be trusted.
    package enum Bound: String, Sendable {
        case exact
        case atLeast = "at-least"
        case atMost = "at-most"
    }

    /// What the series is, with the names in it.
    package let name: Sentence
    package let unit: Quantity.Unit
    /// The file it was read from.
    package let source: String
    package let bound: Bound
    /// One value a step; `nil` is a gap.
    package let values: [Double?]

    /// Makes a track.
    package init(
        name: Sentence,
        unit: Quantity.Unit,
        source: String,
        bound: Bound,
        values: [Double?]
    ) {
        self.name = name
        self.unit = unit
        self.source = source
        self.bound = bound
        self.values = values
    }
}

/// One row of the command profile; the row without subject is the remainder.
package struct ProfileRow: Sendable, Equatable {
    package let subject: Subject?
    package let calls: Int
    package let share: Double
    /// Calls per second before and inside the incident, where there is one.
    package let before: Double?
    package let inside: Double?

    /// Makes a row.
    package init(subject: Subject?, calls: Int, share: Double, before: Double?, inside: Double?) {
        self.subject = subject
        self.calls = calls
        self.share = share
        self.before = before
        self.inside = inside
    }
}

/// A dimension value whose share differs between the baseline and the incident.
package struct Difference: Sendable, Equatable {
    package let subject: Subject
    /// Shares in 0...1 and the counts behind them.
    package let before: Double
    package let inside: Double
    package let beforeCount: Int
    package let insideCount: Int
    /// z times the logarithm of the lift; larger is more different.
    package let score: Double

    /// Makes a difference.
    package init(
        subject: Subject,
        before: Double,
        inside: Double,
        beforeCount: Int,
        insideCount: Int,
        score: Double
    ) {
        self.subject = subject
        self.before = before
        self.inside = inside
        self.beforeCount = beforeCount
        self.insideCount = insideCount
        self.score = score
    }
}

/// A law of queueing checked against the data (Denning and Buzen 1978).
package struct Receipt: Sendable, Equatable {
    /// The law and what it was applied to: `utilisation of queue exports`.
    package let law: Sentence
    package let left: Quantity
    package let right: Quantity
    /// |left - right| / max(left, right).
    package let mismatch: Double

    /// Makes a receipt.
    package init(law: Sentence, left: Quantity, right: Quantity, mismatch: Double) {
        self.law = law
        self.left = left
        self.right = right
        self.mismatch = mismatch
    }
}

/// One resource of the utilisation, saturation and errors list, checked or not.
package struct ResourceCheck: Sendable, Equatable {
    /// What came of it.
    package enum Result: String, Sendable {
        case ruledOut = "ruled out"
        case unlikely
        case open
        case notChecked = "not checked"
        case involved
    }

    package let resource: Sentence
    package let result: Result
    package let because: Sentence
    package let evidence: [Evidence]

    /// Makes a check.
    package init(resource: Sentence, result: Result, because: Sentence, evidence: [Evidence]) {
        self.resource = resource
        self.result = result
        self.because = because
        self.evidence = evidence
    }
}

/// Writes of one key pattern, client and command, by what became of them.
package struct LedgerRow: Sendable, Equatable {
    /// `nil` for the remainder row.
    package let subject: Subject?
    package let writes: Int
    package let sameValue: Int
    package let overwrittenUnread: Int
    package let deletedUnread: Int
    package let expiryChurn: Int
    package let useful: Int
    /// First or last touch inside the capture: what became of it cannot be known.
    package let unknown: Int

    /// Makes a row.
    package init(
        subject: Subject?,
        writes: Int,
        sameValue: Int,
        overwrittenUnread: Int,
        deletedUnread: Int,
        expiryChurn: Int,
        useful: Int,
        unknown: Int
    ) {
        self.subject = subject
        self.writes = writes
        self.sameValue = sameValue
        self.overwrittenUnread = overwrittenUnread
        self.deletedUnread = deletedUnread
        self.expiryChurn = expiryChurn
        self.useful = useful
        self.unknown = unknown
    }
}
