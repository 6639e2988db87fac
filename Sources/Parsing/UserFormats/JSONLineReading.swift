// The time, the level and the values of JSON messages, one line after the other.

/// Reads lines of a JSON format.
struct JSONLineReading {
    /// What a line says.
    struct Message {
        let fields: JSONMessage
        let time: Timestamp
        let isZoned: Bool
        let level: FormatLevel
    }

    let definition: FormatDefinition
    private let names: JSONFields
    private let levelMatcher: PatternMatcher
    private var stamps: StampReader

    /// Makes the state for one source.
    init(_ definition: FormatDefinition) {
        self.definition = definition
        names = JSONFields(definition)
        levelMatcher = PatternMatcher(patterns: definition.levels.rules.map(\.pattern))
        stamps = StampReader(definition.stamps)
    }

    /// What the stamps so far said of their day.
    var dating: StampFields.Dating { stamps.dating }

    /// Reads a line; `nil` when it is no message of the format.
    mutating func read(_ line: ArraySlice<UInt8>) -> Message? {
        guard let fields = JSONMessage.read(line, of: definition, names),
            let stamp = fields.value(.timestamp), let (time, isZoned) = time(stamp)
        else { return nil }
        return Message(
            fields: fields,
            time: withSubsecond(time, fields),
            isZoned: isZoned || definition.isUTC,
            level: fields.value(.level).map(level) ?? .info
        )
    }

    private mutating func time(_ stamp: JSONMessage.Written) -> (Timestamp, isZoned: Bool)? {
        if case .bare(let digits) = stamp {
            return epoch(digits).map { ($0, true) }
        }
        let text = Array(JSONFieldCursor.decode(stamp.bytes).utf8)
        return text.withUnsafeBufferPointer { stamps.read($0) }.map { ($0.time, $0.isZoned) }
    }

    /// A number since 1970 in the units of the format's divisor.
    ///
    /// Nanoseconds have more digits than binary64 holds, so that whole numbers are divided as such.
    private func epoch(_ digits: ArraySlice<UInt8>) -> Timestamp? {
        let text = String(decoding: digits, as: UTF8.self)
        let divisor = definition.timestampDivisor
        if let whole = Int64(text), let units = Int64(exactly: divisor), whole > 0 {
            let seconds = whole / units
            let rest = Double(whole % units) / divisor
            guard seconds < 1 << 40 else { return nil }
            return Timestamp(microseconds: seconds * 1_000_000 + Int64((rest * 1e6).rounded(.down)))
        }
        guard let number = Double(text), number > 0, number / divisor < 1e12 else { return nil }
        return Timestamp(seconds: number / divisor)
    }

    private func withSubsecond(_ time: Timestamp, _ fields: JSONMessage) -> Timestamp {
        guard let written = fields.value(.subsecond),
            let number = Int64(String(decoding: written.bytes, as: UTF8.self)), number >= 0,
            number < 1_000_000_000
        else { return time }
        let nanoseconds = Double(number) * Double(definition.subsecondNanoseconds)
        guard nanoseconds < 1e9 else { return time }
        return Timestamp(microseconds: time.wholeSeconds * 1_000_000 + Int64(nanoseconds / 1_000))
    }

    private func level(_ written: JSONMessage.Written) -> FormatLevel {
        if case .bare(let digits) = written,
            let number = Int64(String(decoding: digits, as: UTF8.self)),
            let level = definition.levels.level(ofNumber: number)
        {
            return level
        }
        return Array(JSONFieldCursor.decode(written.bytes).utf8).withUnsafeBufferPointer {
            definition.levels.level(of: $0, with: levelMatcher)
        }
    }
}

extension JSONLineReading {
    /// The text of a field.
    func text(_ message: Message, _ role: JSONFields.Role) -> String? {
        message.fields.value(role).map { JSONFieldCursor.decode($0.bytes) }
    }

    /// Seconds that the duration of a message stands for.
    func durationSeconds(_ message: Message) -> Double? {
        guard let written = message.fields.value(.duration) else { return nil }
        return written.bytes.withUnsafeBufferPointer { definition.durationSeconds($0) }
    }

    /// The values of a message that make series, by the index of their definition.
    func measures(_ message: Message) -> [(Int, (value: Double, unit: Sample.Unit))] {
        message.fields.fields.compactMap { field in
            guard case .measure(let number) = field.role else { return nil }
            let unit = text(message, .unit(number))
            let measure = field.value.bytes.withUnsafeBufferPointer {
                definition.values[number].measure($0, unit: unit)
            }
            return measure.map { (number, $0) }
        }
    }

    /// The text of a message: its body, else what its line-format makes of it, else the whole line.
    func body(_ message: Message, _ line: ArraySlice<UInt8>) -> String {
        if let body = text(message, .body) { return body }
        guard !definition.lineFormat.isEmpty, let object = JSONScanner.parse(line) else {
            return LineCursor.message(line)
        }
        let text = definition.lineFormat.map { $0.text(in: object) }.joined()
        return String(text.drop { $0 == " " })
    }
}

extension LinePiece {
    /// The piece as it stands in the text of a message; time and level have fields of their own in a report.
    func text(in object: JSONValue) -> String {
        switch self {
        case .text(let text): return text
        case .field(let name, let absent, let prefix, let suffix, let transform):
            guard !name.hasPrefix("__") else { return "" }
            var value: JSONValue? = object
            for part in name.split(separator: "/") { value = value?[String(part)] }
            guard let text = value?.scalarText else { return absent.isEmpty ? "" : absent }
            return prefix + transform.apply(text) + suffix
        }
    }
}

extension JSONValue {
    /// The text of what is no object and no array.
    fileprivate var scalarText: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): "\(number)"
        case .bool(let value): value ? "true" : "false"
        case .object, .array, .null: nil
        }
    }
}
