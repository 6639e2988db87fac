// A series with holes, made into pieces without.

/// A stretch of a series in which every bin has a value, measured or bridged.
struct BridgedSeries: Sendable {
    /// Holes of at most this many bins are bridged; longer ones split the series.
    static let bridgeBinsMax = 5

    /// The bin of the whole series with which the piece starts.
    let start: Int

    /// The values without holes.
    private(set) var values: [Double]

    /// Whether each bin was measured.
    private(set) var isMeasured: [Bool]

    /// The number of measured bins.
    var measuredCount: Int { isMeasured.reduce(0) { $0 + ($1 ? 1 : 0) } }

    /// Cuts a series at its long holes and bridges the short ones by straight lines.
    static func pieces(of values: [Double?]) -> [BridgedSeries] {
        var pieces: [BridgedSeries] = []
        for (index, value) in values.enumerated() {
            guard let value, value.isFinite else { continue }
            let isNear = pieces.last.map { index - $0.end <= bridgeBinsMax } ?? false
            if isNear {
                pieces[pieces.count - 1].append(value, at: index)
            } else {
                pieces.append(BridgedSeries(start: index, values: [value], isMeasured: [true]))
            }
        }
        return pieces
    }

    private var end: Int { start + values.count }

    private mutating func append(_ value: Double, at index: Int) {
        let hole = index - end
        let last = values.last ?? value
        for step in 0..<hole {
            let fraction = Double(step + 1) / Double(hole + 1)
            values.append(last * (1 - fraction) + value * fraction)
            isMeasured.append(false)
        }
        values.append(value)
        isMeasured.append(true)
    }
}
