// What a write command writes: units, values and time to live. Source: redis command reference, 7.0.

import Parsing

/// The writes of one command.
struct WritePlan {
    /// One unit and the hash of its new value.
    struct Write {
        var key: UInt64
        var unit: UInt64
        var value: UInt64
    }

    private(set) var writes: [Write] = []
    private(set) var expiry = WriteLedger.Expiry.cleared

    /// Takes a command apart.
    ///
    /// Conditional writes (NX) are left out: whether they wrote is not in MONITOR.
    init(_ entry: CommandRow, _ command: RedisCommand) {
        switch command {
        case .`set`: readSet(entry)
        case .setex: readTimed(entry, unit: 1_000_000)
        case .psetex: readTimed(entry, unit: 1_000)
        case .hset, .hmset: readHash(entry)
        case .mset: readMany(entry)
        case .restore:
            writes = [Write(key: entry.keyHash, unit: entry.keyHash, value: entry.hash)]
        default: break
        }
    }

    private mutating func readSet(_ entry: CommandRow) {
        let words = entry.words
        guard let value = words.first else { return }
        var index = 1
        while index < words.count {
            let option = String(decoding: words[index], as: UTF8.self).uppercased()
            let number =
                index + 1 < words.count
                ? Int64(String(decoding: words[index + 1], as: UTF8.self)) : nil
            switch option {
            case "EX":
                expiry = .set((number ?? 0).multipliedReportingOverflow(by: 1_000_000).partialValue)
            case "PX":
                expiry = .set((number ?? 0).multipliedReportingOverflow(by: 1_000).partialValue)
            case "KEEPTTL": expiry = .kept
            case "NX", "XX", "GET": return
            default: break
            }
            index += 1
        }
        writes = [Write(key: entry.keyHash, unit: entry.keyHash, value: FixedHash.hash(value))]
    }

    private mutating func readTimed(_ entry: CommandRow, unit: Int64) {
        let words = entry.words
        guard words.count >= 2, let number = Int64(String(decoding: words[0], as: UTF8.self)) else {
            return
        }
        expiry = .set(number.multipliedReportingOverflow(by: unit).partialValue)
        writes = [Write(key: entry.keyHash, unit: entry.keyHash, value: FixedHash.hash(words[1]))]
    }

    /// A hash is written field by field; the unit is the key with its first field.
    private mutating func readHash(_ entry: CommandRow) {
        let text = entry.arguments
        guard let quote = text.dropFirst().firstIndex(of: 0x22) else { return }
        expiry = .kept
        let field = FixedHash.hash(text[text.startIndex..<quote], seed: entry.keyHash)
        writes = [Write(key: entry.keyHash, unit: field, value: entry.hash)]
    }

    private mutating func readMany(_ entry: CommandRow) {
        let words = [entry.key] + entry.words
        var index = 0
        while index + 1 < words.count {
            let key = FixedHash.hash(words[index], seed: UInt64(entry.database))
            writes.append(Write(key: key, unit: key, value: FixedHash.hash(words[index + 1])))
            index += 2
        }
    }
}
