// What every generator is: something that appends a line.

/// Appends lines of one format; the same seed gives the same lines.
protocol Writer {
    /// The lines that were not taken yet.
    var bytes: [UInt8] { get set }

    /// Appends the next line, or the few lines of the next record.
    mutating func appendLine()
}

extension Writer {
    mutating func put(_ text: String) { bytes += text.utf8 }
}

/// Numbers with leading zeros.
enum Padded {
    static func text(_ number: Int, digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

/// A moment as logs write it; all lie on the first days of 2026.
struct Moment {
    /// Microseconds since 2026-01-01 00:00 UTC.
    var microseconds = 0

    var seconds: Int { microseconds / 1_000_000 }
    var date: String { "2026-01-\(Padded.text(1 + seconds / 86_400, digits: 2))" }
    var day: String { "\(Padded.text(1 + seconds / 86_400, digits: 2))/Jan/2026" }
    var milliseconds: String { Padded.text(microseconds / 1_000 % 1_000, digits: 3) }

    var clock: String {
        let parts = [seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60]
        return parts.map { Padded.text($0, digits: 2) }.joined(separator: ":")
    }
}
