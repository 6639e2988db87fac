// Spans of time for people: `85 µs`, `190 ms`, `2.1 s`, `27 s`, `2 min 5 s`, `1 h 3 min`.

/// Writes durations.
enum DurationText {
    /// From here on minutes read better than seconds.
    private static let minutesMin = 119.5

    /// Writes seconds in the unit in which they have two or three digits.
    static func text(_ seconds: Double) -> String {
        if seconds < 0 { return "-" + text(-seconds) }
        if seconds == 0 { return "0 s" }
        if seconds < 0.000_9995 { return DecimalText.significant(seconds * 1e6, digits: 2) + " µs" }
        if seconds < 0.9995 { return DecimalText.significant(seconds * 1e3, digits: 3) + " ms" }
        if seconds < 9.95 { return DecimalText.text(seconds, decimals: 1) + " s" }
        if seconds < minutesMin { return DecimalText.text(seconds, decimals: 0) + " s" }
        guard seconds < DecimalText.magnitudeMax else { return "over 10^15 s" }
        let whole = Int(seconds.rounded())
        if whole < 3_600 { return joined(whole / 60, "min", whole % 60, "s") }
        if whole < 172_800 { return joined(whole / 3_600, "h", whole % 3_600 / 60, "min") }
        return joined(whole / 86_400, "d", whole % 86_400 / 3_600, "h")
    }

    private static func joined(_ large: Int, _ unit: String, _ small: Int, _ part: String) -> String
    {
        let start = "\(DecimalText.grouped(large)) \(unit)"
        return small == 0 ? start : "\(start) \(small) \(part)"
    }
}
