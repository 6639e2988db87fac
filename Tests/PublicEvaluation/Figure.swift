// One measured number with what must hold of it and what simple methods reach.

import Foundation

/// A row of the table.
struct Figure {
    /// What must hold.
    enum Target {
        case atLeast(Double)
        case atMost(Double)
        /// Printed to be known; nothing is asked of it.
        case none
    }

    let what: String
    let value: Double
    var target = Target.none
    /// The same number of a random answer, and of the largest deviation of a single value.
    var random: Double?
    var largestDeviation: Double?

    /// Rounded as the targets are stated, a number may miss one by nothing but its last digit.
    private static let slack = 1e-9

    var holds: Bool {
        switch target {
        case .atLeast(let least): value >= least - Self.slack
        case .atMost(let most): value <= most + Self.slack
        case .none: true
        }
    }

    static let header =
        column("set", 11) + column("figure", 46) + column("debrief", 9) + column("asked", 11)
        + column("", 7) + column("random", 8) + "max |z|"

    /// The row of a set that is not in the folder.
    static func notRun(_ set: String, _ path: String) -> String {
        column(set, 11) + "not run: there is no \(path)"
    }

    /// The row.
    func row(of set: String) -> String {
        let asked =
            switch target {
            case .atLeast(let least): ">= \(Self.number(least))"
            case .atMost(let most): "<= \(Self.number(most))"
            case .none: ""
            }
        let verdict =
            switch target {
            case .atLeast, .atMost: holds ? "holds" : "short"
            case .none: ""
            }
        return Self.column(set, 11) + Self.column(what, 46)
            + Self.column(Self.number(value), 9) + Self.column(asked, 11)
            + Self.column(verdict, 7) + Self.column(random.map(Self.number) ?? "", 8)
            + (largestDeviation.map(Self.number) ?? "")
    }

    private static func column(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        if abs(value) >= 10 { return String(format: "%.1f", value) }
        return String(format: abs(value) < 0.1 && value != 0 ? "%.4f" : "%.3f", value)
    }
}
