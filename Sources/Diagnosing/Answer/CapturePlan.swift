// What to record next time, as a command that ends by itself.

/// A bounded capture that would tell explanations apart.
package struct CapturePlan: Sendable, Equatable {
    /// The command between backticks: it ends by itself and writes a bounded file.
    package let command: Sentence
    /// What its output decides.
    package let decides: Sentence
    /// What it costs the system that it looks at.
    package let cost: Sentence

    /// Makes a plan.
    package init(command: Sentence, decides: Sentence, cost: Sentence) {
        self.command = command
        self.decides = decides
        self.cost = cost
    }
}
