// What to record next time, as a command that ends by itself.

/// A bounded capture that would tell explanations apart.
package struct CapturePlan: Sendable, Equatable {
    /// The command between backticks: it ends by itself and writes a bounded file.
    package let command: Sentence
    /// What its output decides.
    package let decides: Sentence
    /// What it costs the system that it looks at.
    package let cost: Sentence
    /// The index of the incident whose first two explanations it tells apart; `nil` where it decides something else.
    package let incident: Int?
    /// When to record it, where it must be then; else empty.
    package let due: Sentence

    /// Makes a plan.
    package init(
        command: Sentence,
        decides: Sentence,
        cost: Sentence,
        incident: Int? = nil,
        due: Sentence = ""
    ) {
        self.command = command
        self.decides = decides
        self.cost = cost
        self.incident = incident
        self.due = due
    }
}
