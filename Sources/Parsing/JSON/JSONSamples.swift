// Values of metrics in JSON exports: numbers, or numbers as text, with gaps as null or NaN.

/// Points of one series that wait until its name and unit are known.
struct HeldPoints: Sendable {
    private var points: [(stamp: MetricsTable.Stamp, value: JSONValue)] = []
    /// Prometheus answers with at most 11,000 points a series, CloudWatch with 100,800.
    private static let pointsMax = 200_000

    static let countRule = "a series may hold 200,000 points before its name"

    init() {}

    /// Keeps a point; returns the rule that one too many breaks.
    mutating func keep(_ value: JSONValue, at stamp: MetricsTable.Stamp) -> String? {
        guard points.count < Self.pointsMax else { return Self.countRule }
        points.append((stamp, value))
        return nil
    }

    /// Hands all points on as samples of a series.
    mutating func release(as series: MetricSeries, into rows: inout [Row]) {
        for point in points {
            if let sample = series.sample(point.value, at: point.stamp) {
                rows.append(.sample(sample))
            }
        }
        points.removeAll(keepingCapacity: true)
    }
}

extension MetricSeries {
    /// Turns a JSON number, or a number as text, into a sample; `nil` for a gap and for anything else.
    func sample(_ value: JSONValue, at stamp: MetricsTable.Stamp) -> Sample? {
        switch value {
        case .integer(let number): return sample(Double(number), at: stamp)
        case .number(let number): return sample(number, at: stamp)
        case .string(let text):
            var suffixes = UnitSuffixes()
            var series = self
            let bytes = Array(text.utf8)
            let cell = CellValue(bytes, 0..<bytes.count, mark: .point, &suffixes)
            return series.sample(cell, at: stamp)
        case .object, .array, .bool, .null: return nil
        }
    }

    /// Names a series as Prometheus writes it: `name{label="value",...}`, the labels in alphabetical order.
    static func name(_ name: String, labels: [(name: String, value: String)]) -> String {
        guard !labels.isEmpty else { return name }
        let written = labels.sorted { $0.name < $1.name }.prefix(labelsMax)
            .map { "\($0.name)=\"\($0.value.prefix(labelCharactersMax))\"" }
        return "\(name.prefix(labelCharactersMax)){\(written.joined(separator: ","))}"
    }

    /// A name is quoted in reports and kept for each series: longer ones are cut.
    private static let labelCharactersMax = 120
    private static let labelsMax = 12
}
