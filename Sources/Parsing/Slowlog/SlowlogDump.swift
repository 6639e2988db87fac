// A file of slow-log dumps: which shape begins at each line, and what stands between.

/// Reads a whole file, in which shapes may follow one another.
struct SlowlogDump {
    private let text: SlowlogText
    private var rows = SlowlogRows()

    /// Reads a text.
    ///
    /// - Complexity: O(n) in its bytes.
    static func read(_ text: SlowlogText) -> SlowlogRows {
        var dump = SlowlogDump(text: text)
        var index = 0
        while index < text.count { index = dump.read(at: index) }
        return dump.rows
    }

    private init(text: SlowlogText) { self.text = text }

    /// Reads what begins at a line and returns the index of the line after it.
    private mutating func read(at index: Int) -> Int {
        let line = text[index]
        if SlowlogSession.isBlank(line) {
            rows.explain(1)
            return index + 1
        }
        if let tree = SlowlogTreeLine(line) {
            if tree.beginsEntry { return SlowlogTree.read(text, at: index, into: &rows) }
            rows.unreadable(text.number(of: index), "a reply outside any slow-log entry")
            return index + 1
        }
        if SlowlogRaw.begins(text, at: index) {
            return SlowlogRaw.read(text, at: index, into: &rows)
        }
        if SlowlogFlattened.begins(line) {
            SlowlogFlattened.read(line, number: text.number(of: index), into: &rows)
            return index + 1
        }
        if let entry = SlowlogFields(delivered: line, number: text.number(of: index))?.entry {
            rows.append(entry)
            rows.explain(1)
            return index + 1
        }
        return readSession(line, at: index)
    }

    private mutating func readSession(_ line: ArraySlice<UInt8>, at index: Int) -> Int {
        switch SlowlogSession.line(line) {
        case .prompt(let asksForSizes):
            if let asksForSizes { rows.isOfSizes = asksForSizes }
            rows.explain(1)
        case .emptyReply:
            rows.hasEmptyReply = true
            rows.explain(1)
        case .otherReply, .comment: rows.explain(1)
        case nil:
            if SlowlogJSON.begins(line) { return SlowlogJSON.read(text, at: index, into: &rows) }
            rows.unreadable(text.number(of: index), "a line that is no part of a slow log")
        }
        return index + 1
    }
}

/// Lines of a session with redis-cli that are no part of an entry.
enum SlowlogSession {
    /// What a line is.
    enum Line: Equatable {
        /// A command that somebody typed; whether it asks for sizes, or `nil` when for something else.
        case prompt(asksForSizes: Bool?)
        case emptyReply
        /// `OK`, a number, an error, the time that a command took.
        case otherReply
        case comment
    }

    /// A prompt is a host, a port and a database; nobody's shell prompt is longer.
    private static let promptBytesMax = 80
    /// Commands that are worth a look are short.
    private static let commandBytesMax = 200

    /// Whether a line holds nothing but blanks.
    static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }

    /// Says what a line is, or `nil` when it is nothing known.
    static func line(_ line: ArraySlice<UInt8>) -> Line? {
        let rest = line.drop { $0 == 0x20 || $0 == 0x09 }
        if rest.starts(with: "(empty array)".utf8) || rest.starts(with: "(empty list or set)".utf8)
        {
            return .emptyReply
        }
        if isPrompt(rest) { return .prompt(asksForSizes: asksForSizes(rest)) }
        if rest.first == UInt8(ascii: "#") || rest.starts(with: "//".utf8) { return .comment }
        return isReply(rest) ? .otherReply : nil
    }

    private static func isReply(_ line: ArraySlice<UInt8>) -> Bool {
        let words = ["OK", "PONG", "QUEUED", "(nil)"]
        if words.contains(where: { line.elementsEqual($0.utf8) }) { return true }
        let prefixes = [
            "(integer) ", "(error) ", "ERR ", "Script started on ", "Script done on ",
        ]
        if prefixes.contains(where: { line.starts(with: $0.utf8) }) { return true }
        return line.first == UInt8(ascii: "(") && line.suffix(2).elementsEqual("s)".utf8)
            && line.count <= 16
    }

    /// Whether a prompt stands at the beginning: `>` or the client's name, before any quote.
    private static func isPrompt(_ line: ArraySlice<UInt8>) -> Bool {
        let head = line.prefix(promptBytesMax).prefix { $0 != UInt8(ascii: "\"") }
        if holds("redis-cli", in: head) || holds("valkey-cli", in: head) { return true }
        guard let sign = head.firstIndex(of: UInt8(ascii: ">")) else { return false }
        let after = head[head.index(after: sign)...]
        guard sign > head.startIndex, head[sign - 1] != UInt8(ascii: "-"),
            head[sign - 1] != UInt8(ascii: "="), head[sign - 1] != 0x20
        else { return after.first == UInt8(ascii: ">") }
        return after.isEmpty || after.first == 0x20 || after.first == UInt8(ascii: ">")
    }

    private static func asksForSizes(_ line: ArraySlice<UInt8>) -> Bool? {
        let command = line.prefix(commandBytesMax).map { byte in
            byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
        }
        guard holds("slowlog", in: command[...]) || holds("commandlog", in: command[...]) else {
            return nil
        }
        return holds("large-re", in: command[...])
    }

    private static func holds(_ word: String, in text: ArraySlice<UInt8>) -> Bool {
        text.indices.contains { text[$0...].starts(with: word.utf8) }
    }
}
