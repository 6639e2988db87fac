// What a memory budget made a run leave out, with the rate.

/// The budget of a run and the limits that it met.
package struct MemoryAccount: Sendable, Equatable {
    /// A limit that was met.
    package enum Limit: Sendable, Equatable {
        /// The write ledger followed one key in so many, by the hash of the key.
        case keys(oneIn: Int)
        /// One job in so many was followed, by the hash of its id, in MONITOR and in logs.
        case pushedJobs(oneIn: Int)
        case loggedJobs(oneIn: Int)
        /// Operations on queues after the limit were counted, not replayed.
        case queueEvents
        /// One request in so many was kept, by the hash of its line.
        case requests(oneIn: Int)
        /// So many rows after the limit were counted and not kept.
        case statements(leftOut: Int)
        case samples(leftOut: Int)
        /// Commands were counted in bins of so many seconds.
        case seconds(perBin: Int)
    }

    package let budget: MemoryBudget
    package let limits: [Limit]

    /// Makes an account.
    package init(budget: MemoryBudget = .standard, limits: [Limit] = []) {
        self.budget = budget
        self.limits = limits
    }

    /// The account of a run.
    init(_ summary: ShardSummary) {
        let (redis, queues) = (summary.redis, summary.redis.queues)
        var limits: [Limit] = []
        if redis.ledgerWeight > 1 { limits.append(.keys(oneIn: redis.ledgerWeight)) }
        if queues.sampleShift > 0 { limits.append(.pushedJobs(oneIn: 1 << queues.sampleShift)) }
        if !queues.isComplete { limits.append(.queueEvents) }
        if redis.binSeconds > 1 { limits.append(.seconds(perBin: redis.binSeconds)) }
        let jobShift = summary.jobs.sampleShift
        if jobShift > 0 { limits.append(.loggedJobs(oneIn: 1 << jobShift)) }
        let statements = summary.statements.dropped
        if statements > 0 { limits.append(.statements(leftOut: statements)) }
        let requestShift = summary.requests.sampleShift
        if requestShift > 0 { limits.append(.requests(oneIn: 1 << requestShift)) }
        let samples = summary.metrics.dropped
        if samples > 0 { limits.append(.samples(leftOut: samples)) }
        self.init(budget: summary.budget, limits: limits)
    }
}
