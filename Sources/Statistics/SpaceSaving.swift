// The most frequent keys of a stream, in fixed space.
// Source: A. Metwally, D. Agrawal, A. El Abbadi, ICDT 2005; merging after P. K. Agarwal et al.,
// "Mergeable Summaries", PODS 2012, and M. Cafaro et al., Information Sciences 329, 2016.

/// Counts of the keys that may be frequent.
///
/// The true count of a listed key lies between its count less its error and its count; no key that
/// is not listed occurred more than ``absentCountMax`` times, which is at most N / 4,096.
/// Equal counts are told apart by key, so neither hashing nor luck decides who stays.
package struct SpaceSaving: Summary, Equatable {
    /// The number of keys kept.
    package static let capacity = 4_096

    /// A key with bounds of how often it occurred.
    package struct Entry: Sendable, Equatable, Codable {
        /// The key, or its hash.
        package let key: UInt64

        /// At most this often.
        package fileprivate(set) var count: Int

        /// The count may be this much too high.
        package fileprivate(set) var error: Int
    }

    /// A heap with the rarest entry on top.
    private var heap: [Entry] = []
    private var places: [UInt64: Int] = [:]
    private var unlisted = 0

    /// The keys taken in, with repetitions.
    package private(set) var total = 0

    package init() {}

    /// No key that is not listed occurred more often than this.
    package var absentCountMax: Int {
        heap.count < Self.capacity ? unlisted : max(unlisted, heap.first?.count ?? 0)
    }

    /// Takes in one occurrence of a key.
    ///
    /// - Complexity: O(log capacity).
    package mutating func insert(_ key: UInt64) {
        total &+= 1
        if let place = places[key] {
            heap[place].count &+= 1
            siftDown(from: place)
        } else if heap.count < Self.capacity {
            append(Entry(key: key, count: unlisted &+ 1, error: unlisted))
        } else {
            places[heap[0].key] = nil
            unlisted = max(unlisted, heap[0].count)
            heap[0] = Entry(key: key, count: unlisted &+ 1, error: unlisted)
            places[key] = 0
            siftDown(from: 0)
        }
    }

    /// Adds the counts of another summary.
    ///
    /// A key that one side does not list may have occurred there as often as that side's rarest.
    /// - Complexity: O(capacity log capacity).
    package mutating func merge(_ later: SpaceSaving) {
        let (absentHere, absentThere) = (absentCountMax, later.absentCountMax)
        var entries: [Entry] = heap.map { mine in
            let theirs = later.entry(of: mine.key)
            return Entry(
                key: mine.key,
                count: mine.count &+ (theirs?.count ?? absentThere),
                error: mine.error &+ (theirs?.error ?? absentThere)
            )
        }
        for theirs in later.heap where places[theirs.key] == nil {
            entries.append(
                Entry(
                    key: theirs.key,
                    count: theirs.count &+ absentHere,
                    error: theirs.error &+ absentHere
                )
            )
        }
        entries.sort(by: Self.isMoreFrequent)
        let dropped = entries.dropFirst(Self.capacity).first?.count ?? 0
        total &+= later.total
        unlisted = max(absentHere &+ absentThere, dropped)
        heap = []
        places = [:]
        for entry in entries.prefix(Self.capacity) { append(entry) }
    }

    /// Returns what is known of a key, `nil` when it is not listed.
    package func entry(of key: UInt64) -> Entry? { places[key].map { heap[$0] } }

    /// Returns the most frequent keys, most frequent first and equal ones by key.
    ///
    /// - Complexity: O(capacity log capacity).
    package func top(_ number: Int) -> [Entry] {
        Array(heap.sorted(by: Self.isMoreFrequent).prefix(max(number, 0)))
    }

    /// Two summaries are equal when they say the same, however their heaps grew.
    package static func == (left: SpaceSaving, right: SpaceSaving) -> Bool {
        left.total == right.total && left.absentCountMax == right.absentCountMax
            && left.top(capacity) == right.top(capacity)
    }

    private static func isMoreFrequent(_ left: Entry, _ right: Entry) -> Bool {
        (right.count, left.key) < (left.count, right.key)
    }

    private mutating func append(_ entry: Entry) {
        heap.append(entry)
        var place = heap.count - 1
        places[entry.key] = place
        while place > 0, Self.isMoreFrequent(heap[(place - 1) / 2], heap[place]) {
            swapEntries(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func siftDown(from start: Int) {
        var place = start
        while true {
            var rarest = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < heap.count && Self.isMoreFrequent(heap[rarest], heap[child]) {
                rarest = child
            }
            guard rarest != place else { return }
            swapEntries(place, rarest)
            place = rarest
        }
    }

    private mutating func swapEntries(_ first: Int, _ second: Int) {
        heap.swapAt(first, second)
        places[heap[first].key] = first
        places[heap[second].key] = second
    }
}
