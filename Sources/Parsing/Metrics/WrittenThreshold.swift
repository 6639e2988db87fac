// A threshold as people write it beside a metric's name: in the unit of the file, or with a unit of its own.

/// Turns written thresholds into base units.
package enum WrittenThreshold {
    /// The number in the base unit of the metric: 500 beside `redis_ping_ms` is half a second.
    ///
    /// The unit is what stands after the number, or empty; `nil` for one that is not known.
    package static func base(_ number: Double, unit: String, metric: String) -> Double? {
        guard unit.isEmpty else { return UnitScale.named(unit).map { scaled(number, $0) } }
        return scaled(number, ColumnUnit.scale(of: metric) ?? .count)
    }

    private static func scaled(_ number: Double, _ scale: UnitScale) -> Double {
        var value = number * scale.factor
        for _ in 0..<abs(scale.places) { value = scale.places < 0 ? value / 10 : value * 10 }
        return value
    }
}
