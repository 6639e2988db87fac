// From values to places, and the round values that are marked on the way.
// Source: Heckbert, "Nice Numbers for Graph Labels", Graphics Gems, 1990.

import Diagnosing

/// A straight scale from zero.
struct Scale {
    /// The value at the far end.
    let top: Double
    /// The marked values, from zero to at most the top.
    let ticks: [Double]

    private static let intervalsMax = 4.0
    private static let ticksMax = 12

    /// Makes a scale with room for a largest value.
    init(upTo largest: Double, intervals: Double = intervalsMax, headroom: Double = 1.08) {
        let largest = largest.isFinite && largest > 0 ? min(largest, DecimalText.magnitudeMax) : 1
        let step = Self.nice(largest / max(1, intervals))
        top = largest * headroom
        var ticks: [Double] = []
        while ticks.count < Self.ticksMax, step * Double(ticks.count) <= largest * 1.08 {
            ticks.append(step * Double(ticks.count))
        }
        self.ticks = ticks
    }

    /// The share of the way to the top, in 0...1.
    func share(_ value: Double) -> Double {
        value.isFinite ? min(max(value / top, 0), 1) : 0
    }

    /// The next of 1, 2, 5 times a power of ten.
    static func nice(_ step: Double) -> Double {
        var unit = 1.0
        while unit * 10 <= step { unit *= 10 }
        while unit > step { unit /= 10 }
        return [1, 2, 5, 10].map { $0 * unit }.first { $0 >= step } ?? unit * 10
    }
}

/// A stretch of time on a width.
struct TimeScale {
    /// Seconds since the epoch.
    let start: Double
    let end: Double
    let width: Double

    /// Steps of an axis that people read without counting.
    private static let steps: [Double] = [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
        86_400, 172_800, 604_800,
    ]
    private static let pixelsPerTickMin = 70.0
    private static let ticksMax = 40

    init(from start: Double, to end: Double, width: Double) {
        self.start = start
        self.end = max(end, start + 1)
        self.width = width
    }

    /// The place of a moment, within the width.
    func x(_ seconds: Double) -> Double {
        guard seconds.isFinite else { return 0 }
        return min(max((seconds - start) / (end - start), 0), 1) * width
    }

    /// Whether a moment lies on it.
    func holds(_ seconds: Double) -> Bool { seconds >= start && seconds <= end }

    /// The seconds between marked moments.
    var step: Double {
        let least = (end - start) * Self.pixelsPerTickMin / width
        return Self.steps.first { $0 >= least } ?? least
    }

    /// The marked moments.
    var ticks: [Double] {
        let first = (start / step).rounded(.up) * step
        return (0..<Self.ticksMax).map { first + Double($0) * step }.filter { $0 <= end }
    }

    /// `03:19` or, where steps are shorter than a minute, `03:19:30`.
    func label(_ seconds: Double) -> String {
        let text = CalendarText.time(Timestamp(microseconds: Int64(seconds) * 1_000_000))
        return step < 60 ? text : String(text.dropLast(3))
    }
}
