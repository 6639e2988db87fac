// Samples of metrics, by series.

package import Parsing

/// One series as it was read.
package struct MetricSeries: Sendable, Codable {
    /// The series name and the source it was read from.
    package let name: String
    package internal(set) var source: Int
    package let unit: Sample.Unit
    package let kind: Sample.Kind
    /// Microseconds on the source's clock, in the order of the lines.
    package var times: [Int64] = []
    package var values: [Double] = []
    package var marks: [Int] = []

    @inline(__always)
    fileprivate mutating func append(_ time: Int64, _ value: Double, _ mark: Int) {
        times.append(time)
        values.append(value)
        marks.append(mark)
    }
}

/// The series of all metric files.
package struct MetricLog: Sendable, Codable {
    /// Samples kept over all series.
    private let samplesMax: Int
    private static let seriesMax = 20_000

    package internal(set) var series: [MetricSeries] = []
    package private(set) var dropped = 0
    private var samples = 0
    @Derived private var numbers: [Key: Int] = [:]
    /// The series that followed each when it was met last: the columns of a table come in the same order on each row.
    @Derived private var order = Order()

    /// What tells a series.
    private struct Key: Hashable {
        let source: Int
        let name: String
    }

    /// Which series followed which, and the one that was met last.
    private struct Order: Emptiable, Sendable {
        var followers: [Int] = []
        var latest = 0
    }

    init(_ budget: MemoryBudget = .standard) { samplesMax = budget.samplesMax }

    mutating func insert(_ sample: Sample) {
        let source = LineMark.source(of: sample.line)
        guard samples < samplesMax,
            let number = number(of: sample.metric, source, sample.unit, sample.kind)
        else {
            return dropped += 1
        }
        samples += 1
        series[number].append(sample.time.microseconds, sample.value, sample.line)
    }

    /// Adds the samples of a block, all of one source.
    mutating func insert(_ batch: SampleBatch) {
        guard let first = batch.rows.first else { return }
        let source = LineMark.source(of: first.line)
        let kept = batch.rows.prefix(samplesMax - samples)
        dropped += batch.rows.count - kept.count
        guard !kept.isEmpty else { return }
        let numbers = batch.series.map { number(of: $0.metric, source, $0.unit, $0.kind) }
        for row in kept {
            guard let number = numbers[Int(row.series)] else {
                dropped += 1
                continue
            }
            samples += 1
            series[number].append(row.time, row.value, row.line)
        }
    }

    mutating func merge(_ later: MetricLog) {
        for other in later.series {
            let count = min(other.times.count, samplesMax - samples)
            dropped += other.times.count - count
            guard count > 0 else { continue }
            guard let number = number(of: other.name, other.source, other.unit, other.kind) else {
                dropped += count
                continue
            }
            samples += count
            series[number].times += other.times.prefix(count)
            series[number].values += other.values.prefix(count)
            series[number].marks += other.marks.prefix(count)
        }
        dropped += later.dropped
    }

    /// The number of a series; `nil` when it is new and there are too many.
    private mutating func number(
        of name: String,
        _ source: Int,
        _ unit: Sample.Unit,
        _ kind: Sample.Kind
    ) -> Int? {
        if order.latest < order.followers.count {
            let guess = order.followers[order.latest]
            if series[guess].source == source, series[guess].name == name {
                order.latest = guess
                return guess
            }
        }
        let key = Key(source: source, name: name)
        let known = numbers[key]
        guard known != nil || series.count < Self.seriesMax else { return nil }
        let number = known ?? series.count
        if known == nil {
            numbers[key] = number
            order.followers.append(0)
            series.append(MetricSeries(name: name, source: source, unit: unit, kind: kind))
        }
        order.followers[order.latest] = number
        order.latest = number
        return number
    }
}

extension MetricLog: Restorable {
    mutating func restore() throws {
        let isSound = series.allSatisfy {
            $0.times.count == $0.values.count && $0.times.count == $0.marks.count
        }
        guard isSound else { throw PartialDamage("a series has times without values") }
        samples = series.reduce(0) { $0 + $1.times.count }
        number()
    }

    mutating func shift(_ shift: MarkShift) {
        for number in series.indices {
            series[number].source = shift.source
            for index in series[number].marks.indices {
                series[number].marks[index] = shift(series[number].marks[index])
            }
        }
        number()
    }

    private mutating func number() {
        numbers = [:]
        order = Order()
        order.followers = [Int](repeating: 0, count: series.count)
        for (number, one) in series.enumerated() {
            numbers[Key(source: one.source, name: one.name)] = number
        }
    }
}
