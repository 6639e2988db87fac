// What a server with a memory limit keeps, and what it gives up.
// Source: redis 7.0 evict.c, policy allkeys-random: before each write keys go until the limit holds.

import Randomness

/// The keys of a server that evicts.
struct SimulatedKeyspace {
    let limit: Int
    private(set) var used = 0
    private(set) var evicted = 0
    private var sizes: [String: Int] = [:]
    private var names: [String] = []
    private var places: [String: Int] = [:]

    init(limit: Int) { self.limit = limit }

    func holds(_ key: String) -> Bool { sizes[key] != nil }

    /// Writes a value, and makes room for it first.
    mutating func set(_ key: String, bytes: Int, _ random: inout SplitMix64) {
        remove(key)
        while used + bytes > limit, !names.isEmpty {
            remove(names[random.below(names.count)])
            evicted += 1
        }
        sizes[key] = bytes
        places[key] = names.count
        names.append(key)
        used += bytes
    }

    private mutating func remove(_ key: String) {
        guard let bytes = sizes.removeValue(forKey: key),
            let place = places.removeValue(forKey: key)
        else { return }
        used -= bytes
        let last = names.removeLast()
        guard last != key else { return }
        names[place] = last
        places[last] = place
    }
}
