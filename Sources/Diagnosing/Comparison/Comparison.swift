// Two captures side by side: what became better, worse, came and went.

package import Summarizing

/// What a comparison of two captures found.
package struct Comparison: Sendable, Equatable {
    /// The five verdicts, in the order in which they are shown.
    package enum Verdict: String, Sendable, CaseIterable {
        case appeared, worse, disappeared, better, unchanged
    }

    /// One thing that was compared.
    package struct Row: Sendable, Equatable {
        package let what: Sentence
        package let verdict: Verdict
        package let before: Sentence
        package let after: Sentence
        /// The ratio with its interval, or why there is none.
        package let effect: Sentence
        package let evidence: [Evidence]
        /// Orders rows of one verdict, the largest first.
        let weight: Double
    }

    /// Rows that changed, in the order of their verdicts, and those that did not, the busiest first.
    package let changed: [Row]
    package let unchanged: [Row]
    /// What the two captures had to do, a second.
    package let load: Sentence
    /// What could not be compared.
    package let caveats: [Sentence]

    /// Compares two captures by findings, rates for each unit of load, run times and shares.
    package static func of(
        before: (timeline: Timeline, diagnosis: Diagnosis),
        after: (timeline: Timeline, diagnosis: Diagnosis)
    ) -> Comparison {
        let sides = ComparedSides(Scene(before.timeline), Scene(after.timeline))
        let measured = Measured.all(in: sides)
        let rows =
            FindingComparison.rows(before, after)
            + ComparisonRows.judged(measured)
        let order = Verdict.allCases
        let changed = rows.filter { $0.verdict != .unchanged }.sorted { left, right in
            let (first, second) = (
                order.firstIndex(of: left.verdict) ?? 0, order.firstIndex(of: right.verdict) ?? 0
            )
            return first == second ? left.weight > right.weight : first < second
        }
        return Comparison(
            changed: changed,
            unchanged: rows.filter { $0.verdict == .unchanged }.sorted { $0.weight > $1.weight },
            load: sides.loadSentence,
            caveats: sides.caveats
        )
    }
}
