// Running sums, so that the mean of any stretch costs two subtractions.

/// The running sums of a series.
package struct PrefixSums: Sendable {
    private let sums: [Double]

    /// Sums a series up.
    package init(_ values: [Double]) {
        var sums = [0.0]
        sums.reserveCapacity(values.count + 1)
        var total = 0.0
        for value in values {
            total += value
            sums.append(total)
        }
        self.sums = sums
    }

    /// Returns the sum from `start` up to but not including `end`.
    package func sum(_ start: Int, _ end: Int) -> Double { sums[end] - sums[start] }

    /// Returns the mean from `start` up to but not including `end`, zero for an empty stretch.
    func mean(_ start: Int, _ end: Int) -> Double {
        end > start ? (sums[end] - sums[start]) / Double(end - start) : 0
    }

    /// Returns the height of the tent at `cut`.
    ///
    /// That is the difference of the means on both sides, in standard errors of a series whose
    /// bins have standard deviation 1.
    func tent(_ start: Int, _ cut: Int, _ end: Int) -> Double {
        guard start < cut, cut < end else { return 0 }
        let left = Double(cut - start)
        let right = Double(end - cut)
        let difference = abs(mean(start, cut) - mean(cut, end))
        return difference * (left * right / (left + right)).squareRoot()
    }

    /// Returns the cut under the top of the tent, the earliest of equals, and the top's height.
    ///
    /// - Returns: `nil` when two segments of `binsMin` bins do not fit.
    /// - Complexity: O(end − start).
    func peak(_ start: Int, _ end: Int, binsMin: Int) -> (cut: Int, height: Double)? {
        guard end - start >= 2 * binsMin else { return nil }
        let total = sum(start, end)
        let length = Double(end - start)
        let base = sums[start]
        var best = (cut: start + binsMin, height: -1.0)
        sums.withUnsafeBufferPointer { sums in
            var cut = start + binsMin
            while cut <= end - binsMin {
                let left = Double(cut - start)
                let excess = sums[cut] - base - left / length * total
                let squared = excess * excess * length / (left * (length - left))
                if squared > best.height { best = (cut, squared) }
                cut += 1
            }
        }
        return (best.cut, max(best.height, 0).squareRoot())
    }
}
