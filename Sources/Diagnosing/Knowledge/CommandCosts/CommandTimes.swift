// What one step of each kind of work takes, in microseconds: the least and the most that were measured on redis
// 6.2.14 and 7.0.15 (INFO commandstats, a shared two-core x86-64 guest; 1,000 to 500,000 elements of 10 and 396
// bytes; memory just written in order, and written to eight values in turn). The network is not in it.

extension CommandWork {
    /// A call that touches one element.
    static let microsecondsOfACall = 0.5
    /// Elements in a page that a client asks for: Sidekiq's pages hold 50.
    static let pageElements = 50.0
    /// Passing one job payload's place on the way along a list's nodes of 8 KB: 70 µs for half a million on a
    /// fresh heap, 786 µs for a hundred thousand where eight lists grew in turn.
    static let elementWalked = 0.000_14...0.008
    /// Replying one element of a list.
    static let elementRead = 0.04...0.35
    /// Replying one entry of a hash, a set or a sorted set: each may be a miss of the cache.
    static let entryRead = 0.04...2.7
    /// Comparing one element of a list.
    static let elementPassed = 0.02...0.05
    /// Freeing one element: 170 µs for 200,000 short ones of a list, 750 ms for as many fields of a hash.
    static let elementFreed = 0.001...3.8
    /// Sorting or merging one element.
    static let elementSorted = 0.05...13.0
    /// Reading one byte of a string.
    static let byteRead = 0.000_2...0.001
    /// Matching one key against a pattern.
    static let keyMatched = 0.1...1.5
    /// Freeing one key and its value.
    static let keyFreed = 0.3...2.0
    /// Describing one connection in `CLIENT LIST`, some 300 bytes; estimated, not measured.
    static let connectionDescribed = 0.5...5.0
}
