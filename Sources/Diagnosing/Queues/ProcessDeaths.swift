// The ends of worker processes that left jobs unfinished, and which job each of them is put down to.
// Source: sidekiq wiki, "Reliability", poison pills: a job that its process did not survive three times is given up.

import Summarizing

/// An end of a process that left a job unfinished.
struct ProcessDeath: Equatable {
    /// An index of ``Timeline/processes``.
    let process: Int
    /// Seconds from the job's start to the last line of its process.
    let seconds: Double
}

/// When worker processes wrote their last lines, and when they said that they were told to end.
struct ProcessDeaths {
    /// A job that so many processes did not survive is what they have in common.
    static let deathsMin = 3
    /// Jobs that end processes stand in most of those that end; with two processes that are restarted in turn, a long
    /// job stands in half.
    private static let presenceMin = 0.75
    /// Two jobs whose rates lie within this ratio end processes as fast, and the one with more of them is meant.
    private static let rateTieMin = 0.75
    /// Ends faster than this are one to the clock of the log.
    private static let secondsMin = 0.05

    private let last: [Int64]
    private let stops: [Int: [Int64]]

    /// - Complexity: O(j + e) for j jobs and e events.
    init(_ timeline: Timeline) {
        var last = [Int64](repeating: .min, count: timeline.processes.names.count)
        for job in timeline.jobs where last.indices.contains(job.process) {
            last[job.process] = max(last[job.process], job.started ?? .min, job.ended ?? .min)
        }
        self.last = last
        var numbers: [String: Int] = [:]
        for (number, name) in timeline.processes.names.enumerated() { numbers[name] = number }
        var stops: [Int: [Int64]] = [:]
        for event in timeline.events where event.topic == .processStopping {
            guard let number = numbers[event.process] else { continue }
            stops[number, default: []].append(event.time.microseconds)
        }
        self.stops = stops
    }

    /// The end of the process of a run that has no end of its own, before the job began again at `next`.
    ///
    /// `nil` where the process wrote on.
    func death(of run: Job, before next: Int64) -> ProcessDeath? {
        guard let start = run.started, last.indices.contains(run.process),
            last[run.process] < next
        else { return nil }
        return ProcessDeath(
            process: run.process,
            seconds: Double(max(0, last[run.process] - start)) / 1e6
        )
    }

    /// Whether a process said between two times that it was told to end: then it was no job that ended it.
    func isAnnounced(_ process: Int, from start: Int64, to end: Int64) -> Bool {
        (stops[process] ?? []).contains { (start...max(start, end)).contains($0) }
    }

    /// How many processes wrote their last line between two times, without a word before it.
    private func silent(from start: Int64, to end: Int64) -> Set<Int> {
        Set(
            last.indices.filter { (start..<max(start, end)).contains(last[$0]) && stops[$0] == nil }
        )
    }

    /// Leaves each end to one job at most: what else a process was running is a victim of the job that ended it.
    ///
    /// The job that ends processes fastest comes first. One that ends processes in fact stands in all of its ends
    /// soon after it began; others are hit at any time of their runs, and only where it is.
    func attributed(_ jobs: [RepeatedJob]) -> [RepeatedJob] {
        var rest = jobs.filter { $0.deaths.count >= Self.deathsMin }
        let all = Set(rest.flatMap { $0.deaths.map(\.process) })
        let first = rest.map(\.firstStart).min() ?? 0
        let silent = silent(from: first, to: rest.map(\.lastStart).max() ?? first)
        let isPresent =
            Double(all.count) >= Self.presenceMin * Double(all.union(silent).count)
        var own: [UInt64: [ProcessDeath]] = [:]
        var taken: Set<Int> = []
        while isPresent, let fastest = rest.map(Self.rate).max() {
            let places = rest.indices.filter { Self.rate(rest[$0]) >= Self.rateTieMin * fastest }
            guard
                let place = places.max(by: {
                    (rest[$0].deaths.count, rest[$1].firstStart)
                        < (rest[$1].deaths.count, rest[$0].firstStart)
                })
            else { break }
            let job = rest.remove(at: place)
            own[job.id] = job.deaths
            taken.formUnion(job.deaths.map(\.process))
            for number in rest.indices {
                rest[number].deaths.removeAll { taken.contains($0.process) }
            }
            rest.removeAll { $0.deaths.count < Self.deathsMin }
        }
        return jobs.compactMap { $0.keeping(own[$0.id] ?? []) }
    }

    /// Ends a second of running.
    private static func rate(_ job: RepeatedJob) -> Double {
        let seconds = job.deaths.reduce(0) { $0 + max(secondsMin, $1.seconds) }
        return Double(job.deaths.count) / max(seconds, .leastNonzeroMagnitude)
    }
}
