// Commands of every kind that the summaries follow, at random, from a seed.

import Randomness

/// A random MONITOR capture.
enum RandomTraffic {
    /// Keys that can be written as a whole, or by field: strings and hashes with two fields.
    static let writtenKeys = 12 + 2 * 4

    /// Lines of some seconds; gaps are mostly short and sometimes long enough to be a stall.
    static func lines(seed: UInt64, count: Int = 1_500, hosts: UInt64 = 4) -> [String] {
        var random = SplitMix64(seed: seed)
        var time: Int64 = 0
        return (0..<count).map { number in
            let isPause = random.uniform() < 0.01
            time += Int64(random.exponential(mean: isPause ? 200_000 : 2_000)) + 1
            let client = "10.0.0.\(1 + random.next() % hosts):\(5_000 + random.next() % 5)"
            return MonitorText.line(time, client, words(number, &random))
        }
    }

    private static func words(_ number: Int, _ random: inout SplitMix64) -> [String] {
        let key = "k:\(random.next() % 12)"
        let hash = "h:\(random.next() % 4)"
        let queue = "queue:q\(random.next() % 3)"
        let value = "v\(random.next() % 3)"
        switch random.next() % 16 {
        case 0, 1: return ["SET", key, value]
        case 2: return ["SET", key, value, "EX", "2"]
        case 3: return ["SETEX", key, "1", value]
        case 4, 5: return ["GET", key]
        case 6: return ["DEL", key]
        case 7: return ["EXPIRE", key, "\(1 + random.next() % 3)"]
        case 8: return ["HSET", hash, "f\(random.next() % 2)", value]
        case 9: return ["HGETALL", hash]
        case 10, 11: return ["LPUSH", queue, #"{"class":"J","jid":"j\#(number)"}"#]
        case 12: return ["BRPOP", queue, "queue:q0", "2"]
        case 13: return ["RPOP", queue]
        case 14: return ["LLEN", queue]
        default:
            if random.uniform() < 0.05 { return ["FLUSHALL"] }
            return ["CLIENT", "SETNAME", "c\(random.next() % 4)"]
        }
    }
}
