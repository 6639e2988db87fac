// A series of a metrics table, and how its written values become samples in a base unit.

/// A name with the unit of its values.
struct MetricSeries {
    /// The name as written.
    var name: String
    private var scale: UnitScale
    /// Whether the name gave the unit, rather than a unit row or the cells.
    private let isNamed: Bool
    private let kind: Sample.Kind
    /// Its number in the last block that it stood in, under the unit and kind that it had there last.
    private var place: Place?

    private struct Place {
        var block: Int
        var number: Int32
        var unit: Sample.Unit
        var kind: Sample.Kind
    }

    /// Makes a series whose unit is read from its name.
    init(name: String) {
        self.name = name
        let found = ColumnUnit.scale(of: name)
        scale = found ?? .count
        isNamed = found != nil
        kind = CounterNames.kind(of: name)
    }

    /// Makes a series whose writer states its unit and kind.
    init(name: String, scale: UnitScale, kind: Sample.Kind = .gauge) {
        self.name = name
        self.scale = scale
        self.kind = kind
        isNamed = true
    }

    /// A value in a base unit.
    private struct Measure {
        var value: Double
        var unit: Sample.Unit
        var kind: Sample.Kind
    }

    /// Turns a number, in the unit of the series, into a sample; `nil` when it is not finite.
    func sample(_ number: Double, at stamp: MetricsTable.Stamp) -> Sample? {
        let shifted =
            scale.places < 0
            ? number / Self.power(of: -scale.places) : number * Self.power(of: scale.places)
        let value = shifted * scale.factor
        guard value.isFinite else { return nil }
        return Sample(
            line: stamp.line,
            time: stamp.time,
            metric: name,
            value: value,
            unit: scale.unit,
            kind: kind
        )
    }

    private static func power(of places: Int) -> Double {
        (0..<min(places, 30)).reduce(1) { power, _ in power * 10 }
    }

    /// Takes the unit that a unit row or column states, where the name says none.
    mutating func adopt(unit: String) {
        if !isNamed, let stated = UnitScale.named(unit) { scale = stated }
    }

    /// Turns a written value into a sample.
    ///
    /// - Returns: `nil` for a gap, for text, and for numbers beyond binary64.
    mutating func sample(_ written: CellValue, at stamp: MetricsTable.Stamp) -> Sample? {
        measure(written).map { measure in
            Sample(
                line: stamp.line,
                time: stamp.time,
                metric: name,
                value: measure.value,
                unit: measure.unit,
                kind: measure.kind
            )
        }
    }

    /// Appends a written value to the samples of a block, unless it is a gap, text, or a number beyond binary64.
    ///
    /// Each block of a table has a number of its own, and numbers its series anew.
    mutating func append(
        _ written: CellValue,
        at stamp: MetricsTable.Stamp,
        to batch: inout SampleBatch,
        block: Int
    ) {
        guard let measure = measure(written) else { return }
        let row = SampleRow(
            time: stamp.time.microseconds,
            line: stamp.line,
            value: measure.value,
            series: number(of: measure, in: &batch, block)
        )
        batch.rows.append(row)
    }

    private mutating func number(
        of measure: Measure,
        in batch: inout SampleBatch,
        _ block: Int
    ) -> Int32 {
        if let place, place.block == block, place.unit == measure.unit, place.kind == measure.kind {
            return place.number
        }
        let number = batch.add(
            SampleSeries(metric: name, unit: measure.unit, kind: measure.kind)
        )
        place = Place(block: block, number: number, unit: measure.unit, kind: measure.kind)
        return number
    }

    private mutating func measure(_ written: CellValue) -> Measure? {
        switch written {
        case .missing, .text: return nil
        case .plain(let number): return Self.measure(number, scale, kind)
        case .magnitude(var number, let places):
            // Rounded to three digits: differences of such values would be noise.
            number.exponent += places
            return Self.measure(number, scale, .gauge)
        case .measured(let number, let unit):
            // Grafana writes a zero of the same series without its unit.
            if !isNamed { scale = UnitScale(unit.unit) }
            return Self.measure(number, unit, .gauge)
        }
    }

    private static func measure(
        _ number: DecimalNumber,
        _ scale: UnitScale,
        _ kind: Sample.Kind
    ) -> Measure? {
        let value = number.value(shiftedBy: scale.places) * scale.factor
        return value.isFinite ? Measure(value: value, unit: scale.unit, kind: kind) : nil
    }
}
