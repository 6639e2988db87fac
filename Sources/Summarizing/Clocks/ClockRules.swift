// What a person says of clocks.

import Parsing

/// Two lines of two sources that were written at the same moment.
package struct ClockAnchor: Sendable, Equatable {
    package let source: Int
    package let other: Int
    /// The stamps of the lines, each on its source's own clock.
    package let time: Timestamp
    package let otherTime: Timestamp

    /// Makes an anchor.
    package init(source: Int, time: Timestamp, other: Int, otherTime: Timestamp) {
        self.source = source
        self.time = time
        self.other = other
        self.otherTime = otherTime
    }

    /// How exactly two stamps can name one moment: half a second where one has none of its fraction.
    var uncertaintySeconds: Double {
        let isWhole = [time, otherTime].contains { $0.microseconds % 1_000_000 == 0 }
        return isWhole ? 0.5 : 0.001
    }
}

/// What clocks may be corrected by, and what is known without evidence.
package struct ClockRules: Sendable, Equatable {
    /// Corrections beyond this are refused: a wrong zone is an hour, a wrong match a day.
    package static let usualSecondsMax = 900.0

    package var correctionSecondsMax = usualSecondsMax
    package var anchors: [ClockAnchor] = []

    /// Makes the usual rules.
    package init() {}
}
