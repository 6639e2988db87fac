// The answer, which every renderer is a view of.

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
    /// What costs more or less inside the first incident's window.
    package var costDifferences: [CostDifference]
    /// Messages that are new inside the first incident's window, came no more, or came as before.
    package var messageDifferences: [MessageDifference]
    /// Laws checked against the data, both sides printed.
    package var receipts: [Receipt]
    /// What was looked at and found quiet, as ids of the checks.
    package var resources: [ResourceCheck]
    /// The writes by class, where a Redis capture was read.
    package var writeLedger: [LedgerRow]
    /// What the memory budget made the run leave out.
    package var memory: MemoryAccount
    /// Captures that would tell open explanations apart, the most telling first.
    package var nextEvidence: [CapturePlan]
    /// What the figures need besides the tracks; `nil` where the data do not hold it.
    package var depthLatency: DepthLatency?
    package var jobTimes: JobTimeGrid?
    package var writeFates: WriteFates?

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
        costDifferences: [CostDifference] = [],
        messageDifferences: [MessageDifference] = [],
        receipts: [Receipt] = [],
        resources: [ResourceCheck] = [],
        writeLedger: [LedgerRow] = [],
        memory: MemoryAccount = MemoryAccount(),
        nextEvidence: [CapturePlan] = [],
        depthLatency: DepthLatency? = nil,
        jobTimes: JobTimeGrid? = nil,
        writeFates: WriteFates? = nil
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
        self.costDifferences = costDifferences
        self.messageDifferences = messageDifferences
        self.receipts = receipts
        self.resources = resources
        self.writeLedger = writeLedger
        self.memory = memory
        self.nextEvidence = nextEvidence
        self.depthLatency = depthLatency
        self.jobTimes = jobTimes
        self.writeFates = writeFates
    }
}
