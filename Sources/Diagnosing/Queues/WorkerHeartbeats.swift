// Worker processes by their heartbeats: who was there, and who fell silent.
// Source: sidekiq lib/sidekiq/launcher.rb: a beat every 5 s (6.x) or 10 s (7.x) under the process's identity, which a
// restart changes.

import Summarizing

/// The processes that sent heartbeats, in the order of their first.
struct WorkerHeartbeats {
    /// One process as its heartbeats tell of it.
    struct Process {
        /// Microseconds; the last beat is the last in which it took jobs.
        var first: Int64
        var last: Int64
        var lastMark: Int
        var beats: Int
        /// Threads, or 1 where the process does not say.
        var threads: Double

        /// Microseconds from one beat to the next, on average.
        var interval: Int64 { beats > 1 ? (last - first) / Int64(beats - 1) : 0 }
    }

    /// Processes that fell silent and had no successor.
    struct Loss {
        let processes: [Process]
        /// Threads of those that fell silent without a successor, and of all that were there.
        let threads: Double
        let threadsBefore: Double

        /// Of the threads that were there.
        var share: Double { threads / max(threadsBefore, 1) }
    }

    let processes: [Process]

    /// So many beats missed are silence: one is late on a busy host, and Redis forgets the process after 60 s.
    private static let missedMin: Int64 = 3
    /// Fewer beats tell no interval.
    private static let beatsMin = 3

    /// A server that is full refuses heartbeats as well: then their silence tells nothing, and none is taken.
    ///
    /// - Complexity: O(b) for b beats.
    init(_ scene: Scene) {
        guard !scene.timeline.events.contains(where: { $0.topic == .outOfMemory }) else {
            processes = []
            return
        }
        var places: [UInt64: Int] = [:]
        var processes: [Process] = []
        for beat in scene.timeline.redis.heartbeats {
            guard let place = places[beat.process] else {
                guard !beat.isQuiet else { continue }
                places[beat.process] = processes.count
                processes.append(
                    Process(
                        first: beat.time,
                        last: beat.time,
                        lastMark: beat.mark,
                        beats: 1,
                        threads: Double(beat.concurrency ?? 1)
                    )
                )
                continue
            }
            // A process that was told to be quiet beats on and takes nothing.
            guard !beat.isQuiet, beat.time >= processes[place].last else { continue }
            processes[place].last = beat.time
            processes[place].lastMark = beat.mark
            processes[place].beats += 1
        }
        self.processes = processes
    }

    /// Who fell silent in time to be behind a backlog that grew from one moment to another; `nil` for nobody.
    func loss(from start: Timestamp, to end: Timestamp, captureEnd: Timestamp) -> Loss? {
        let low = start.advanced(bySeconds: -ClassOnset.absorbedSecondsMax).microseconds
        let gone = processes.filter { process in
            process.beats >= Self.beatsMin && process.last + process.interval >= low
                && process.last < end.microseconds
                && captureEnd.microseconds - process.last >= Self.missedMin * process.interval
        }
        guard let earliest = gone.map(\.last).min(), let interval = gone.map(\.interval).max()
        else { return nil }
        let latest = gone.map(\.last).max() ?? earliest
        let successors = processes.filter { process in
            process.first > earliest && process.first <= latest + Self.missedMin * interval
        }
        let threads = sum(gone) - sum(successors)
        let before = processes.filter { $0.first <= earliest && $0.last >= earliest }
        guard threads > 0 else { return nil }
        return Loss(processes: gone, threads: threads, threadsBefore: sum(before))
    }

    private func sum(_ processes: [Process]) -> Double {
        processes.reduce(0) { $0 + $1.threads }
    }
}

extension WorkerHeartbeats.Loss {
    /// Last heartbeats that are cited at most.
    private static let citedMax = 3

    /// The last heartbeats of those who fell silent.
    func evidence(_ scene: Scene) -> [Evidence] {
        processes.prefix(Self.citedMax).map { process in
            scene.evidence(
                from: process.lastMark,
                to: process.lastMark,
                at: process.last,
                "the last heartbeat of a process of \(process.threads, .workers)"
            )
        }
    }

    /// `2 processes sent their last heartbeat: 8 of 12 workers`.
    var sentence: Sentence {
        "the heartbeats of \(processes.count, .plain) of the worker processes stopped: \(threads, .workers) of \(threadsBefore, .plain)"
    }
}
