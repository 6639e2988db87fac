// `--timezone SOURCE=ZONE`: how to read the stamps of a file that does not say its zone.

import Foundation
import Parsing

/// A declared zone of one source.
struct ZoneFlag {
    let source: String
    let zone: TimeZone

    /// Reads `metrics.csv=Europe/Berlin` or `metrics.csv=+01:00`.
    ///
    /// - Throws: ``InputError`` with code D008.
    init(_ text: String) throws {
        guard let equals = text.lastIndex(of: "="), equals != text.startIndex,
            let zone = Self.zone(String(text[text.index(after: equals)...]))
        else {
            throw InputError(
                code: "D008",
                position: Position(path: "--timezone"),
                problem: "this is not of the form SOURCE=ZONE",
                remedy:
                    "for example --timezone metrics.csv=Europe/Berlin or --timezone metrics.csv=+01:00"
            )
        }
        source = String(text[..<equals])
        self.zone = zone
    }

    /// Seconds east of UTC at a moment.
    func seconds(at moment: Timestamp) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: moment.seconds))
    }

    private static func zone(_ name: String) -> TimeZone? {
        let digits = name.dropFirst().filter { $0 != ":" }
        if let sign = name.first, sign == "+" || sign == "-",
            digits.count == 2 || digits.count == 4,
            let hours = Int(digits.prefix(2)),
            let minutes = Int(digits.count == 4 ? String(digits.suffix(2)) : "0")
        {
            return TimeZone(secondsFromGMT: (sign == "-" ? -1 : 1) * (hours * 3_600 + minutes * 60))
        }
        return TimeZone(identifier: name)
    }
}
