// Units as the JSON names them.

import Diagnosing

/// Names units for machines: `jobs`, `jobs/s`, `seconds`, `share`, `ratio`; empty without a unit.
enum UnitName {
    /// The name of a unit in the JSON.
    static func text(_ unit: Quantity.Unit) -> String {
        switch unit {
        case .jobs, .requests, .commands, .writes, .keys, .clients, .connections, .statements,
            .rows,
            .lines, .workers, .calls, .elements, .samples, .errors, .times, .events, .pairs, .files,
            .bytes, .seconds, .share:
            unit.rawValue
        case .bytesPerSecond, .commandsPerSecond, .writesPerSecond, .jobsPerSecond, .callsPerSecond,
            .connectionsPerSecond, .statementsPerSecond, .requestsPerSecond, .errorsPerSecond:
            unit.rawValue.dropLast("PerSecond".count) + "/s"
        case .fold: "ratio"
        case .plain: ""
        }
    }
}
