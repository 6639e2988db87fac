// How well changes agree with those that several people marked.
// Source: G. J. J. van den Burg, C. K. I. Williams, "An Evaluation of Change Point Detection Algorithms", 2020, 3.2.

/// Agreement of found changes with those of some annotators.
package enum AnnotationScore {
    /// A change found at most so many observations from a marked one is that one.
    package static let margin = 5

    /// The harmonic mean of precision against all annotators together and of the mean recall over each of them.
    ///
    /// The start of a series counts as a change that everybody marked and found, so that a series without changes
    /// has a score.
    package static func f1(found: [Int], annotations: [[Int]]) -> Double {
        let own = Set(found).union([0])
        let marked = annotations.map { Set($0).union([0]) }
        guard !marked.isEmpty else { return 0 }
        let all = marked.reduce(into: Set<Int>()) { $0.formUnion($1) }
        let precision = Double(matches(all, own)) / Double(own.count)
        let recall =
            marked.reduce(0) { $0 + Double(matches($1, own)) / Double($1.count) }
            / Double(marked.count)
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    /// Marked changes that have a found one near them which no earlier one took.
    private static func matches(_ marked: Set<Int>, _ found: Set<Int>) -> Int {
        var free = found
        var count = 0
        for mark in marked.sorted() {
            let near = free.filter { abs($0 - mark) <= margin }
            guard let nearest = near.min(by: { (abs($0 - mark), $0) < (abs($1 - mark), $1) })
            else { continue }
            free.remove(nearest)
            count += 1
        }
        return count
    }
}
