// A series of a metrics table, and how its written values become samples in a base unit.

/// A name with the unit of its values.
struct MetricSeries {
    /// The name as written.
    var name: String
    private var scale: UnitScale
    /// Whether the name gave the unit, rather than a unit row or the cells.
    private let isNamed: Bool

    /// Makes a series whose unit is read from its name.
    init(name: String) {
        self.name = name
        let found = ColumnUnit.scale(of: name)
        scale = found ?? .count
        isNamed = found != nil
    }

    /// Takes the unit that a unit row or column states, where the name says none.
    mutating func adopt(unit: String) {
        if !isNamed, let stated = UnitScale.named(unit) { scale = stated }
    }

    /// Turns a written value into a sample.
    ///
    /// - Returns: `nil` for a gap, for text, and for numbers beyond binary64.
    mutating func sample(_ written: CellValue, at stamp: MetricsTable.Stamp) -> Sample? {
        switch written {
        case .missing, .text: return nil
        case .plain(let number): return sample(number, scale, places: 0, at: stamp)
        case .magnitude(let number, let places):
            return sample(number, scale, places: places, at: stamp)
        case .measured(let number, let unit):
            // Grafana writes a zero of the same series without its unit.
            if !isNamed { scale = UnitScale(unit.unit) }
            return sample(number, unit, places: 0, at: stamp)
        }
    }

    private func sample(
        _ number: DecimalNumber,
        _ scale: UnitScale,
        places: Int,
        at stamp: MetricsTable.Stamp
    ) -> Sample? {
        let value = number.value(shiftedBy: scale.places + places) * scale.factor
        guard value.isFinite else { return nil }
        return Sample(
            line: stamp.line,
            time: stamp.time,
            metric: name,
            value: value,
            unit: scale.unit
        )
    }
}
