// The abbreviations of zones that lnav knows. Source: lnav 0.13 src/ptimec_rt.cc; POSIX TZ; IANA tz database.

/// Offsets by abbreviation, where people agree on one: `CST` is the American, `IST` the Indian one, as lnav has it.
enum ZoneAbbreviation {
    /// Reads an abbreviation; the longest that fits counts.
    ///
    /// - Returns: Seconds east of UTC and the number of letters.
    static func read(
        _ text: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> (seconds: Int, count: Int)? {
        for count in [4, 3] where start + count <= text.count {
            let isEnd = start + count == text.count || !isLetter(text[start + count])
            guard isEnd else { continue }
            let name = String(decoding: text[start..<start + count], as: UTF8.self)
            if let minutes = minutesEast[name.uppercased()] { return (minutes * 60, count) }
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 <= 25 }

    private static let minutesEast: [String: Int] = [
        "UTC": 0, "GMT": 0, "WAT": 60, "CET": 60, "BST": 60, "CEST": 120, "CEDT": 120, "CAT": 120,
        "EET": 120, "EEST": 180, "EAT": 180, "MSK": 180, "IDT": 180, "IST": 330, "HKT": 480,
        "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "NST": -210, "NDT": -150, "AST": -240,
        "ADT": -180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360,
        "PST": -480, "PDT": -420, "HST": -600,
    ]
}
