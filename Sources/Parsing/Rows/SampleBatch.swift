// Samples of one block of a metrics table: one allocation a block, and a string only for each series.

/// Samples in the order of their lines, and the lines between them that were no row.
package struct SampleBatch: Sendable {
    package var rows: [SampleRow] = []
    /// What rows give by number; a series may come twice, where its unit changed.
    package private(set) var series: [SampleSeries] = []
    /// Lines that could not be read, with the rule each breaks.
    package var unreadable: [UnreadableLine] = []

    /// Makes an empty batch.
    package init() {}

    /// Numbers a series.
    mutating func add(_ one: SampleSeries) -> Int32 {
        series.append(one)
        return Int32(truncatingIfNeeded: series.count - 1)
    }
}

/// What the samples of a series share; the meaning of its parts is that of ``Sample``.
package struct SampleSeries: Sendable, Equatable {
    package var metric: String
    package var unit: Sample.Unit
    package var kind: Sample.Kind
}

/// One sample, without pointers.
package struct SampleRow: Sendable, Equatable {
    /// Microseconds on the source's clock.
    package var time: Int64
    /// The line, from 1 over the source, or its mark.
    package var line: Int
    /// In the base unit of its series, finite.
    package var value: Double
    /// A number in ``SampleBatch/series``.
    package var series: Int32
}
