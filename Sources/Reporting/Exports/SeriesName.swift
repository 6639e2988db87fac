// What a series measures, in a word for programs.

import Diagnosing

/// The machine's name of a series.
struct SeriesName {
    /// A word of small letters with underscores.
    let measure: String
    let queue: String?
    /// The name of a metric, as its source has it.
    let metric: String?

    /// Names what a role measures.
    init(_ role: Track.Role) {
        switch role {
        case .arrivals(let queue): self.init("queue_arrivals", queue)
        case .starts(let queue): self.init("queue_starts", queue)
        case .depth(let queue): self.init("queue_depth", queue)
        case .oldestJob(let queue): self.init("queue_oldest_job", queue)
        case .jobTime(let queue): self.init("job_time_median", queue)
        case .commands: self.init("redis_commands")
        case .wastedWrites: self.init("redis_wasted_writes")
        case .roundTrip: self.init("redis_round_trip")
        case .metric(let name): self.init("metric", nil, name)
        }
    }

    private init(_ measure: String, _ queue: String? = nil, _ metric: String? = nil) {
        self.measure = measure
        self.queue = queue
        self.metric = metric
    }
}
