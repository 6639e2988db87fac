// The zone of a source that shares no job with the others: the one in which it lies beside them.

import Parsing

/// Judges zones by how much of a source they let overlap a reference.
struct ZoneOverlap {
    let first: Timestamp
    private let last: Timestamp
    private let reference: ClosedRange<Timestamp>

    /// Two zones fit equally well when the second has at least this share of the best overlap.
    private static let rivalShareMin = 0.9
    /// UTC, which is usual, stands while it has this share of the best overlap.
    private static let plausibleShareMin = 0.5

    init(_ first: Timestamp, _ last: Timestamp, reference: ClosedRange<Timestamp>) {
        self.first = first
        self.last = last
        self.reference = reference
    }

    /// Seconds that both cover once seconds are added to the source.
    func seconds(shiftedBy shift: Int) -> Double {
        let low = max(first.seconds + Double(shift), reference.lowerBound.seconds)
        let high = min(last.seconds + Double(shift), reference.upperBound.seconds)
        return max(0, high - low)
    }

    /// Seconds from the beginning of the source, once seconds are added to it, to that of the reference.
    func distance(shiftedBy shift: Int) -> Double {
        abs(first.seconds + Double(shift) - reference.lowerBound.seconds)
    }

    /// Finds the only zone that fits.
    ///
    /// - Parameter preferred: Zones that logs of the same application are known to have, which decide
    ///   between several.
    /// - Returns: Seconds east of UTC; `nil` when several fit equally well or none does.
    func zone(preferring preferred: Set<Int>) -> Int? {
        let fits = ZoneOffsets.inUse.map { (zone: $0, seconds: seconds(shiftedBy: -$0)) }
        let best = fits.map(\.seconds).max() ?? 0
        let shorter = min(
            last.seconds - first.seconds,
            reference.upperBound.seconds - reference.lowerBound.seconds
        )
        guard best > 0, best >= Self.plausibleShareMin * shorter else { return nil }
        let rivals = fits.filter { $0.seconds >= Self.rivalShareMin * best }.map(\.zone)
        let known = rivals.filter(preferred.contains)
        if known.count == 1 { return known.first }
        let isPlausibleAsIs = seconds(shiftedBy: 0) >= Self.plausibleShareMin * best
        return rivals.count == 1 && !isPlausibleAsIs ? rivals.first : nil
    }
}
