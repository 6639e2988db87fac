// Windows of healthy time that are treated as if they were the incident.

/// How large differences become when nothing happens, so that "large" has a meaning.
package enum PseudoWindows {
    /// This many windows are tried: the largest of 20 is exceeded by accident in 1 of 21.
    package static let countMax = 20

    /// Returns evenly spread windows of the incident's length inside the baseline, in order.
    ///
    /// Half of the baseline or less may be a window, or nothing would be left to compare with.
    /// - Returns: Empty when `length` is not positive or more than half of the baseline.
    package static func make(baseline: Range<Int>, length: Int) -> [Range<Int>] {
        guard length > 0, baseline.count / 2 >= length else { return [] }
        let room = baseline.count - length
        let count = min(countMax, room + 1)
        return (0..<count).map { index in
            let start = baseline.lowerBound + (count > 1 ? index * room / (count - 1) : 0)
            return start..<(start + length)
        }
    }

    /// Returns the largest score of one value over the pseudo-windows.
    ///
    /// Both series hold events per bin: with the value, and all. The rest of the baseline is what
    /// each pseudo-window is compared with.
    /// - Returns: 0 when there are no pseudo-windows; take the largest over all values.
    /// - Complexity: O(n).
    package static func largestScore(
        of counts: [Int],
        among totals: [Int],
        baseline: Range<Int>,
        length: Int
    ) -> Double {
        let bins = baseline.clamped(to: 0..<min(counts.count, totals.count))
        let hits = PrefixSums(counts.map(Double.init))
        let all = PrefixSums(totals.map(Double.init))
        return make(baseline: bins, length: length).reduce(0) { largest, window in
            let inside = tally(hits, all, window)
            let whole = tally(hits, all, bins)
            let rest = ShareDifference.Tally(
                count: whole.count - inside.count,
                of: whole.total - inside.total
            )
            return max(largest, ShareDifference(inside: inside, before: rest).score)
        }
    }

    private static func tally(
        _ hits: PrefixSums,
        _ all: PrefixSums,
        _ bins: Range<Int>
    ) -> ShareDifference.Tally {
        ShareDifference.Tally(
            count: Int(clamping(hits.sum(bins.lowerBound, bins.upperBound))),
            of: Int(clamping(all.sum(bins.lowerBound, bins.upperBound)))
        )
    }

    /// Sums of hostile counts must not leave the range of exact integers.
    private static func clamping(_ sum: Double) -> Double { min(max(sum, 0), 0x1p53) }
}
