// Events that belong together because little time lies between them.

import Summarizing

/// Splits events where nothing happened for a while.
enum EventRuns {
    /// The events in the order of their times, split wherever two lie further apart than a gap.
    static func split(_ events: [LogEvent], gapSecondsMax: Double) -> [[LogEvent]] {
        var runs: [[LogEvent]] = []
        for event in events {
            if let last = runs.last?.last, event.time.seconds - last.time.seconds <= gapSecondsMax {
                runs[runs.count - 1].append(event)
            } else {
                runs.append([event])
            }
        }
        return runs
    }
}
