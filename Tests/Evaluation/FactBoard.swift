// The table of the facts: how many were plain, stated, and right in their numbers, and what was said of nobody.

/// Figures over the facts of some captures.
struct FactBoard {
    private let outcomes: [Outcome]

    init(_ outcomes: [Outcome]) { self.outcomes = outcomes }

    static let header =
        Cell.left("facts", 18) + Cell.head(["n", "plain", "stated", "right", "wrong", "accused"])

    /// One row of the table; `wrong` and `accused` are shares of the captures.
    func row(_ label: String) -> String {
        let facts = outcomes.compactMap(\.facts)
        let plain = facts.reduce(0) { $0 + $1.plain }
        let cells = [
            "\(outcomes.count)", "\(plain)",
            Cell.two(share(facts.reduce(0) { $0 + $1.stated }, plain)),
            Cell.two(share(facts.reduce(0) { $0 + $1.measured }, plain)),
            Cell.three(wrong),
            Cell.three(share(outcomes.filter { !$0.accusations.isEmpty }.count, outcomes.count)),
        ]
        return Cell.left(label, 18) + Cell.head(cells)
    }

    /// The share of the plain facts that were stated.
    var stated: Double {
        let facts = outcomes.compactMap(\.facts)
        return share(facts.reduce(0) { $0 + $1.stated }, facts.reduce(0) { $0 + $1.plain })
    }

    /// The share of the captures in which something was stated of nobody.
    var wrong: Double {
        share(outcomes.filter { !($0.facts?.wrong ?? []).isEmpty }.count, outcomes.count)
    }

    private func share(_ part: Int, _ whole: Int) -> Double {
        whole > 0 ? Double(part) / Double(whole) : .nan
    }
}
