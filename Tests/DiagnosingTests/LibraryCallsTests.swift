// The table of calls, against what MONITOR shows of the libraries.

import Parsing
import Summarizing
import Testing

@testable import Diagnosing

@Suite struct LibraryCallsTests {
    @Test(arguments: JobLibrary.allCases)
    func tellsHowEachLibraryPutsInAndTakesOut(library: JobLibrary) {
        let purposes = Set(LibraryCalls.all.filter { $0.library == library }.map(\.purpose))

        #expect(purposes.isSuperset(of: [.enqueue, .fetch, .retry, .poll, .heartbeat]))
    }

    @Test func hasASourceAndAClauseForEachRow() {
        #expect(LibraryCalls.all.allSatisfy { !$0.source.isEmpty && !$0.commands.isEmpty })
        #expect(LibraryCalls.all.allSatisfy { !$0.atDepthOfAMillion.isEmpty })
    }

    /// A command as MONITOR shows it, and the call that sends it.
    struct Sent: Sendable {
        let command: RedisCommand
        let shape: ArgumentShape
        let pattern: String
        let call: String?

        init(
            _ command: RedisCommand,
            _ pattern: String,
            _ call: String?,
            shape: ArgumentShape = .plain
        ) {
            self.command = command
            self.shape = shape
            self.pattern = pattern
            self.call = call
        }
    }

    static let sent: [Sent] = [
        Sent(.lrange, "queue:critical", "Queue#latency", shape: .last),
        Sent(.lrange, "queue:critical", "Queue#each, Queue#find_job", shape: .page),
        Sent(.lpush, "queue:critical", "Job.perform_async"),
        Sent(.brpop, "queue:critical", "fetch of each idle thread"),
        Sent(.zadd, "schedule", "Job.perform_in, perform_at"),
        Sent(.hset, "vm:{n}:{hex}", "heartbeat, every 10 s a process"),
        Sent(.rpush, "resque:queue:critical", "Resque.enqueue"),
        Sent(.lpop, "resque:queue:critical", "worker looking for a job"),
        Sent(.lpush, "bull:mail:wait", "queue.add"),
        Sent(.lpush, "celery", "task.delay, task.apply_async"),
        Sent(.rpush, "rq:queue:critical", "Queue.enqueue"),
        Sent(.lrange, "rq:queue:critical", "queue.job_ids, queue.jobs", shape: .whole),
        Sent(.llen, "resque:queue:critical", "Resque.size"),
        Sent(.lrem, "resque:queue:critical", "Resque.dequeue"),
        Sent(.llen, "rq:queue:critical", "len(queue)"),
        Sent(.lrem, "rq:queue:critical", "job.cancel"),
        Sent(.brpop, "celery", "worker taking a task"),
        Sent(.get, "cart:{n}", nil),
        Sent(.set, "queue:critical", nil),
        Sent(.lpush, "events", nil),
        Sent(.zadd, "scheduled", nil),
    ]

    @Test(arguments: sent)
    func recognisesTheCallBehindACommand(sent: Sent) {
        let call = LibraryCalls.call(sending: sent.command, sent.shape, to: sent.pattern)

        #expect(call?.call == sent.call)
    }

    @Test func saysThatTheLastJobOfALongListCostsAWalkOnlyOnSomeServers() throws {
        let latency = try #require(
            LibraryCalls.call(sending: .lrange, .last, to: "queue:critical")
        )

        #expect(
            latency.atDepthOfAMillion == [
                "3.2 to 6.2: walks the list, \(0.000_140_5, .seconds) to \(0.008_000_5, .seconds) a call",
                "up to 3.0 and from 7.0: the same as at depth 1",
            ]
        )
    }
}
