// What Sidekiq writes behind the prefix of Ruby's own logger: thread, job and message.
// Source: Ruby `Logger::Formatter`; sidekiq `lib/sidekiq/job_logger.rb` 3 to 8, whose context
// applications print in words of their own.

/// Reads the body of a line that Sidekiq wrote through a logger with Ruby's formatter.
struct SidekiqBody {
    private var cursor: LineCursor
    private var line: SidekiqLine
    /// Whether something stood there that only Sidekiq writes.
    private var isMarked: Bool

    /// Some ten words stand before a message; a line with more is user text.
    private static let wordsMax = 32
    /// Names in a context are short words.
    private static let nameBytesMax = 40

    /// Reads a line, save its time; `nil` when nothing in it says that Sidekiq wrote it.
    static func read(_ line: RailsLine) -> SidekiqLine? {
        guard let severity = line.severity else { return nil }
        if let (whole, _) = SidekiqPrefix.read(line.body) { return whole }
        var body = SidekiqBody(line, severity)
        body.readWords()
        return body.isMarked ? body.line : nil
    }

    private init(_ line: RailsLine, _ severity: LogEvent.Severity) {
        cursor = LineCursor(line.body)
        self.line = SidekiqLine(of: line.text)
        self.line.process = line.process
        self.line.severity = severity
        isMarked = LineCursor.equal(line.program, "sidekiq")
    }

    /// Reads words up to the first that belongs to the message.
    private mutating func readWords() {
        for _ in 0..<Self.wordsMax where !cursor.isAtEnd {
            let start = cursor.index
            if readTag() { continue }
            let word = readWord()
            if takeLevel(word) { break }
            if takeIdentity(word) { continue }
            if takeField(word) {
                if word.last == 0x3A { break }
                continue
            }
            if isClass(word) {
                line.jobClass = word
                continue
            }
            cursor.index = start
            break
        }
        line.message = cursor.rest
        SidekiqPrefix.takeJob(fromMessageOf: &line)
        isMarked = isMarked || line.jobID != nil
    }

    /// Passes `[TID-igd] ` and other tags.
    private mutating func readTag() -> Bool {
        guard cursor.next == 0x5B else { return false }
        let inner = cursor.rest.dropFirst().prefix(Self.nameBytesMax)
        guard let close = inner.firstIndex(of: 0x5D), close + 1 < cursor.bytes.endIndex,
            cursor.bytes[close + 1] == 0x20
        else { return false }
        _ = takeIdentity(inner[..<close])
        cursor.index = close + 2
        return true
    }

    /// Reads a word; a list such as `tags=["a", "b"]` is one.
    private mutating func readWord() -> ArraySlice<UInt8> {
        let start = cursor.index
        let word = cursor.text(until: 0x20)
        guard let equals = word.firstIndex(of: 0x3D), equals + 1 < word.endIndex,
            word[equals + 1] == 0x5B, word.last != 0x5D,
            let close = LineCursor.find("] ", in: cursor.rest)
        else { return word }
        cursor.index = close + 2
        return cursor.bytes[start...close]
    }

    /// Takes `INFO:`, behind which versions before 8 put the message.
    private mutating func takeLevel(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.last == 0x3A, let severity = SidekiqLine.severity(named: word.dropLast()) else {
            return false
        }
        line.severity = severity
        return true
    }

    /// Takes `TID-igd`, `JID-a602`, `BID-b1`.
    private mutating func takeIdentity(_ word: ArraySlice<UInt8>) -> Bool {
        if LineCursor.begins(word, with: "TID-") {
            line.thread = word.dropFirst(4)
        } else if LineCursor.begins(word, with: "JID-") {
            line.jobID = word.dropFirst(4)
        } else {
            return LineCursor.begins(word, with: "BID-")
        }
        isMarked = true
        return true
    }

    /// Takes `class=C`, and passes fields of other names.
    private mutating func takeField(_ word: ArraySlice<UInt8>) -> Bool {
        guard let equals = word.prefix(Self.nameBytesMax).firstIndex(of: 0x3D),
            equals > word.startIndex,
            word[..<equals].allSatisfy({ LineCursor.isWord($0) && !(0x41...0x5A).contains($0) })
        else { return false }
        // Version 8 ends the context with a colon: `elapsed=0.05: done`.
        line.take(field: word.last == 0x3A ? word.dropLast() : word)
        isMarked = isMarked || LineCursor.begins(word, with: "tid=")
        return true
    }

    /// Versions to 5 put the bare class before the id: `TID-igd HardJob JID-a602`.
    private func isClass(_ word: ArraySlice<UInt8>) -> Bool {
        guard line.jobClass == nil, let first = word.first, (0x41...0x5A).contains(first) else {
            return false
        }
        return LineCursor.begins(cursor.rest, with: "JID-")
    }
}
