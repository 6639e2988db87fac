// Quantiles of a stream, in little space, to a stated error.
// Source: C. Masson, J. E. Rim, H. K. Lee, "DDSketch", PVLDB 12(12), 2019, sections 2.1 to 2.3.

import Foundation

/// A summary of non-negative numbers from which any quantile can be read.
///
/// Bucket `i` counts the numbers in (γⁱ⁻¹, γⁱ], where γ = (1 + ε) / (1 − ε) and ε is
/// ``relativeError``. Merging adds counts, so a merged sketch equals the sketch of the whole.
package struct QuantileSketch: Summary, Equatable {
    /// The largest error of a quantile, as a fraction of its true value.
    package static let relativeError = 0.01

    /// Numbers below this count as zero; of durations in seconds, a nanosecond.
    package static let valueMin = 1e-9

    /// The most buckets kept: they span 17 powers of ten; what lies lower joins the lowest.
    package static let bucketsMax = 2_048

    private static let logGamma = log((1 + relativeError) / (1 - relativeError))

    private var counts: [Int: Int] = [:]
    private var zeroCount = 0
    private var highest = Int.min

    /// The numbers taken in.
    package private(set) var count = 0

    /// The largest number taken in, exact; `nil` when the sketch is empty.
    package private(set) var maximum: Double?

    package init() {}

    /// Takes in one number.
    ///
    /// Negative numbers count as zero; what is not finite is left out.
    /// - Complexity: O(1), amortised.
    package mutating func insert(_ value: Double) {
        guard value.isFinite else { return }
        count &+= 1
        maximum = max(maximum ?? 0, value)
        if value < Self.valueMin {
            zeroCount &+= 1
        } else {
            add(1, to: Int((log(value) / Self.logGamma).rounded(.up)))
        }
    }

    package mutating func merge(_ later: QuantileSketch) {
        count &+= later.count
        zeroCount &+= later.zeroCount
        if let other = later.maximum { maximum = max(maximum ?? 0, other) }
        for (bucket, bucketCount) in later.counts { add(bucketCount, to: bucket) }
    }

    /// Returns the number that a share of the numbers do not exceed.
    ///
    /// The share is clamped to `0...1`: 0.99 for the 99th percentile.
    /// - Returns: A value within ``relativeError`` of the true one, or `nil` when the sketch is
    ///   empty.
    /// - Complexity: O(b log b), where b is the number of buckets in use.
    package func quantile(_ share: Double) -> Double? {
        guard let maximum else { return nil }
        let clamped = min(max(share.isNaN ? 0 : share, 0), 1)
        var remaining = Int((clamped * Double(count - 1)).rounded(.down))
        guard remaining >= zeroCount else { return 0 }
        remaining -= zeroCount
        for (bucket, bucketCount) in counts.sorted(by: { $0.key < $1.key }) {
            if remaining < bucketCount {
                return exp(Double(bucket) * Self.logGamma) * (1 - Self.relativeError)
            }
            remaining -= bucketCount
        }
        return maximum
    }

    /// The lowest bucket depends on the highest alone, so the order of arrival leaves no trace.
    private mutating func add(_ number: Int, to bucket: Int) {
        if bucket > highest {
            highest = bucket
            foldBelowLowest()
        }
        counts[max(bucket, lowest), default: 0] &+= number
    }

    private var lowest: Int { highest - Self.bucketsMax + 1 }

    private mutating func foldBelowLowest() {
        guard counts.count > 0 else { return }
        let low = lowest
        let folded = counts.filter { $0.key < low }
        guard !folded.isEmpty else { return }
        for (bucket, bucketCount) in folded {
            counts[bucket] = nil
            counts[low, default: 0] &+= bucketCount
        }
    }
}
