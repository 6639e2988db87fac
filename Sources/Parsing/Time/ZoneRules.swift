// From the wall clock of a zone to UTC and back, through the changes of its offset.
// Source: IANA tz database, theory.html; ISO 8601; java.time.zone.ZoneRules for the treatment of gaps and folds.

/// The offsets of one zone over a span of time.
package struct ZoneRules: Sendable, Equatable {
    /// A moment at which the offset changes.
    package struct Transition: Sendable, Equatable {
        /// Seconds since 1970, UTC: the first second of the new offset.
        package let at: Int64
        /// Seconds east of Greenwich from then on.
        package let offsetSeconds: Int
    }

    /// Which of two moments a time means that the wall clock shows twice.
    package enum Pass: Sendable {
        case first, second
    }

    /// The offset before the first transition.
    package let firstOffsetSeconds: Int
    /// In the order of time.
    package let transitions: [Transition]

    /// No two changes of a zone lie as close: the closest since 1970 are weeks apart (Ramadan in Morocco).
    private static let probeSeconds: Int64 = 21_600
    /// The largest offset in use is 14 hours; a change moves the clock by a day at most (Samoa, 2011).
    private static let reachSeconds: Int64 = 172_800
    /// A longer span is not looked at: 100 years.
    private static let spanSecondsMax: Int64 = 100 * 366 * 86_400

    /// Makes rules by asking for the offset at moments of a span, at most 100 years of it.
    ///
    /// - Complexity: a question for every six hours, and 15 for each change.
    package init(over span: ClosedRange<Int64>, offset: (_ utcSeconds: Int64) -> Int) {
        let end = min(span.upperBound, span.lowerBound + Self.spanSecondsMax)
        firstOffsetSeconds = offset(span.lowerBound)
        var found: [Transition] = []
        var last = firstOffsetSeconds
        var before = span.lowerBound
        while before < end {
            let after = min(before + Self.probeSeconds, end)
            let next = offset(after)
            if next != last {
                // The change lies in (low, high].
                var low = before
                var high = after
                while high - low > 1 {
                    let middle = low + (high - low) / 2
                    if offset(middle) == last { low = middle } else { high = middle }
                }
                found.append(Transition(at: high, offsetSeconds: next))
                last = next
            }
            before = after
        }
        transitions = found
    }

    /// Seconds east of Greenwich at a moment.
    ///
    /// - Complexity: O(log n) in the transitions.
    package func offset(atUTC seconds: Int64) -> Int {
        let index = firstTransition(after: seconds)
        return index == 0 ? firstOffsetSeconds : transitions[index - 1].offsetSeconds
    }

    /// The moment at which the wall clock shows a time.
    ///
    /// What it shows twice is the pass that is asked for. What it never shows, because it was put forward, is as far
    /// behind the change as it would have been without it.
    package func utc(ofLocal local: Int64, _ pass: Pass = .first) -> Int64 {
        let first = firstTransition(after: local - Self.reachSeconds)
        let end = firstTransition(after: local + Self.reachSeconds)
        var moments: [Int64] = []
        for index in first...end {
            let offset = index == 0 ? firstOffsetSeconds : transitions[index - 1].offsetSeconds
            let moment = local - Int64(offset)
            let begins = index == 0 ? Int64.min : transitions[index - 1].at
            let ends = index < transitions.count ? transitions[index].at : Int64.max
            if moment >= begins, moment < ends { moments.append(moment) }
        }
        switch pass {
        case .first: if let moment = moments.first { return moment }
        case .second: if let moment = moments.last { return moment }
        }
        // A gap: the first change whose own clock is already past this time.
        for index in first..<end {
            let before = index == 0 ? firstOffsetSeconds : transitions[index - 1].offsetSeconds
            if local - Int64(before) >= transitions[index].at,
                local - Int64(transitions[index].offsetSeconds) < transitions[index].at
            {
                return local - Int64(before)
            }
        }
        return local - Int64(offset(atUTC: local))
    }

    /// Whether the offset changes within a span.
    package func changes(within span: ClosedRange<Int64>) -> Bool {
        firstTransition(after: span.lowerBound) < firstTransition(after: span.upperBound)
    }

    /// The index of the first transition that lies after a moment.
    private func firstTransition(after seconds: Int64) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= seconds { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
