// Worker processes that end, and what becomes of the jobs that they were running.
// Source: sidekiq 6.4 lib/sidekiq/fetch.rb `bulk_requeue`; its wiki, "Reliability", super_fetch.

extension Simulation {
    /// Kills a process; what it was running is lost.
    mutating func kill(process number: Int) {
        workers.processes[number].isAlive = false
        let dead = workers.processes[number].threads
        workers.waiting.removeAll { dead.contains($0) }
    }

    /// Ends a process; what it was running is found unfinished when it is back, and put into its queue again.
    ///
    /// Source: sidekiq wiki, "Reliability": super_fetch.
    mutating func crash(process number: Int, backAfter seconds: Double) {
        guard workers.processes[number].isAlive else { return }
        let threads = workers.processes[number].threads
        let unfinished = threads.compactMap { workers.threads[$0].job }.filter {
            now < workers.poison[$0.id]?.until ?? .infinity
        }
        let queues = workers.threads[threads.lowerBound].queues
        kill(process: number)
        at(now + seconds) { simulation in
            simulation.addProcess(threads: threads.count, queues: queues, replacing: number)
            for job in unfinished {
                simulation.putBack(job, from: simulation.workers.processes[number].host)
            }
        }
    }

    /// Puts an unfinished job where the next worker takes it.
    private mutating func putBack(_ job: SimulatedJob, from host: String) {
        let client = "\(host):43000"
        let stamp = send(["rpush", "queue:\(job.queue)", payload(of: job)], from: client)
        server.lists[job.queue, default: []].insert(job, at: 0)
        handOut(job.queue, at: stamp)
    }
}
