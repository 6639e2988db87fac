// Workers that ask for work far more often than there is any.
// Source: sidekiq 2.17 `Sidekiq::Fetcher` and resque 2.6 `Worker#work` (polling by interval); the tables of LibraryCalls.

import Summarizing

/// Finds asking that takes a good part of the traffic, as a fact: it grows with the workers, not with the jobs.
package struct PollCosts: Detector {
    package let name = "poll-costs"

    /// Makes the detector.
    package init() {}

    /// The share of all commands from which on the asking is worth a change.
    static let shareMin = 0.1
    /// Below so many commands a second no server notices them.
    static let perSecondMin = 50.0
    /// Asking so many times for each job is more asking than work.
    static let asksOfAJobMin = 10.0

    package func findings(in scene: Scene) -> [Finding] {
        let asking = scene.commandGroups.filter { Self.asksForWork($0) }
        let asks = asking.reduce(0.0) { $0 + Double($1.total) }
        guard let jobs = Self.jobsBegun(scene) else { return [] }
        let seconds = scene.seconds(0..<scene.grid.count)
        let all = Double(scene.timeline.redis.commands)
        guard let busiest = asking.max(by: { ($0.total, $1.pattern) < ($1.total, $0.pattern) }),
            seconds > 0, asks >= Self.shareMin * all, asks >= Self.perSecondMin * seconds,
            asks >= Self.asksOfAJobMin * jobs
        else { return [] }
        let (rate, jobRate) = (asks / seconds, jobs / seconds)
        return [
            Finding(
                kind: .pollCost,
                isChronic: true,
                confidence: .moderate,
                start: scene.timeline.start,
                end: scene.timeline.end,
                subject: busiest.subject(in: scene.timeline),
                title:
                    "Workers asked Redis for work \(rate, .callsPerSecond) and began \(jobRate, .jobsPerSecond): \(asks / all, .share) of all commands, most of them \(busiest.name)",
                measures: [
                    Measure("asks_per_second", rate, .callsPerSecond),
                    Measure("jobs_per_second", jobRate, .jobsPerSecond),
                    Measure("share_of_commands", asks / all, .share),
                ],
                evidence: [
                    busiest.evidence("\(busiest.total, .calls) of \(busiest.name)", scene)
                ],
                advice: Advice(
                    kind: .limit,
                    action:
                        "Wait for jobs in a blocking call (BRPOP, BLMOVE), or ask less often while a queue is empty",
                    expectedEffect: "up to \(asks / all, .share) of all commands fewer",
                    check: "calls of \(busiest.name) a second while no job runs"
                ),
                explanation:
                    "Each worker asks by itself and at its own rate, so that the cost rises with every worker that is added and is highest when there is nothing to do.",
                weight: 0
            )
        ]
    }

    /// The jobs that began; `nil` where neither a worker's log nor the pushes and pops of a queue tell.
    ///
    /// A metric of a queue's depth alone tells of none: as many may have come as were taken.
    ///
    /// Where logs of some workers are missing, the jobs that were pushed say more: each of them answered somebody, or
    /// waits and will answer whoever asks next.
    private static func jobsBegun(_ scene: Scene) -> Double? {
        let queues = scene.timeline.queues
        guard !scene.timeline.jobs.isEmpty || queues.contains(where: { Self.tellsOfJobs($0) })
        else { return nil }
        return queues.reduce(0.0) { sum, queue in
            sum + max(queue.starts.reduce(0, +), queue.arrivals.reduce(0, +))
        }
    }

    /// Whether the pushes and pops of a queue were followed.
    private static func tellsOfJobs(_ queue: QueueFlow) -> Bool {
        switch queue.depthSource {
        case .matchedJobs, .replay: true
        case .metric, .none: false
        }
    }

    /// Whether a command takes a job from a queue, and comes back at once when there is none.
    private static func asksForWork(_ group: CommandGroup) -> Bool {
        guard group.command.effect != .blockingPop,
            let call = LibraryCalls.call(sending: group.command, group.shape, to: group.pattern)
        else { return false }
        return call.purpose == .fetch
    }
}
