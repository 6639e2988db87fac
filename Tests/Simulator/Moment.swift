// Times as the simulated programs write them.

/// Writes moments given in seconds after ``epoch``.
package enum Moment {
    /// 2026-11-21 03:00:00 UTC; captures begin some minutes later and end within the hour.
    package static let epoch = 1_795_230_000

    /// `1795230206.965060`, as MONITOR stamps.
    package static func monitor(_ seconds: Double) -> String {
        let micros = Int((seconds * 1e6).rounded())
        return "\(epoch + micros / 1_000_000).\(padded(micros % 1_000_000, 6))"
    }

    /// `2026-11-21T03:03:26.962Z`, as Sidekiq 6 writes.
    package static func iso(_ seconds: Double) -> String {
        let millis = Int((seconds * 1e3).rounded(.down))
        return "\(clock(millis / 1_000)).\(padded(millis % 1_000, 3))Z"
    }

    /// `2026-11-21T03:03:26Z`.
    package static func isoSeconds(_ seconds: Double) -> String {
        "\(clock(Int(seconds.rounded(.down))))Z"
    }

    /// `21 Nov 2026 03:03:26.962`, as Redis writes.
    static func server(_ seconds: Double) -> String {
        "21 Nov 2026 \(iso(seconds).dropFirst(11).dropLast())"
    }

    private static func clock(_ second: Int) -> String {
        "2026-11-21T\(padded(3 + second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    }

    /// A number with leading zeros.
    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// A number with three decimals.
    static func decimal(_ number: Double) -> String {
        let thousandths = Int((number * 1e3).rounded())
        return "\(thousandths / 1_000).\(padded(thousandths % 1_000, 3))"
    }
}
