// Slow-log entries as JSON: redis-cli --json and --quoted-json, Ruby's inspect, ElastiCache's log delivery.
// Source: redis `redis-cli.c` 7.0, `cliFormatReplyJson`; AWS, "Log delivery", ElastiCache user guide, 2026.

/// JSON that holds slow-log entries.
enum SlowlogJSON {
    /// The number of an entry that came without one, as in ElastiCache's text form.
    static let idUnknown: Int64 = 0

    /// Whether a line begins an array or an object of JSON, perhaps behind the `=>` of irb.
    static func begins(_ line: ArraySlice<UInt8>) -> Bool {
        switch line[start(of: line)...].first {
        case UInt8(ascii: "["):
            let second = line[(start(of: line) + 1)...].first { $0 != 0x20 }
            return second.map { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") } ?? true
        case UInt8(ascii: "{"): return true
        default: return false
        }
    }

    /// Reads the value that begins at a line, however many lines it takes.
    ///
    /// - Returns: The index of the first line after it.
    static func read(_ text: SlowlogText, at index: Int, into rows: inout SlowlogRows) -> Int {
        let line = text[index]
        let begin = start(of: line)
        var scanner = JSONScanner(text.bytes[begin...], strings: form(of: line))
        let entriesBefore = rows.entries
        let isRead: Bool
        if scanner.next == UInt8(ascii: "[") {
            isRead = readArray(&scanner, text, into: &rows)
        } else {
            isRead = readEntry(&scanner, text, into: &rows)
        }
        let last = text.line(holding: max(begin, scanner.index - 1))
        // A head for recognition, or a full disk, may have cut the line behind some entries.
        if isRead || rows.entries > entriesBefore { rows.explain(last + 1 - index) }
        if !isRead {
            rows.unreadable(text.number(of: last), "JSON that does not end, or nests too deeply")
        }
        return last + 1
    }

    private static func start(of line: ArraySlice<UInt8>) -> Int {
        var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
        if rest.starts(with: "=> ".utf8) { rest = rest.dropFirst(3) }
        return rest.startIndex
    }

    /// Tells `--quoted-json` from `--json`: every backslash is doubled, and no byte is beyond ASCII.
    private static func form(of line: ArraySlice<UInt8>) -> JSONScanner.StringForm {
        var run = 0
        var runs = 0
        for byte in line {
            if byte == UInt8(ascii: "\\") {
                run += 1
                continue
            }
            guard run % 2 == 0, byte < 0x80 else { return .json }
            if run > 0 { runs += 1 }
            run = 0
        }
        return runs > 0 ? .doubledRepr : .json
    }

    /// Reads entries one by one, so that those before a cut survive.
    private static func readArray(
        _ scanner: inout JSONScanner,
        _ text: SlowlogText,
        into rows: inout SlowlogRows
    ) -> Bool {
        scanner.index += 1
        if scanner.skip(UInt8(ascii: "]")) {
            rows.hasEmptyReply = true
            return true
        }
        while readEntry(&scanner, text, into: &rows) {
            if scanner.skip(UInt8(ascii: "]")) { return true }
            guard scanner.skip(UInt8(ascii: ",")) else { return false }
        }
        return false
    }

    private static func readEntry(
        _ scanner: inout JSONScanner,
        _ text: SlowlogText,
        into rows: inout SlowlogRows
    ) -> Bool {
        scanner.skipSpace()
        let first = text.number(of: text.line(holding: scanner.index))
        guard let value = scanner.value() else { return false }
        let last = text.number(of: text.line(holding: scanner.index - 1))
        guard var fields = fields(of: value, line: first) else {
            rows.unreadable(first, "JSON that is no slow-log entry")
            return true
        }
        fields.lastLine = last
        guard let entry = fields.entry else {
            rows.unreadable(first, "a slow-log entry whose numbers are out of range")
            return true
        }
        rows.append(entry)
        return true
    }

    private static func fields(of value: JSONValue, line: Int) -> SlowlogFields? {
        guard let elements = value.elements else { return delivered(value, line: line) }
        guard elements.count >= 4, let id = elements[0].wholeNumber,
            let time = elements[1].wholeNumber, let duration = elements[2].wholeNumber,
            let words = elements[3].elements
        else { return nil }
        var fields = SlowlogFields(line: line, id: id, time: time, durationMicroseconds: duration)
        fields.arguments = words.compactMap(\.text)
        guard fields.arguments.count == words.count else { return nil }
        fields.lastPosition = words.count
        for element in elements.dropFirst(4) {
            if let total = element.wholeNumber {
                fields.total = total
            } else if fields.client == nil {
                fields.client = element.text
            } else if fields.clientName == nil {
                fields.clientName = element.text
            }
        }
        return fields
    }

    /// An entry of ElastiCache's log delivery, which hides all arguments.
    private static func delivered(_ value: JSONValue, line: Int) -> SlowlogFields? {
        guard let time = value["Timestamp"]?.wholeNumber,
            let duration = value["Duration (us)"]?.wholeNumber,
            let command = value["Command"]?.text
        else { return nil }
        let id = value["Id"]?.wholeNumber ?? idUnknown
        var fields = SlowlogFields(line: line, id: id, time: time, durationMicroseconds: duration)
        fields.takeHidden(command)
        fields.client = value["ClientAddress"]?.text
        fields.clientName = value["ClientName"]?.text
        return fields
    }
}

extension SlowlogFields {
    /// Takes `GET ... (1 more arguments)`, the only form in which ElastiCache prints commands.
    mutating func takeHidden(_ command: String) {
        let words = command.split(separator: " ", maxSplits: 1)
        arguments = words.first.map { [String($0)] } ?? []
        if words.count == 2, let missing = Self.missingArguments(String(words[1])) {
            total = missing + 1
        } else if words.count == 2 {
            arguments.append(String(words[1]))
        }
        lastPosition = arguments.count
    }

    /// Reads a line of ElastiCache's text form: `cluster,node,seconds,microseconds,command,address,name`.
    ///
    /// No comma can stand in the command, since all arguments are hidden.
    init?(delivered line: ArraySlice<UInt8>, number: Int) {
        guard line.count <= Self.deliveredBytesMax else { return nil }
        let parts = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard parts.count == 7, let time = SlowlogNumber.whole(parts[2]),
            let duration = SlowlogNumber.whole(parts[3]), SlowlogNumber.isAddress(parts[5])
        else { return nil }
        self.init(
            line: number,
            id: SlowlogJSON.idUnknown,
            time: time,
            durationMicroseconds: duration
        )
        takeHidden(String(decoding: parts[4], as: UTF8.self))
        client = String(decoding: parts[5], as: UTF8.self)
        clientName = String(decoding: parts[6], as: UTF8.self)
    }

    /// Names of clusters, nodes, commands, addresses and clients are far shorter together.
    private static let deliveredBytesMax = 1_024
}
