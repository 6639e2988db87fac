// Trouble that comes and goes: its episodes, and the schedule they keep to.

/// The episodes of one condition.
package struct Recurrence: Sendable, Equatable {
    /// One episode, on the report's clock; `end` is `nil` when it was not over.
    package struct Episode: Sendable, Equatable {
        package let start: Timestamp
        package let end: Timestamp?

        /// Makes an episode.
        package init(start: Timestamp, end: Timestamp?) {
            self.start = start
            self.end = end
        }
    }

    /// At least three, in order.
    package let episodes: [Episode]
    /// The schedule: 60, 300, 3,600 or 86,400 seconds; `nil` where the starts share no phase.
    package let periodSeconds: Double?
    /// Seconds after each whole period, UTC, at which an episode begins.
    package let phaseSeconds: Double?
    /// The entry of a schedule in the folder that runs at that phase, or `nil` where none does.
    package let schedule: ContextEvent?

    /// Makes a recurrence.
    package init(
        episodes: [Episode],
        periodSeconds: Double?,
        phaseSeconds: Double?,
        schedule: ContextEvent?
    ) {
        self.episodes = episodes
        self.periodSeconds = periodSeconds
        self.phaseSeconds = phaseSeconds
        self.schedule = schedule
    }
}
