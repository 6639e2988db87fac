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

    /// A change of the offset this near a stamp may decide which one it means.
    private static let reachSeconds: Int64 = 2 * 86_400

    /// Seconds east of UTC when the wall clock of the zone shows a time.
    ///
    /// The time is taken as it is written, as if it were UTC.
    func seconds(at wall: Timestamp) -> Int {
        let local = Int64(wall.seconds.rounded(.down))
        let span = (local - Self.reachSeconds)...(local + Self.reachSeconds)
        let rules = ZoneRules(over: span) { second in
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
        }
        return Int(local - rules.utc(ofLocal: local))
    }

    /// The clock of the zone, where its offset changes now and then; `nil` for a fixed offset.
    var clock: LocalClock? {
        let zone = zone
        let start = Date(timeIntervalSince1970: 0)
        guard zone.nextDaylightSavingTimeTransition(after: start) != nil else { return nil }
        return LocalClock { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) }
    }

    /// Seconds east of UTC at a moment.
    func seconds(atUTC moment: Timestamp) -> Int {
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
