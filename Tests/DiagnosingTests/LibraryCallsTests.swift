// The table of calls, against what MONITOR shows of the libraries.

import Parsing
import Summarizing
import Testing

@testable import Diagnosing

@Suite struct LibraryCallsTests {
    @Test(arguments: JobLibrary.allCases)
    func tellsHowEachLibraryPutsInAndTakesOut(library: JobLibrary) {
        let purposes = Set(LibraryCalls.all.filter { $0.library == library }.map(\.purpose))

        #expect(
            purposes.isSuperset(of: [.enqueue, .fetch, .schedule, .retry, .poll, .heartbeat])
                || library == .resque && purposes.isSuperset(of: [.enqueue, .fetch, .retry, .poll])
        )
    }

    @Test func hasASourceAndAClauseForEachRow() {
        #expect(LibraryCalls.all.allSatisfy { !$0.source.isEmpty && !$0.commands.isEmpty })
        #expect(LibraryCalls.all.allSatisfy { !$0.atDepthOfAMillion.isEmpty })
    }

    @Test(
        arguments: [
            (RedisCommand.lrange, ArgumentShape.last, "queue:critical", "Queue#latency"),
            (.lrange, .page, "queue:critical", "Queue#each, Queue#find_job"),
            (.lpush, .plain, "queue:critical", "Job.perform_async"),
            (.brpop, .plain, "queue:critical", "fetch of each idle thread"),
            (.zadd, .plain, "schedule", "Job.perform_in, perform_at"),
            (.hset, .plain, "vm:{n}:{hex}", "heartbeat, every 10 s a process"),
            (.rpush, .plain, "resque:queue:critical", "Resque.enqueue"),
            (.lpop, .plain, "resque:queue:critical", "worker looking for a job"),
            (.lpush, .plain, "bull:mail:wait", "queue.add"),
            (.lpush, .plain, "celery", "task.delay, task.apply_async"),
            (.rpush, .plain, "rq:queue:critical", "Queue.enqueue"),
            (.lrange, .whole, "rq:queue:critical", "queue.job_ids, queue.jobs"),
        ]
    )
    func recognisesCommandsInMonitor(
        command: RedisCommand,
        shape: ArgumentShape,
        pattern: String,
        call: String
    ) {
        #expect(LibraryCalls.call(sending: command, shape, to: pattern)?.call == call)
    }

    @Test(arguments: [
        (RedisCommand.get, "cart:{n}"), (.set, "queue:critical"), (.lpush, "events"),
        (.zadd, "scheduled"),
    ])
    func leavesOtherCommandsToTheApplication(command: RedisCommand, pattern: String) {
        #expect(LibraryCalls.call(sending: command, .plain, to: pattern) == nil)
    }

    @Test func saysThatTheLastJobOfALongListCostsAWalkOnlyOnSomeServers() throws {
        let latency = try #require(
            LibraryCalls.call(sending: .lrange, .last, to: "queue:critical")
        )

        #expect(latency.atDepthOfAMillion.count == 2)
        #expect(
            latency.atDepthOfAMillion.first
                == "3.2 to 6.2: walks the list, \(0.000_140_5, .seconds) a call"
        )
    }
}
