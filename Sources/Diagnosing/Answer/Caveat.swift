// What could not be known.

/// Something we could not know, what that does to the report, and how to close the gap.
package struct Caveat: Sendable, Equatable {
    package let what: Sentence
    package let effect: Sentence
    /// A command or an action; bounded when it burdens a server.
    package let nextTime: Sentence
    /// Whether it must stand at the top of the report.
    package let isGrave: Bool

    /// Makes a caveat.
    package init(what: Sentence, effect: Sentence, nextTime: Sentence, isGrave: Bool = false) {
        self.what = what
        self.effect = effect
        self.nextTime = nextTime
        self.isGrave = isGrave
    }
}
