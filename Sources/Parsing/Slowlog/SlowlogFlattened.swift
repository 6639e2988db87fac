// Slow-log entries as `redis-cli --csv` prints them: every element of every array on one line.
// Source: redis `redis-cli.c` 7.0, `cliFormatReplyCSV`; strings are escaped as in C, not as in RFC 4180.

/// Entries that stand one after the other on one line.
struct SlowlogFlattened {
    private enum Element {
        case integer(Int64)
        case string(String)
    }

    private let line: ArraySlice<UInt8>
    private var place: Int
    private let number: Int

    /// Whether a line begins as an entry does: three numbers of which the second is a time, and a string.
    static func begins(_ line: ArraySlice<UInt8>) -> Bool {
        var flattened = SlowlogFlattened(line, number: 0)
        guard flattened.head() != nil else { return false }
        return flattened.place < line.endIndex && line[flattened.place] == UInt8(ascii: "\"")
    }

    /// Reads a line of entries.
    static func read(_ line: ArraySlice<UInt8>, number: Int, into rows: inout SlowlogRows) {
        var flattened = SlowlogFlattened(line, number: number)
        while flattened.place < line.endIndex {
            guard let entry = flattened.entry() else {
                rows.unreadable(number, "elements that make no whole slow-log entry")
                break
            }
            rows.append(entry)
        }
        rows.explain(1)
    }

    private init(_ line: ArraySlice<UInt8>, number: Int) {
        self.line = line
        self.number = number
        place = line.startIndex
    }

    private mutating func head() -> SlowlogFields? {
        guard case .integer(let id) = element(), case .integer(let time) = element(),
            case .integer(let duration) = element(),
            SlowlogFields.areHead(id: id, time: time, durationMicroseconds: duration)
        else { return nil }
        return SlowlogFields(line: number, id: id, time: time, durationMicroseconds: duration)
    }

    private mutating func entry() -> SlowlogEntry? {
        guard var fields = head() else { return nil }
        var strings: [String] = []
        while place < line.endIndex {
            let before = place
            guard let next = element() else { return nil }
            if case .string(let text) = next {
                strings.append(text)
                continue
            }
            place = before
            if isTotal(), case .integer(let total) = element() { fields.total = total }
            break
        }
        fields.take(strings)
        return fields.entry
    }

    /// Whether the number here is an entry's seventh field: the head of the next has three, not four.
    private func isTotal() -> Bool {
        var ahead = self
        var integers = 0
        while integers < 4, case .integer = ahead.element() { integers += 1 }
        return integers == 4 || (integers == 1 && ahead.place >= line.endIndex)
    }

    /// Reads an element and the comma after it.
    private mutating func element() -> Element? {
        guard place < line.endIndex else { return nil }
        let element: Element
        if line[place] == UInt8(ascii: "\"") {
            guard let end = RedisEscapes.closingQuote(in: line, from: place + 1) else {
                return nil
            }
            element = .string(RedisEscapes.text(line[place + 1..<end]))
            place = end + 1
        } else {
            let digits = line[place...].prefix { $0 != UInt8(ascii: ",") }
            guard let value = SlowlogNumber.whole(digits) else { return nil }
            element = .integer(value)
            place = digits.endIndex
        }
        guard place < line.endIndex else { return element }
        guard line[place] == UInt8(ascii: ",") else { return nil }
        place += 1
        return element
    }
}

extension SlowlogFields {
    /// Takes the strings of an entry whose arguments are not set off from its client.
    mutating func take(_ strings: [String]) {
        var strings = strings
        if strings.count >= 3, SlowlogNumber.isAddress(Array(strings[strings.count - 2].utf8)) {
            clientName = strings.removeLast()
            client = strings.removeLast()
        } else if strings.count >= 2,
            SlowlogNumber.isAddress(Array(strings[strings.count - 1].utf8))
        {
            client = strings.removeLast()
        }
        arguments = strings
        lastPosition = strings.count
    }
}
