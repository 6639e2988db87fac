// The protocol by which Diagnosing is extended: a detector a file in Detectors/, listed in Detectors.swift.

package import Summarizing

/// Something that looks for one kind of trouble.
///
/// A detector is a pure function of the scene. It stays silent when there are too few data, and its
/// findings always carry evidence.
package protocol Detector: Sendable {
    /// What it looks for, as the finding kinds call it.
    var name: String { get }

    /// Returns what it found, the largest harm first.
    func findings(in scene: Scene) -> [Finding]
}

/// What detectors look at: the timeline and what several of them need of it.
package final class Scene: Sendable {
    package let timeline: Timeline
    /// A healthy capture to compare with, where the user gave one.
    package let baseline: Timeline?
    /// All commands a bin.
    package let commandsPerBin: [Double]
    /// The commands by what is put on trial, and the writes by what became of them; in a fixed order.
    let commandGroups: [CommandGroup]
    let writeGroups: [WriteGroup]
    /// The jobs that ran again and again without success.
    let repeatedJobs: [RepeatedJob]

    /// Makes a scene.
    package init(_ timeline: Timeline, baseline: Timeline? = nil) {
        self.timeline = timeline
        self.baseline = baseline
        commandGroups = CommandGroup.all(in: timeline)
        writeGroups = WriteGroup.all(in: timeline)
        repeatedJobs = RepeatedJob.all(in: timeline)
        var sums = [Double](repeating: 0, count: timeline.grid.count)
        for group in commandGroups {
            for (index, calls) in group.calls.enumerated() { sums[index] += calls }
        }
        commandsPerBin = sums
    }

    /// The grid of all series.
    var grid: Grid { timeline.grid }

    /// Whether a slow log was read, though it may be empty.
    var hasSlowlog: Bool { timeline.sources.contains { $0.format == "redis-slowlog" } }

    /// Seconds covered by bins.
    func seconds(_ bins: Range<Int>) -> Double { Double(bins.count * grid.step) }

    /// The start of a bin.
    func time(_ bin: Int) -> Timestamp { grid.time(of: bin) }

    /// Where the start of an episode lies, on the report's clock.
    func onset(of episode: Episode) -> ClosedRange<Timestamp>? {
        episode.onset.map { interval in
            let first = grid.time(of: 0)
            let step = Double(grid.step)
            return first.advanced(
                bySeconds: interval.lowerBound * step
            )...first.advanced(bySeconds: interval.upperBound * step)
        }
    }

    /// Evidence for a stretch of lines between two marks of one source.
    func evidence(from first: Int, to last: Int, at microseconds: Int64, _ shows: Sentence)
        -> Evidence
    {
        let start = timeline.place(of: first)
        let end = timeline.place(of: last)
        return Evidence(
            source: start.path,
            firstLine: start.line,
            lastLine: end.path == start.path ? end.line : start.line,
            time: Timestamp(microseconds: microseconds),
            shows: shows
        )
    }

    /// The mean of values over bins; 0 for none.
    func mean(_ values: [Double], over bins: Range<Int>) -> Double {
        let bins = bins.clamped(to: 0..<values.count)
        guard !bins.isEmpty else { return 0 }
        return values[bins].reduce(0, +) / Double(bins.count)
    }

    /// Values a second, from values a bin.
    func rate(_ values: [Double], over bins: Range<Int>) -> Double {
        mean(values, over: bins) / Double(grid.step)
    }
}
