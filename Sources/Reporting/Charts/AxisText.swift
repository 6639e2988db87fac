// Values as they stand at an axis: short, rounded, with the unit where it scales.

import Diagnosing

/// Writes the values of ticks.
enum AxisText {
    /// `12k`, `2 min`, `1.5 GB`, `50%`.
    static func text(_ value: Double, _ unit: Quantity.Unit) -> String {
        switch unit {
        case .seconds, .bytes, .bytesPerSecond, .share:
            return value == 0 ? "0" : QuantityText.text(Quantity(value, unit))
        case .fold: return "\(DecimalText.significant(value, digits: 2))x"
        case .jobs, .requests, .commands, .writes, .keys, .clients, .connections, .statements,
            .rows, .lines, .workers, .calls, .elements, .samples, .errors, .times, .events, .pairs,
            .files, .commandsPerSecond, .writesPerSecond, .jobsPerSecond, .callsPerSecond,
            .connectionsPerSecond, .statementsPerSecond, .requestsPerSecond, .errorsPerSecond,
            .plain:
            return count(value)
        }
    }

    /// The unit in words, below the name of a panel; empty where the ticks say it.
    static func name(_ unit: Quantity.Unit) -> String {
        switch unit {
        case .seconds, .bytes, .bytesPerSecond, .share, .fold, .plain: return ""
        case .jobs, .requests, .commands, .writes, .keys, .clients, .connections, .statements,
            .rows, .lines, .workers, .calls, .elements, .samples, .errors, .times, .events, .pairs,
            .files:
            return unit.rawValue
        case .commandsPerSecond, .writesPerSecond, .jobsPerSecond, .callsPerSecond,
            .connectionsPerSecond, .statementsPerSecond, .requestsPerSecond, .errorsPerSecond:
            return unit.rawValue.dropLast("PerSecond".count) + " a second"
        }
    }

    private static func count(_ value: Double) -> String {
        let size = abs(value)
        if size >= 1e9 { return DecimalText.significant(value / 1e9, digits: 3) + "G" }
        if size >= 1e6 { return DecimalText.significant(value / 1e6, digits: 3) + "M" }
        if size >= 10_000 { return DecimalText.significant(value / 1e3, digits: 3) + "k" }
        return DecimalText.significant(value, digits: 4)
    }
}
