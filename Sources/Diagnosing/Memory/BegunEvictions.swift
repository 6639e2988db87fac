// Evictions that began within the capture.

import Summarizing

/// A series that counts evicted keys, from the first eviction to the last.
struct BegunEvictions {
    let series: MetricSeries
    /// Its samples from the first above zero to the last.
    let samples: Range<Int>
    let most: Double
    let bins: Range<Int>
    let start: Timestamp
    /// `nil` where the last sample of all still counts some.
    let end: Timestamp?
    /// Half of what lies between two samples.
    let uncertaintySeconds: Double
    /// What had to be computed again meanwhile, the most first.
    let rebuilds: [Rebuild]
    /// What filled the memory before, where one kind of command stands out.
    let filler: MemoryFiller?

    /// So many samples without one show that they began, and were not there all the time.
    private static let quietSamplesMin = 8

    /// The first series whose evictions began; `nil` where there is none.
    static func find(_ scene: Scene) -> BegunEvictions? {
        Evictions.series(in: scene).lazy.compactMap { BegunEvictions($0, scene) }.first
    }

    private init?(_ series: MetricSeries, _ scene: Scene) {
        let values = series.values
        guard let first = values.firstIndex(where: { $0 > 0 }), first >= Self.quietSamplesMin,
            let last = values.lastIndex(where: { $0 > 0 }),
            let begin = scene.grid.index(series.times[first])
        else { return nil }
        self.series = series
        samples = first..<(last + 1)
        most = values[samples].max() ?? 0
        start = Timestamp(microseconds: series.times[first])
        end = last == values.count - 1 ? nil : Timestamp(microseconds: series.times[last])
        let close = scene.grid.index(series.times[last]) ?? begin
        bins = begin..<(end == nil ? scene.grid.count : max(begin, close) + 1)
        uncertaintySeconds = Double(series.times[first] - series.times[first - 1]) / 2e6
        rebuilds = Rebuild.all(in: scene, during: bins)
        filler = MemoryFiller.find(scene, before: begin, apartFrom: rebuilds.map(\.writes))
    }
}
