// Times on the command line: `09:17`, `2026-03-17T09:17:00Z`, `+10m`.

import Foundation
import Parsing
import Summarizing

/// Reads the times that flags take.
enum TimeFlag {
    /// `--around` looks this far to either side.
    static let aroundSeconds = 300.0

    /// Reads one time.
    ///
    /// - Throws: ``InputError`` with code D007 when it is of no form that is known.
    static func bound(_ text: String, flag: String) throws -> TimeSelection.Bound {
        if let seconds = distance(text) { return .afterStart(seconds) }
        if let seconds = timeOfDay(text) { return .timeOfDay(seconds) }
        let withZone = ContextEvent.event(fromFlag: text + " x")
        if let event = withZone { return .moment(event.time) }
        throw InputError(
            code: "D007",
            position: Position(path: flag),
            problem: "this is not a time that debrief can read",
            remedy:
                "give a time of day (09:17 or 09:17:30), a moment (2026-03-17T09:17:00Z) or a distance from the start (+10m, +90s, +1h)"
        )
    }

    /// Reads a length of time: `90s`, `15m`, `1h`, or seconds.
    ///
    /// - Throws: ``InputError`` with code D007 when it is of no form that is known.
    static func duration(_ text: String, flag: String) throws -> Double {
        if let seconds = distance("+" + text), seconds >= 0 { return seconds }
        throw InputError(
            code: "D007",
            position: Position(path: flag),
            problem: "this is not a length of time",
            remedy: "give a number with its unit: 90s, 15m or 1h"
        )
    }

    /// The selection of `--from`, `--to` and `--around` together.
    static func selection(from: String?, to: String?, around: String?) throws -> TimeSelection {
        if let around {
            let middle = try bound(around, flag: "--around")
            return TimeSelection(
                from: shifted(middle, by: -aroundSeconds),
                to: shifted(middle, by: aroundSeconds)
            )
        }
        return TimeSelection(
            from: try from.map { try bound($0, flag: "--from") },
            to: try to.map { try bound($0, flag: "--to") }
        )
    }

    private static func shifted(_ bound: TimeSelection.Bound, by seconds: Double)
        -> TimeSelection.Bound
    {
        switch bound {
        case .moment(let moment): .moment(moment.advanced(bySeconds: seconds))
        case .timeOfDay(let time): .timeOfDay(time + seconds)
        case .afterStart(let distance): .afterStart(distance + seconds)
        }
    }

    /// `+10m`, `+90s`, `+1h`, `+30`.
    private static func distance(_ text: String) -> Double? {
        guard text.hasPrefix("+") else { return nil }
        let digits = text.dropFirst().prefix { $0.isNumber || $0 == "." }
        guard let number = Double(digits) else { return nil }
        switch text.dropFirst(1 + digits.count) {
        case "", "s": return number
        case "m": return number * 60
        case "h": return number * 3_600
        default: return nil
        }
    }

    private static func timeOfDay(_ text: String) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let hours = Int(parts[0]),
            let minutes = Int(parts[1]),
            (0..<24).contains(hours), (0..<60).contains(minutes), parts[0].count <= 2
        else { return nil }
        guard parts.count == 3 else { return Double(hours * 3_600 + minutes * 60) }
        guard let seconds = Double(parts[2]), (0..<61).contains(seconds) else { return nil }
        return Double(hours * 3_600 + minutes * 60) + seconds
    }
}
