// An explanation of an incident and what speaks for and against it.

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
