// The stamps that need no timestamp-format: a date in one of many orders, a time of day, a fraction, a zone.
// Source: lnav 0.13 src/time_formats.am, whose hundred formats are these dates with these times.

/// Reads a stamp of any usual form.
enum DefaultStamps {
    /// The beginnings, in the order in which they are tried; what follows a date is read by one routine.
    static let heads: [Head] = [
        Head("@%@", then: .nothing), Head("+%s", then: .nothing),
        Head("%Y-%m-%d ", then: .time), Head("%Y-%m-%dT", then: .time),
        Head("%y-%m-%dT", then: .time), Head("%y-%m-%d ", then: .time),
        Head("%Y-%jT", then: .time), Head("%Y/%m/%d ", then: .time),
        Head("%Y/%m/%dT", then: .time),
        Head("%Y %b %d %a ", then: .time), Head("%Y %b %d ", then: .time),
        Head("%a %b %e, %Y ", then: .time),
        Head("%a %b %e ", then: .timeAndYear), Head("%d.%m.%Y ", then: .time),
        Head("%d/%b/%Y:", then: .time), Head("%d/%b/%Y ", then: .time),
        Head("%d/%b/%y ", then: .time), Head("%d-%b-%Y ", then: .time),
        Head("%d %b %Y ", then: .time), Head("%b-%d ", then: .time),
        Head("%b %e, %Y ", then: .time), Head("%b %e ", then: .timeAndYear),
        Head("%m/%d/%Y ", then: .time), Head("%m/%e/%Y ", then: .time),
        Head("%m/%d/%y ", then: .time), Head("%d/%m/%y ", then: .time),
        Head("%d/%m/%Y ", then: .time), Head("%m.%d ", then: .time),
        Head("%Y%m%d ", then: .time), Head("%Y%m%d.", then: .time),
        Head("%Y%m%dT", then: .time), Head("%y%m%d ", then: .time),
        Head("%m%d ", then: .time), Head("%m/%d ", then: .time), Head("%m-%d ", then: .time),
        Head("", then: .timeWithSeconds), Head("%M:%S", then: .fraction),
        Head("%Y-%m-%d", then: .nothing),
        Head("%Y/%m/%d", then: .nothing), Head("%b %e", then: .nothing),
    ].compactMap { $0 }

    /// A beginning, and what must follow it.
    struct Head: Sendable {
        enum Rest: Sendable {
            case nothing, time, timeWithSeconds, timeAndYear, fraction
        }

        let date: StampFormat?
        let rest: Rest

        init(_ format: String, then rest: Rest) {
            date = StampFormat(format)
            self.rest = rest
        }

        /// Reads a stamp from the beginning of a text; `nil` when it is of another form.
        func read(_ cursor: inout StampCursor) -> StampFields? {
            var fields = StampFields()
            if let date, !date.read(&cursor, into: &fields) { return nil }
            switch rest {
            case .nothing: if !cursor.isAtEnd { return nil }
            case .fraction: DefaultStamps.readFraction(&cursor, into: &fields)
            case .time, .timeWithSeconds, .timeAndYear:
                guard DefaultStamps.readTime(&cursor, into: &fields) else { return nil }
                if rest == .timeWithSeconds, fields.secondIndex == nil { return nil }
                DefaultStamps.readZone(&cursor, into: &fields)
                if rest == .timeAndYear { readYear(&cursor, into: &fields) }
            }
            return fields.time == nil ? nil : fields
        }

        private func readYear(_ cursor: inout StampCursor, into fields: inout StampFields) {
            let start = cursor.index
            if cursor.skip(0x20), cursor.read(.year, into: &fields) { return }
            cursor.index = start
        }
    }

    /// Reads `HH:MM[:SS][.,:fraction]` or `HHMMSS`, with AM or PM after it.
    static func readTime(_ cursor: inout StampCursor, into fields: inout StampFields) -> Bool {
        let start = cursor.index
        guard cursor.read(.hourPadded, into: &fields) else { return false }
        if cursor.skip(0x3A) {
            guard cursor.read(.minute, into: &fields) else { return false }
            let afterMinute = cursor.index
            if !cursor.skip(0x3A) || !cursor.read(.second, into: &fields) {
                cursor.index = afterMinute
            } else {
                readFraction(&cursor, into: &fields)
            }
        } else {
            cursor.index = start
            guard cursor.read(.hour, into: &fields), cursor.read(.minute, into: &fields),
                cursor.read(.second, into: &fields)
            else { return false }
            readFraction(&cursor, into: &fields)
        }
        let end = cursor.index
        _ = cursor.skip(0x20)
        if !cursor.read(.halfOfDay, into: &fields) { cursor.index = end }
        return true
    }

    static func readFraction(
        _ cursor: inout StampCursor,
        into fields: inout StampFields
    ) {
        guard let mark = cursor.next, mark == 0x2E || mark == 0x2C || mark == 0x3A else { return }
        let start = cursor.index
        cursor.index += 1
        if !cursor.read(.fraction, into: &fields) { cursor.index = start }
    }

    /// Reads an offset or a known abbreviation, after a space or at once; passes nothing otherwise.
    static func readZone(_ cursor: inout StampCursor, into fields: inout StampFields) {
        let start = cursor.index
        _ = cursor.skip(0x20)
        cursor.readZoneName(&fields)
        if !fields.parts.contains(.zone) { cursor.index = start }
    }
}
