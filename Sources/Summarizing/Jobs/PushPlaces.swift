// Where the pushes of each job stand, and which of them a run belongs to.

import Parsing

/// The places of the pushes of jobs in a list, by the hashes of their ids.
struct PushPlaces {
    private var first: HashIndex
    /// By the place of a job's first push, the places of its later ones, in the order of time.
    private var again: [Int: [Int]] = [:]

    /// A run is put down to the last push before it, or to one that lies no further behind it than clocks may.
    private static let clockErrorMicroseconds: Int64 = 250_000

    init(capacity: Int) { first = HashIndex(capacity: capacity) }

    /// Adds a push; returns whether its job was pushed before.
    mutating func add(_ id: UInt64, at place: Int) -> Bool {
        let known = Int(first.find(id))
        if known < 0 {
            first.add(id, Int32(place))
        } else {
            again[known, default: []].append(place)
        }
        return known >= 0
    }

    /// The place of the push that a run belongs to, of those that no earlier run has; `nil` without one.
    ///
    /// A job that failed is pushed again and may run in another process, whose log is another file: only the times tell
    /// which run is which.
    func place(of id: UInt64, startedAt start: Int64?, in jobs: [Job]) -> Int? {
        let known = Int(first.find(id))
        guard known >= 0 else { return nil }
        let isOpen = { (place: Int) in jobs[place].started == nil && jobs[place].ended == nil }
        guard let later = again[known] else { return isOpen(known) ? known : nil }
        let open = ([known] + later).filter(isOpen)
        guard let start, open.count > 1 else { return open.first }
        let latest = open.last {
            (jobs[$0].enqueued ?? .max) <= start + Self.clockErrorMicroseconds
        }
        return latest ?? open.first
    }
}
