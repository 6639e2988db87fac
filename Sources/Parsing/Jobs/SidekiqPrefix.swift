// The prefixes that Sidekiq's text formatters put before a message.
// Source: sidekiq 3.0 to 8.1, `lib/sidekiq/logging.rb` (to 5), `lib/sidekiq/logger.rb` (from 6).

/// Reads the prefix of a line of the formatters Pretty, Plain and WithoutTimestamp.
enum SidekiqPrefix {
    /// Prefixes have some ten words; a line with more is user text.
    private static let wordsMax = 64

    /// Reads a line.
    ///
    /// - Parameter text: The line, possibly with colours and behind a logplex header.
    /// - Returns: The message and whether a stamp stood before it, or `nil` for another line.
    static func read(_ text: ArraySlice<UInt8>) -> (SidekiqLine, isStamped: Bool)? {
        var cursor = LineCursor(text)
        var stamp = CalendarTime.stamp(in: text, at: text.startIndex)
        if let found = stamp {
            cursor.index = found.end
            guard cursor.skip(byte: 0x20) else { return nil }
            if skipLogplexSource(&cursor),
                let inner = CalendarTime.stamp(in: text, at: cursor.index)
            {
                stamp = inner
                cursor.index = inner.end
                guard cursor.skip(byte: 0x20) else { return nil }
            }
        }
        guard let first = cursor.next else { return nil }
        var line: SidekiqLine?
        if cursor.skip("pid=") {
            line = levelLast(&cursor)
        } else if LineCursor.isDigit(first) {
            line = positional(&cursor)
        } else if first == 0x1B || (0x41...0x5A).contains(first) {
            line = levelFirst(&cursor, stamp: &stamp)
        }
        guard var line else { return nil }
        line.time = stamp?.time ?? Timestamp(microseconds: 0)
        return (line, stamp != nil)
    }

    /// Passes `app[worker.1]: `, which Heroku's router puts after its own stamp.
    private static func skipLogplexSource(_ cursor: inout LineCursor) -> Bool {
        guard let first = cursor.next, LineCursor.isLetter(first),
            let end = LineCursor.find("]: ", in: cursor.rest.prefix(64)),
            !cursor.bytes[cursor.index..<end].contains(0x20)
        else { return false }
        cursor.index = end + 3
        return true
    }

    /// Sidekiq 6 and 7: `pid=1 tid=x class=C jid=y elapsed=0.05 INFO: done`, after `pid=`.
    private static func levelLast(_ cursor: inout LineCursor) -> SidekiqLine? {
        var line = SidekiqLine(of: cursor.bytes)
        line.process = cursor.text(until: 0x20)
        for _ in 0..<wordsMax {
            let word = cursor.text(until: 0x20)
            if word.last == 0x3A, let severity = SidekiqLine.severity(named: word.dropLast()) {
                line.severity = severity
                line.message = cursor.rest
                return line
            }
            if cursor.isAtEnd { return nil }
            line.take(field: word)
        }
        return nil
    }

    /// Sidekiq 3 to 5: `31511 TID-p8v HardJob JID-a602 BID-b INFO: done: 0.05 sec`.
    private static func positional(_ cursor: inout LineCursor) -> SidekiqLine? {
        let process = cursor.text(until: 0x20)
        guard process.allSatisfy(LineCursor.isDigit), cursor.skip("TID-") else { return nil }
        var line = SidekiqLine(of: cursor.bytes)
        line.process = process
        line.thread = cursor.text(until: 0x20)
        for _ in 0..<wordsMax {
            let word = cursor.text(until: 0x20)
            if word.last == 0x3A, let severity = SidekiqLine.severity(named: word.dropLast()) {
                line.severity = severity
                line.message = cursor.rest
                takeJob(fromMessageOf: &line)
                return line
            }
            if cursor.isAtEnd { return nil }
            if LineCursor.begins(word, with: "JID-") {
                line.jobID = word.dropFirst(4)
            } else if line.jobClass == nil, !LineCursor.begins(word, with: "BID-") {
                line.jobClass = word
            }
        }
        return nil
    }

    /// Sidekiq 2 and 3 print the job after the level: `INFO: HardWorker JID-oveaivtrg start`.
    static func takeJob(fromMessageOf line: inout SidekiqLine) {
        guard !line.hasJob else { return }
        var cursor = LineCursor(line.message)
        let jobClass = cursor.text(until: 0x20)
        guard cursor.skip("JID-") else { return }
        line.jobID = cursor.text(until: 0x20)
        line.jobClass = jobClass
        line.message = cursor.rest
    }

    /// Sidekiq 8: `INFO  2026-11-21T03:16:54.258Z pid=1 tid=x jid=y class=C elapsed=0.05: done`.
    private static func levelFirst(
        _ cursor: inout LineCursor,
        stamp: inout CalendarTime.Stamp?
    ) -> SidekiqLine? {
        skipColour(&cursor)
        let start = cursor.index
        while let byte = cursor.next, (0x41...0x5A).contains(byte) { cursor.index += 1 }
        let level = SidekiqLine.severity(named: cursor.bytes[start..<cursor.index])
        guard let severity = level else { return nil }
        cursor.skipSpaces()
        skipColour(&cursor)
        cursor.skipSpaces()
        if let inner = CalendarTime.stamp(in: cursor.bytes, at: cursor.index) {
            stamp = inner
            cursor.index = inner.end
            cursor.skipSpaces()
        }
        guard cursor.skip("pid=") else { return nil }
        var line = SidekiqLine(of: cursor.bytes)
        line.process = cursor.text(until: 0x20)
        line.severity = severity
        for _ in 0..<wordsMax {
            if cursor.skip("context=") {
                line.message = afterContext(cursor.rest)
                return line
            }
            let word = cursor.text(until: 0x20)
            if word.last == 0x3A {
                line.take(field: word.dropLast())
                line.message = cursor.rest
                return line
            }
            if cursor.isAtEnd { return nil }
            line.take(field: word)
        }
        return nil
    }

    /// The message after a context, whose inspected job may hold `: ` itself.
    private static func afterContext(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if LineCursor.find(" job={", in: text) != nil,
            let end = LineCursor.findLast("}: ", in: text)
        {
            return text[(end + 3)...]
        }
        return LineCursor.find(": ", in: text).map { text[($0 + 2)...] } ?? text
    }

    private static func skipColour(_ cursor: inout LineCursor) {
        guard cursor.skip(byte: 0x1B) else { return }
        while let byte = cursor.next, byte != 0x6D, byte != 0x20 { cursor.index += 1 }
        _ = cursor.skip(byte: 0x6D)
    }
}

extension SidekiqLine {
    /// Takes a word `name=value` of the prefix; words of other names are passed over.
    mutating func take(field word: ArraySlice<UInt8>) {
        switch word.first {
        case 0x74 where LineCursor.begins(word, with: "tid="): thread = word.dropFirst(4)
        case 0x63 where LineCursor.begins(word, with: "class="): jobClass = word.dropFirst(6)
        case 0x6A where LineCursor.begins(word, with: "jid="): jobID = word.dropFirst(4)
        case 0x65 where LineCursor.begins(word, with: "elapsed="):
            var digits = LineCursor(word.dropFirst(8))
            elapsedSeconds = digits.decimal()
        default: return
        }
    }
}
