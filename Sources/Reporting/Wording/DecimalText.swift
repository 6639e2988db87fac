// Decimal digits without a formatter, so that no locale and no platform changes a report.

/// Writes numbers in digits.
enum DecimalText {
    /// Beyond this a number is not a count of anything; it is shown as a bound.
    static let magnitudeMax = 1e15

    /// Writes a number with up to `decimals` digits after the point, trailing zeros dropped.
    ///
    /// What is not finite or beyond ``magnitudeMax`` is shown as a bound.
    static func text(_ value: Double, decimals: Int) -> String {
        guard !value.isNaN else { return "not known" }
        guard abs(value) <= magnitudeMax else { return value > 0 ? "over 10^15" : "under -10^15" }
        // Ten to the power of the decimals must keep the product within 64 bits.
        let decimals = min(decimals, abs(value) > 1e9 ? 3 : 6)
        let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((abs(value) * Double(scale)).rounded())
        var fraction = String(scaled % scale)
        fraction = String(repeating: "0", count: max(0, decimals - fraction.count)) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        let sign = value < 0 && scaled > 0 ? "-" : ""
        let tail = decimals == 0 || fraction.isEmpty ? "" : "." + fraction
        return sign + grouped(scaled / scale) + tail
    }

    /// Writes a number rounded to a few significant digits, so that it claims no more than it knows.
    static func significant(_ value: Double, digits: Int) -> String {
        guard value.isFinite, abs(value) <= magnitudeMax, value != 0 else {
            return text(value, decimals: 0)
        }
        var unit = 1.0
        var decimals = digits - 1
        var magnitude = abs(value)
        while magnitude >= 10 {
            magnitude /= 10
            decimals -= 1
            unit *= decimals < 0 ? 10 : 1
        }
        while magnitude < 1, decimals < 6 {
            magnitude *= 10
            decimals += 1
        }
        guard decimals < 0 else { return text(value, decimals: decimals) }
        return text((value / unit).rounded() * unit, decimals: 0)
    }

    /// Writes a whole number with a comma between thousands.
    static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// Two digits with a leading zero.
    static func padded(_ value: Int) -> String {
        value < 10 ? "0\(value)" : "\(value)"
    }
}
