// The stamps of a log without zone, put on UTC line by line by the rules of a declared zone.

/// A wall clock that is followed in the order of the lines, so that an hour that it shows twice can be told apart.
package struct LocalClock: Sendable {
    private let offset: @Sendable (_ utcSeconds: Int64) -> Int
    private var rules: ZoneRules?
    private var span: ClosedRange<Int64> = 0...0
    /// The latest time that was shown within the hour at hand that the clock shows twice.
    private var latest: Int64?
    private var pass = ZoneRules.Pass.first

    /// Rules are made for so long before and after a stamp.
    private static let reachSeconds: Int64 = 400 * 86_400
    /// Stamps of one log stand less out of order than this part of a fold, save where the clock was put back.
    private static let disorderShare: Int64 = 4

    /// Makes a clock from the zone's offset, in seconds east of UTC, at a second since 1970.
    package init(offset: @escaping @Sendable (_ utcSeconds: Int64) -> Int) {
        self.offset = offset
    }

    /// The moment at which the clock showed a time, which is given as if it were UTC.
    ///
    /// A time that was never shown is as far behind the change as it would have been without it.
    package mutating func utc(of wall: Timestamp) -> Timestamp {
        let local = wall.wholeSeconds
        let rules = rules(at: local)
        let first = rules.utc(ofLocal: local, .first)
        let second = rules.utc(ofLocal: local, .second)
        guard second > first else {
            latest = nil
            pass = .first
            return wall.advanced(bySeconds: Double(first - local))
        }
        if let latest, local < latest - (second - first) / Self.disorderShare { pass = .second }
        latest = max(latest ?? local, local)
        let moment =
            switch pass {
            case .first: first
            case .second: second
            }
        return wall.advanced(bySeconds: Double(moment - local))
    }

    private mutating func rules(at local: Int64) -> ZoneRules {
        if let rules, span.contains(local) { return rules }
        // No stamp that can be read lies further from 1970 than this, so that nothing here is beyond a number.
        let middle = max(-Self.secondsMax, min(Self.secondsMax, local))
        span = (middle - Self.reachSeconds / 2)...(middle + Self.reachSeconds / 2)
        let made = ZoneRules(
            over: (middle - Self.reachSeconds)...(middle + Self.reachSeconds),
            offset: offset
        )
        rules = made
        return made
    }

    private static let secondsMax: Int64 = 1 << 40
}
