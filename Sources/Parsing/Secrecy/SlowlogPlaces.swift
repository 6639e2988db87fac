// Where in the lines of a slow log the keys, the data and the clients stand.
// Source: redis slowlog.c `slowlogCommand`; redis-cli's forms for a terminal, for a pipe, and --json.

/// Follows a slow log line by line.
struct SlowlogPlaces: Sendable {
    /// The words of the command so far; the server keeps 32 of 128 bytes each.
    private var words: [[UInt8]] = []
    private static let wordsMax = 64
    private static let wordBytesMax = 128
    /// For a terminal, the column of the numbers before the words.
    private var column: Int?
    /// For a pipe, the last three lines as numbers, and what is awaited.
    private var numbers: [Int?] = []
    private var awaits = Awaited.number

    private enum Awaited {
        case number, word, name
    }

    /// The places of the next line.
    mutating func next(_ line: [UInt8]) -> [LinePlace] {
        let numbered = Numbering(line)
        if numbered.numbers.isEmpty { return bare(line) }
        awaits = .number
        guard let quoted = QuotedWords(line, from: numbered.end) else {
            column = nil
            return []
        }
        let content = quoted.words[0].lowerBound..<quoted.words[quoted.words.count - 1].upperBound
        if numbered.numbers.count >= 2, numbered.numbers.last == 1 {
            column = numbered.column
            words = []
            return places(of: content, quoted.form, in: line)
        }
        if column == numbered.column { return places(of: content, quoted.form, in: line) }
        column = nil
        return [LinePlace(content, numbered.numbers.last == 5 ? .client : .name)]
    }

    private mutating func places(
        of content: Range<Int>,
        _ form: QuoteForm,
        in line: [UInt8]
    ) -> [LinePlace] {
        guard words.count < Self.wordsMax else { return [LinePlace(content, .value)] }
        words.append(Array(line[content].prefix(Self.wordBytesMax)))
        let role = RedisWords.roles(of: words.map { $0[...] }).last ?? .value
        guard role == .value, line[content].first == 0x7B else { return [LinePlace(content, role)] }
        return PayloadPlaces.places(in: line, content, form.inner)
    }

    /// A line without `1)`: of a pipe, or of JSON.
    private mutating func bare(_ line: [UInt8]) -> [LinePlace] {
        column = nil
        let lists = Self.lists(in: line)
        if !lists.isEmpty { return lists }
        let start = line.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? line.count
        if start < line.count, let quoted = QuotedWords(line, from: start) {
            // One string a line, as JSON is written for people: a command's name begins a list.
            let content = quoted.words[0]
            if RedisWords.command(line[content]) != .unknown { words = [] }
            return places(of: content, quoted.form, in: line)
        }
        return piped(line, start..<line.count)
    }

    /// The lists of strings of JSON that stands in one line, each a command; what follows is a client and a name.
    private static func lists(in line: [UInt8]) -> [LinePlace] {
        var places: [LinePlace] = []
        var index = 0
        while let open = line[index...].firstIndex(of: 0x5B) {
            index = open + 1
            while index < line.count, line[index] == 0x20 { index += 1 }
            guard index < line.count, let quoted = QuotedWords(line, from: index) else { continue }
            places += RedisWords.places(quoted.words, quoted.form, in: line)
            index = quoted.end
            while index < line.count, "], ".utf8.contains(line[index]) { index += 1 }
            guard index < line.count, let after = QuotedWords(line, from: index) else { continue }
            places += zip(after.words, [LinePlace.Role.client, .name]).map { LinePlace($0, $1) }
            index = after.end
        }
        return places
    }

    /// A line of the form for a pipe: id, time and duration, then words until a client, then its name.
    private mutating func piped(_ line: [UInt8], _ content: Range<Int>) -> [LinePlace] {
        let number = Int(String(decoding: line[content].prefix(20), as: UTF8.self))
        defer { numbers = numbers.suffix(2) + [number] }
        if numbers.count == 3, let time = numbers[1], numbers[0] != nil, numbers[2] != nil,
            time > 1_000_000_000, awaits != .word || words.count > 3
        {
            awaits = .word
            words = []
        }
        switch awaits {
        case .number: return []
        case .name:
            awaits = .number
            return [LinePlace(content, .name)]
        case .word:
            if !words.isEmpty, Self.isClient(line[content]) {
                awaits = .name
                return [LinePlace(content, .client)]
            }
            return places(of: content, .plain, in: line)
        }
    }

    /// `127.0.0.1:5000`, `[::1]:5000`, `/run/redis.sock:0`.
    private static func isClient(_ text: ArraySlice<UInt8>) -> Bool {
        guard let colon = text.lastIndex(of: 0x3A), colon + 1 < text.endIndex else { return false }
        return text[(colon + 1)...].allSatisfy { $0 &- 0x30 < 10 }
            && (text.first == 0x5B || text.first == 0x2F
                || text[..<colon].allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2E })
    }
}

/// The `1) 2) ` before a line that redis-cli wrote for a terminal.
private struct Numbering {
    private(set) var numbers: [Int] = []
    /// Where the last number begins.
    private(set) var column = 0
    /// The first byte behind the numbers.
    private(set) var end = 0

    init(_ line: [UInt8]) {
        while true {
            var index = end
            while index < line.count, line[index] == 0x20 { index += 1 }
            let start = index
            var number = 0
            while index < line.count, index - start < 9, line[index] &- 0x30 < 10 {
                number = number * 10 + Int(line[index] &- 0x30)
                index += 1
            }
            guard index > start, index + 1 < line.count, line[index] == 0x29,
                line[index + 1] == 0x20
            else { return }
            numbers.append(number)
            // Numbers stand flush right: what is compared is where they end.
            column = index
            end = index + 2
        }
    }
}
