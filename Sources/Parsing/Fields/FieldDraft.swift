// The fields of one record as they are found, whatever syntax they stand in.

/// What was read of a record so far: ranges of its line, by role.
struct FieldDraft {
    /// Ranges by the number of the role, of those that are present.
    private var spans: InlineSpans = InlineSpans()
    /// A bit a role whose field was found and holds something: most are not, and looking at a range costs more.
    private var present: UInt32 = 0
    private(set) var time: Timestamp?
    private(set) var isZoned = true
    private(set) var severity: LogEvent.Severity?
    /// Fields with a known name.
    private(set) var known = 0
    /// The line in which the ranges stand.
    let line: ArraySlice<UInt8>

    init(_ line: ArraySlice<UInt8>) {
        self.line = line
    }

    /// Takes a field; the first of a role counts.
    mutating func take(_ role: FieldRole, _ value: ArraySlice<UInt8>) {
        known += 1
        switch role {
        case .time:
            guard time == nil else { return }
            takeTime(value)
        case .level:
            if severity == nil { severity = FieldLevel.severity(of: value) }
        default:
            guard !has(role), !value.isEmpty else { return }
            present |= 1 << role.rawValue
            spans[role] = Span32(value)
        }
    }

    /// The text of a field; empty where there is none.
    subscript(role: FieldRole) -> ArraySlice<UInt8> {
        has(role) ? line[spans[role].range] : []
    }

    /// Whether a field was found and holds something.
    func has(_ role: FieldRole) -> Bool { present & 1 << role.rawValue != 0 }

    /// Gives the record the time that its line carries before the fields, unless a field has one.
    mutating func takeDefault(time other: Timestamp, isZoned: Bool) {
        guard time == nil else { return }
        time = other
        self.isZoned = isZoned
    }

    private mutating func takeTime(_ value: ArraySlice<UInt8>) {
        if let epoch = EpochTime.read(value) {
            time = epoch
            return
        }
        let text = value.first == 0x5B ? value.dropFirst() : value
        let stamp =
            CalendarTime.stamp(in: text, at: text.startIndex)
            ?? CalendarTime.accessStamp(in: text, at: text.startIndex)
        guard let stamp else { return }
        time = stamp.time
        isZoned = stamp.zone != .none
    }
}

/// One range a role, without memory of its own.
private struct InlineSpans {
    private var spans: InlineArray<24, Span32> = InlineArray(repeating: Span32(0, 0))

    subscript(role: FieldRole) -> Span32 {
        get { spans[Int(role.rawValue)] }
        set { spans[Int(role.rawValue)] = newValue }
    }
}

/// The levels of loggers, by name or number.
enum FieldLevel {
    /// Reads `INFO`, `warn`, `E`, or the numbers of pino and bunyan (10 to 60).
    static func severity(of word: ArraySlice<UInt8>) -> LogEvent.Severity? {
        guard let first = word.first else { return nil }
        if LineCursor.isDigit(first) {
            var digits = LineCursor(word)
            guard let number = digits.integer(), digits.isAtEnd else { return nil }
            return numbered(number)
        }
        switch first | 0x20 {
        case 0x74, 0x64: return .debug
        case 0x69, 0x6E: return .info
        case 0x77: return .warning
        case 0x65:
            // `emerg` is the worst level of syslog, `error` the usual one.
            return word.count > 1 && word[word.startIndex + 1] | 0x20 == 0x6D ? .fatal : .error
        case 0x66, 0x63, 0x61, 0x70: return .fatal
        case 0x75, 0x76, 0x73: return .info
        default: return nil
        }
    }

    /// pino and bunyan count in tens; other numbers mean something else in each logger.
    private static func numbered(_ number: Int) -> LogEvent.Severity? {
        switch number {
        case 10, 20: .debug
        case 30: .info
        case 40: .warning
        case 50: .error
        case 60: .fatal
        default: nil
        }
    }
}
