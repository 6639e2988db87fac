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
}

/// The series of all metric files.
package struct MetricLog: Sendable, Codable {
    /// Samples kept over all series, 24 bytes each.
    private static let samplesMax = 4 << 20
    private static let seriesMax = 20_000

    package internal(set) var series: [MetricSeries] = []
    package private(set) var dropped = 0
    private var samples = 0
    @Derived private var numbers: [String: Int] = [:]

    init() {}

    mutating func insert(_ sample: Sample) {
        let source = LineMark.source(of: sample.line)
        let key = "\(source)/\(sample.metric)"
        guard samples < Self.samplesMax, numbers[key] != nil || series.count < Self.seriesMax else {
            return dropped += 1
        }
        let number = numbers[key] ?? series.count
        if number == series.count {
            numbers[key] = number
            series.append(
                MetricSeries(
                    name: sample.metric,
                    source: source,
                    unit: sample.unit,
                    kind: sample.kind
                )
            )
        }
        samples += 1
        series[number].times.append(sample.time.microseconds)
        series[number].values.append(sample.value)
        series[number].marks.append(sample.line)
    }

    mutating func merge(_ later: MetricLog) {
        for other in later.series {
            for index in other.times.indices {
                insert(
                    Sample(
                        line: other.marks[index],
                        time: Timestamp(microseconds: other.times[index]),
                        metric: other.name,
                        value: other.values[index],
                        unit: other.unit,
                        kind: other.kind
                    )
                )
            }
        }
        dropped += later.dropped
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
        for (number, one) in series.enumerated() { numbers["\(one.source)/\(one.name)"] = number }
    }
}
