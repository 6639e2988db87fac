// A line of a crontab: five fields or a nickname, then what is started.
// Source: vixie-cron 3 entry.c and cronie 1.7, crontab(5).

extension Schedule {
    /// Reads `*/5 * * * * command`, `@daily command`, and the form of /etc/crontab, whose user stays in the text.
    ///
    /// - Returns: `nil` for anything else; `@reboot` starts at no known time.
    init?(crontab text: ArraySlice<UInt8>, line: Int) {
        let words = ColumnText.words(text)
        guard let first = words.first else { return nil }
        let fields: [String]
        if first.hasPrefix("@") {
            guard let known = Self.nicknames[first.lowercased()] else { return nil }
            fields = known.split(separator: " ").map(String.init)
        } else {
            fields = Array(words.prefix(5))
        }
        let command = words.dropFirst(first.hasPrefix("@") ? 1 : 5)
        guard fields.count == 5, !command.isEmpty,
            let minutes = Self.bits(fields[0], 0...59), let hours = Self.bits(fields[1], 0...23),
            let days = Self.bits(fields[2], 1...31),
            let months = Self.bits(fields[3], 1...12, names: Self.months, base: 1),
            let weekdays = Self.bits(fields[4], 0...7, names: Self.weekdays, base: 0)
        else { return nil }
        self.line = line
        // An unescaped percent sign ends the command; the rest is its input.
        let written = command.joined(separator: " ").replacing("\\%", with: "\u{0}")
        let shown = written.prefix { $0 != "%" }.replacing("\u{0}", with: "%")
        self.text = ContextText.cut("cron \(shown)")
        self.minutes = minutes
        self.hours = hours
        self.days = days
        self.months = months
        self.weekdays = weekdays | weekdays >> 7 & 1
        matchesEitherDay = !fields[2].hasPrefix("*") && !fields[4].hasPrefix("*")
    }

    private static let nicknames = [
        "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *",
        "@weekly": "0 0 * * 0", "@daily": "0 0 * * *", "@midnight": "0 0 * * *",
        "@hourly": "0 * * * *",
    ]
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    private static let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    /// A list of more parts says nothing that a shorter one does not.
    private static let partsMax = 64

    /// Reads a field: `*`, numbers or names, ranges and steps, parted by commas.
    private static func bits(
        _ field: String,
        _ range: ClosedRange<Int>,
        names: [String] = [],
        base: Int = 0
    ) -> UInt64? {
        var bits: UInt64 = 0
        let parts = field.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= partsMax else { return nil }
        for part in parts {
            let sides = part.split(separator: "/", omittingEmptySubsequences: false)
            guard sides.count <= 2, let whole = sides.first else { return nil }
            let step = sides.count == 2 ? Int(sides[1]) : 1
            guard let step, (1...range.upperBound + 1).contains(step) else { return nil }
            var low = range.lowerBound
            var high = range.upperBound
            if whole != "*" {
                let ends = whole.split(separator: "-", omittingEmptySubsequences: false)
                    .map { number($0, names, base) }
                guard let first = ends.first, let from = first, ends.count <= 2 else { return nil }
                low = from
                // "5/10" runs from 5 on, as Quartz and its kin read it.
                high = sides.count == 2 ? range.upperBound : from
                if ends.count == 2 {
                    guard let to = ends[1] else { return nil }
                    high = to
                }
            }
            guard range.contains(low), range.contains(high), low <= high else { return nil }
            for value in stride(from: low, through: high, by: step) { bits |= 1 << UInt64(value) }
        }
        return bits
    }

    private static func number(_ text: Substring, _ names: [String], _ base: Int) -> Int? {
        if let number = Int(text), text.utf8.count <= 2 { return number }
        return names.firstIndex(of: text.lowercased()).map { $0 + base }
    }
}
