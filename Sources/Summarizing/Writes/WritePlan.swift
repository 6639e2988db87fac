// What a write command writes: units, values and time to live. Source: redis command reference, 7.0.

import Parsing

/// The writes of one command.
struct WritePlan {
    /// One unit and the hash of its new value.
    struct Write {
        /// The hash of the key, or of the key and a field.
        var unit: UInt64
        var value: UInt64
    }

    /// The write of every command but MSET.
    private(set) var first: Write?
    /// The writes of MSET.
    private(set) var others: [Write] = []
    private(set) var expiry = WriteLedger.Expiry.cleared

    /// Takes a command apart.
    ///
    /// Conditional writes (NX) are left out: whether they wrote is not in MONITOR.
    init(_ entry: CommandRow) {
        switch entry.command {
        case .`set`: readSet(entry)
        case .setex: readTimed(entry, unit: 1_000_000)
        case .psetex: readTimed(entry, unit: 1_000)
        case .hset, .hmset: readHash(entry)
        case .mset: readMany(entry)
        case .restore:
            first = Write(unit: entry.keyHash, value: FixedHash.hash(entry.arguments))
        default: break
        }
    }

    private mutating func readSet(_ entry: CommandRow) {
        var words = entry.words
        guard let value = words.next() else { return }
        var option = words.next()
        while let word = option {
            option = words.next()
            let number = option?.integer
            if word.isWord("EX") {
                expiry = .set((number ?? 0).multipliedReportingOverflow(by: 1_000_000).partialValue)
            } else if word.isWord("PX") {
                expiry = .set((number ?? 0).multipliedReportingOverflow(by: 1_000).partialValue)
            } else if word.isWord("KEEPTTL") {
                expiry = .kept
            } else if word.isWord("NX") || word.isWord("XX") || word.isWord("GET") {
                return
            }
        }
        first = Write(unit: entry.keyHash, value: FixedHash.hash(value))
    }

    private mutating func readTimed(_ entry: CommandRow, unit: Int64) {
        var words = entry.words
        guard let number = words.next()?.integer, let value = words.next() else { return }
        expiry = .set(number.multipliedReportingOverflow(by: unit).partialValue)
        first = Write(unit: entry.keyHash, value: FixedHash.hash(value))
    }

    /// A hash is written field by field; the unit is the key with its first field.
    private mutating func readHash(_ entry: CommandRow) {
        let text = entry.arguments
        guard let quote = text.dropFirst().firstIndex(of: 0x22) else { return }
        expiry = .kept
        let field = FixedHash.hash(Bytes(rebasing: text[..<quote]), seed: entry.keyHash)
        first = Write(unit: field, value: FixedHash.hash(text))
    }

    private mutating func readMany(_ entry: CommandRow) {
        var words = entry.words
        var key: Bytes? = entry.key
        while let name = key, let value = words.next() {
            let hash = entry.hash(ofKey: name)
            others.append(Write(unit: hash, value: FixedHash.hash(value)))
            key = words.next()
        }
    }
}
