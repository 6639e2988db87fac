// A Redis server: one thread, so a long command delays the stamps of all that follow.
// Source: redis 7.0 `call()` in server.c: MONITOR is fed, and the slow log written, when a command has ended.

/// A job as it stands in a list.
struct SimulatedJob {
    var id: String
    var name: String
    var queue: String
    var pushed: Double
}

/// The server and what it writes.
struct SimulatedServer {
    /// An entry of the slow log.
    struct SlowEntry {
        var time: Double
        var microseconds: Int
        var words: [String]
        var client: String
    }

    /// An ordinary command, in seconds.
    static let usualCost = 0.000_03
    /// `slowlog-log-slower-than` and `slowlog-max-len` as they come.
    static let slowSecondsMin = 0.01
    static let slowEntriesMax = 128

    private(set) var monitor: [UInt8] = Array("OK\n".utf8)
    private(set) var slow: [SlowEntry] = []
    private(set) var commands = 0
    private var freeAt = 0.0
    /// Stretches in which nobody read MONITOR.
    var unseen: [Range<Double>] = []
    /// The lists of jobs, the oldest first.
    var lists: [String: [SimulatedJob]] = [:]
    /// The entries of the cache: when each expires.
    var cache: [String: Double] = [:]

    /// Runs a command that arrives at `time`; returns when it has ended.
    mutating func run(_ words: [String], from client: String, at time: Double, cost: Double)
        -> Double
    {
        let end = max(time, freeAt) + cost
        freeAt = end
        commands += 1
        if !unseen.contains(where: { $0.contains(end) }) { write(words, client, end) }
        if cost >= Self.slowSecondsMin {
            slow.append(
                SlowEntry(
                    time: end,
                    microseconds: Int(cost * 1e6),
                    words: words,
                    client: client
                )
            )
        }
        return end
    }

    /// Runs a command that MONITOR does not show, as administrative ones are not.
    mutating func runUnseen(_ words: [String], from client: String, at time: Double, cost: Double) {
        freeAt = max(time, freeAt) + cost
        slow.append(
            SlowEntry(
                time: freeAt,
                microseconds: Int(cost * 1e6),
                words: words,
                client: client
            )
        )
    }

    private mutating func write(_ words: [String], _ client: String, _ time: Double) {
        monitor += Array("\(Moment.monitor(time)) [0 \(client)]".utf8)
        for word in words { append(word) }
        monitor.append(0x0A)
    }

    /// Holds everything back for a while, as a host that pauses does.
    mutating func stop(for seconds: Double, at time: Double) {
        freeAt = max(time, freeAt) + seconds
    }

    private mutating func append(_ word: String) {
        monitor += [0x20, 0x22]
        for byte in word.utf8 {
            if byte == 0x22 || byte == 0x5C { monitor.append(0x5C) }
            monitor.append(byte)
        }
        monitor.append(0x22)
    }

    /// The slow log as redis-cli prints it, the newest entry first.
    var slowlogText: String {
        guard !slow.isEmpty else { return "(empty array)\n" }
        var text = ""
        for (place, entry) in slow.suffix(Self.slowEntriesMax).reversed().enumerated() {
            let indent = place < 9 ? " " : ""
            let id = slow.count - 1 - place
            text += "\(indent)\(place + 1)) 1) (integer) \(id)\n"
            text += "    2) (integer) \(Moment.epoch + Int(entry.time))\n"
            text += "    3) (integer) \(entry.microseconds)\n"
            for (number, word) in entry.words.enumerated() {
                text += "    \(number == 0 ? "4)" : "  ") \(number + 1)) \"\(word)\"\n"
            }
            text += "    5) \"\(entry.client)\"\n    6) \"\"\n"
        }
        return text
    }
}
