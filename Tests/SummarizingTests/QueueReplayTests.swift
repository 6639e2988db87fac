// The replay of queues against lists that really hold elements, popped by clients that really block.

import Randomness
import Testing

@testable import Parsing
@testable import Summarizing

/// Redis lists with elements in them, and the clients that wait for some.
struct NaiveLists {
    private(set) var lists: [String: [Int]] = [:]
    private(set) var blocked: [(client: String, keys: [String])] = []
    private var made = 0

    func isBlocked(_ client: String) -> Bool { blocked.contains { $0.client == client } }

    mutating func push(_ count: Int, to key: String) {
        for _ in 0..<count {
            made += 1
            lists[key, default: []].append(made)
        }
        while lists[key]?.isEmpty == false,
            let place = blocked.firstIndex(where: { $0.keys.contains(key) })
        {
            blocked.remove(at: place)
            lists[key]?.removeFirst()
        }
    }

    mutating func pop(_ key: String) {
        if lists[key]?.isEmpty == false { lists[key]?.removeFirst() }
    }

    mutating func block(_ client: String, on keys: [String]) {
        for key in keys where lists[key]?.isEmpty == false {
            lists[key]?.removeFirst()
            return
        }
        blocked.append((client, keys))
    }

    mutating func timeOut(_ client: String) { blocked.removeAll { $0.client == client } }

    mutating func delete(_ key: String) { lists[key] = [] }
}

@Suite struct QueueReplayTests {
    private static let keys = ["queue:a", "queue:b", "queue:c"]

    @Test(arguments: 0..<20 as Range<UInt64>)
    func depthIsThatOfListsWithElements(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var naive = NaiveLists()
        var lines: [String] = []
        var expected: [String: [Int: Int]] = [:]
        var time: Int64 = 0
        for _ in 0..<1_200 {
            time += Int64(random.exponential(mean: 30_000)) + 1
            lines += step(&random, &naive, time)
            let second = Int(MonitorText.epoch) + Int(time / 1_000_000)
            for key in Self.keys {
                expected[key, default: [:]][second] = naive.lists[key]?.count ?? 0
            }
        }
        let trace = MonitorText.summary(of: lines).redis.queues
        let replay = QueueReplay(trace, binSeconds: 1)

        for key in Self.keys {
            let number = try #require(trace.queues.names.firstIndex(of: key))
            for (second, depth) in replay.depths[number].map({ ($0.bin, $0.depth) }) {
                #expect(depth == expected[key]?[second])
            }
        }
    }

    /// One thing that happens, as the lines that MONITOR shows of it.
    private func step(_ random: inout SplitMix64, _ naive: inout NaiveLists, _ time: Int64)
        -> [String]
    {
        let key = Self.keys[Int(random.next() % 3)]
        let client = "10.0.0.2:\(7_000 + random.next() % 6)"
        switch random.next() % 10 {
        case 0..<4:
            let count = 1 + Int(random.next() % 3)
            naive.push(count, to: key)
            let jobs = (0..<count).map { "job-\(time)-\($0)" }
            return [MonitorText.line(time, "10.0.0.1:6000", ["RPUSH", key] + jobs)]
        case 4:
            naive.pop(key)
            return [MonitorText.line(time, "10.0.0.1:6000", "LPOP", key)]
        case 5 where random.uniform() < 0.1:
            naive.delete(key)
            return [MonitorText.line(time, "10.0.0.1:6000", "DEL", key)]
        default:
            // A client that waits asks again only after its time-out.
            if naive.isBlocked(client) { naive.timeOut(client) }
            let keys = Self.keys.shuffled(using: &random)
            naive.block(client, on: keys)
            return [MonitorText.line(time, client, ["BLPOP"] + keys + ["2"])]
        }
    }

    @Test func idleTimeOutsTakeNothing() {
        var lines = (0..<40).map { number in
            MonitorText.line(Int64(number) * 2_000_000, "10.0.0.2:7000", "BRPOP", "queue:a", "2")
        }
        lines.append(MonitorText.line(81_000_000, "10.0.0.1:6000", "LPUSH", "queue:b", "1", "2"))
        lines.append(MonitorText.line(82_000_000, "10.0.0.2:7000", "BRPOP", "queue:a", "2"))
        let trace = MonitorText.summary(of: lines).redis.queues

        let replay = QueueReplay(trace, binSeconds: 1)

        let depth = trace.queues.names.firstIndex(of: "queue:b").flatMap { number in
            replay.depths[number].last { $0.bin == Int(MonitorText.epoch) + 81 }?.depth
        }
        #expect(depth == 2)
    }

    @Test func aPushToAWaitingWorkerIsServedAtOnce() {
        let lines = [
            MonitorText.line(0, "10.0.0.2:7000", "BRPOP", "queue:a", "2"),
            MonitorText.line(500_000, "10.0.0.1:6000", "LPUSH", "queue:a", "1"),
            MonitorText.line(600_000, "10.0.0.1:6000", "LPUSH", "queue:a", "2"),
        ]

        let replay = QueueReplay(MonitorText.summary(of: lines).redis.queues, binSeconds: 1)

        #expect(replay.servedAtOnce == [MonitorText.epoch * 1_000_000 + 500_000])
    }
}
