// Quantities for people: scaled, rounded to two or three digits, with their unit.

package import Diagnosing

/// Writes quantities; exact when they are whole counts.
package enum QuantityText {
    /// The quantity with its unit: `1,204 jobs`, `31 jobs/s`, `190 ms`, `86%`, `5.6x`.
    package static func text(_ quantity: Quantity) -> String {
        guard quantity.value.isFinite else { return "not known" }
        let number = number(quantity)
        guard let noun = noun(quantity) else { return number }
        return isRate(quantity.unit) ? "\(number) \(noun)/s" : "\(number) \(noun)"
    }

    /// The quantity before words that name the unit themselves: `1,204`, and `31/s` before a noun.
    package static func text(_ quantity: Quantity, before words: String) -> String {
        guard quantity.value.isFinite, let noun = noun(quantity) else { return text(quantity) }
        let start = words.prefix { !".,;:()".contains($0) }.lowercased()
        let next = start.split(whereSeparator: { $0 == " " || $0 == "/" }).prefix(wordsAheadMax)
        let stem = noun.hasSuffix("s") ? String(noun.dropLast()) : noun
        guard let index = next.firstIndex(where: { $0 == stem || $0 == stem + "s" }) else {
            return text(quantity)
        }
        guard isRate(quantity.unit) else { return number(quantity) }
        let saysRate =
            next[index...].dropFirst().first.map { ["per", "a", "s"].contains($0) } ?? false
        return saysRate ? number(quantity) : number(quantity) + "/s"
    }

    /// A noun this many words on still names the unit: `1,204 late jobs`.
    private static let wordsAheadMax = 3

    private static func number(_ quantity: Quantity) -> String {
        switch quantity.unit {
        case .seconds: return DurationText.text(quantity.value)
        case .bytes: return bytes(quantity.value)
        case .bytesPerSecond: return bytes(quantity.value) + "/s"
        case .share: return percent(quantity.value)
        case .fold: return fold(quantity.value)
        case .jobs, .requests, .commands, .writes, .keys, .clients, .connections, .statements,
            .rows,
            .lines, .workers, .calls, .elements, .samples, .errors, .times, .events, .pairs, .files,
            .plain:
            let isWhole = quantity.value.rounded() == quantity.value
            // From a hundred on the fraction of a count says nothing, and rounding to tens would hide units.
            return isWhole || abs(quantity.value) >= 100
                ? DecimalText.text(quantity.value, decimals: 0)
                : DecimalText.significant(quantity.value, digits: abs(quantity.value) < 10 ? 2 : 3)
        case .commandsPerSecond, .writesPerSecond, .jobsPerSecond, .callsPerSecond,
            .connectionsPerSecond, .statementsPerSecond, .requestsPerSecond, .errorsPerSecond:
            return DecimalText.significant(quantity.value, digits: quantity.value < 10 ? 2 : 3)
        }
    }

    private static func isRate(_ unit: Quantity.Unit) -> Bool {
        unit.rawValue.hasSuffix("PerSecond")
    }

    private static func noun(_ quantity: Quantity) -> String? {
        switch quantity.unit {
        case .seconds, .bytes, .bytesPerSecond, .share, .fold, .plain: return nil
        case .jobs, .requests, .commands, .writes, .keys, .clients, .connections, .statements,
            .rows,
            .lines, .workers, .calls, .elements, .samples, .errors, .times, .events, .pairs, .files:
            let noun = quantity.unit.rawValue
            return quantity.value == 1 ? String(noun.dropLast()) : noun
        case .commandsPerSecond, .writesPerSecond, .jobsPerSecond, .callsPerSecond,
            .connectionsPerSecond, .statementsPerSecond, .requestsPerSecond, .errorsPerSecond:
            let noun = String(quantity.unit.rawValue.dropLast("PerSecond".count))
            return number(quantity) == "1" ? String(noun.dropLast()) : noun
        }
    }

    private static func bytes(_ value: Double) -> String {
        let units = ["bytes", "kB", "MB", "GB", "TB", "PB"]
        var scaled = value
        var index = 0
        while abs(scaled) >= 999.5, index + 1 < units.count {
            scaled /= 1_000
            index += 1
        }
        if index == 0 {
            return value == 1 ? "1 byte" : "\(DecimalText.text(value, decimals: 0)) bytes"
        }
        return
            "\(DecimalText.significant(scaled, digits: abs(scaled) < 10 ? 2 : 3)) \(units[index])"
    }

    /// A share as a percentage that never reads 0% or 100% unless it is.
    private static func percent(_ share: Double) -> String {
        let percent = share * 100
        if percent > 0, percent < 0.01 { return "under 0.01%" }
        if percent < 1 { return DecimalText.significant(percent, digits: 2) + "%" }
        if percent < 10 { return DecimalText.text(percent, decimals: 1) + "%" }
        if percent > 99.9, percent < 100 { return "over 99.9%" }
        if percent > 99, percent < 100 {
            return DecimalText.text((percent * 10).rounded(.down) / 10, decimals: 1) + "%"
        }
        return DecimalText.text(percent, decimals: 0) + "%"
    }

    private static func fold(_ ratio: Double) -> String {
        DecimalText.significant(ratio, digits: ratio < 100 ? 2 : 3) + "x"
    }
}
