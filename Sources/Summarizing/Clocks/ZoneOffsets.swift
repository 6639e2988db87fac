// The offsets from UTC that clocks on walls show.
// Source: the IANA time zone database, every zone in winter and summer of 2005 to 2026.

/// Offsets in use, so that a clock some minutes wrong is not taken for a zone.
enum ZoneOffsets {
    private static let halfHoursInUse = [
        -570, -270, -210, -150, 210, 270, 330, 390, 510, 570, 630, 690,
    ]
    private static let quartersInUse = [345, 525, 585, 765, 825]

    /// Seconds east of UTC, those nearest to UTC first, west before east.
    static let inUse: [Int] =
        (Array(stride(from: -720, through: 840, by: 60)) + halfHoursInUse + quartersInUse)
        .map { $0 * 60 }.sorted { (abs($0), $0) < (abs($1), $1) }

    /// The offset in use that is nearest to a difference in seconds.
    static func nearest(to seconds: Double) -> Int {
        inUse.min { abs(Double($0) - seconds) < abs(Double($1) - seconds) } ?? 0
    }

    /// `UTC`, or an offset such as `+05:30`.
    static func name(of seconds: Int) -> String {
        guard seconds != 0 else { return "UTC" }
        let minutes = abs(seconds) / 60
        let hours = minutes / 60
        let rest = minutes % 60
        let sign = seconds < 0 ? "-" : "+"
        return "\(sign)\(hours < 10 ? "0" : "")\(hours):\(rest < 10 ? "0" : "")\(rest)"
    }
}
