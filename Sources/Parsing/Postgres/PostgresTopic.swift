// What a PostgreSQL message is about.
// Source: PostgreSQL 15 `xlog.c`, `checkpointer.c`, `proc.c`, `deadlock.c`, `vacuumlazy.c`, `postgres.c`.

/// Names the topic of a message.
enum PostgresTopic {
    /// The head of an error message that still tells it apart from others.
    private static let kindBytesMax = 80

    static func of(_ text: ArraySlice<UInt8>, severity: LogEvent.Severity) -> LogEvent.Topic {
        if severity >= .error { return error(text) }
        if let reasons = rest(of: text, after: "checkpoint starting:") {
            let asksForRoom =
                LineCursor.find(" wal", in: reasons) != nil
                || LineCursor.find(" xlog", in: reasons) != nil
            return .checkpoint(onDemand: asksForRoom)
        }
        if LineCursor.begins(text, with: "checkpoints are occurring too frequently") {
            return .checkpoint(onDemand: true)
        }
        if LineCursor.begins(text, with: "automatic "), let table = vacuumedTable(text) {
            return .autovacuum(table: table)
        }
        if let size = temporaryBytes(text) { return .temporaryFile(bytes: size) }
        if LineCursor.begins(text, with: "process "),
            LineCursor.find(" still waiting for ", in: text) != nil
                || LineCursor.find(" detected deadlock while waiting ", in: text) != nil
        {
            return .lockWait
        }
        if LineCursor.begins(text, with: "database system is ready to accept") {
            return .processStarted
        }
        if LineCursor.begins(text, with: "received "),
            LineCursor.find(" shutdown request", in: text) != nil
        {
            return .processStopping
        }
        if LineCursor.begins(text, with: "server process (PID "),
            LineCursor.find("was terminated by signal", in: text) != nil
        {
            return .error(kind: "server process terminated by signal")
        }
        return .other
    }

    private static func error(_ text: ArraySlice<UInt8>) -> LogEvent.Topic {
        if LineCursor.begins(text, with: "deadlock detected") { return .deadlock }
        if LineCursor.begins(text, with: "canceling statement due to statement timeout")
            || LineCursor.begins(text, with: "canceling statement due to lock timeout")
            || LineCursor.begins(text, with: "terminating connection due to idle")
        {
            return .timeout
        }
        if LineCursor.begins(text, with: "canceling statement due to user request")
            || LineCursor.begins(text, with: "canceling statement due to conflict with recovery")
            || LineCursor.begins(text, with: "terminating connection due to conflict with recovery")
        {
            return .cancelled
        }
        return .error(kind: kind(of: text))
    }

    /// Reads `temporary file: path "base/pgsql_tmp/…", size 2800000`.
    private static func temporaryBytes(_ text: ArraySlice<UInt8>) -> Int? {
        guard LineCursor.begins(text, with: "temporary file: path "),
            let size = LineCursor.findLast(", size ", in: text.prefix { $0 != 0x0A })
        else { return nil }
        var cursor = LineCursor(text)
        cursor.index = size + 7
        return cursor.integer()
    }

    /// The message with `?` for what stands in quotes and for every word with a digit or an `@`.
    private static func kind(of text: ArraySlice<UInt8>) -> String {
        var kind: [UInt8] = []
        var cursor = LineCursor(text.prefix { $0 != 0x0A })
        while !cursor.isAtEnd, kind.count < kindBytesMax {
            if cursor.skip(byte: 0x22) {
                _ = cursor.text(until: 0x22)
                kind.append(0x3F)
                continue
            }
            let start = cursor.index
            while let byte = cursor.next, byte != 0x20, byte != 0x22 { cursor.index += 1 }
            let word = cursor.bytes[start..<cursor.index]
            let isValue = word.contains { LineCursor.isDigit($0) || $0 == 0x40 || $0 == 0x27 }
            kind += isValue ? [0x3F] : word
            if cursor.skip(byte: 0x20) { kind.append(0x20) }
        }
        while kind.last == 0x20 { kind.removeLast() }
        return LineCursor.string(kind.prefix(kindBytesMax))
    }

    /// The table in `automatic vacuum of table "db.schema.table"`, named as statements name it.
    private static func vacuumedTable(_ text: ArraySlice<UInt8>) -> String? {
        guard let start = LineCursor.find(" of table \"", in: text.prefix(64)) else { return nil }
        var cursor = LineCursor(text)
        cursor.index = start + 11
        var path = cursor.text(until: 0x22)
        if let dot = path.firstIndex(of: 0x2E) { path = path[(dot + 1)...] }
        return LineCursor.string(rest(of: path, after: "public.") ?? path)
    }

    private static func rest(
        of text: ArraySlice<UInt8>,
        after word: StaticString
    ) -> ArraySlice<UInt8>? {
        LineCursor.begins(text, with: word) ? text.dropFirst(word.utf8CodeUnitCount) : nil
    }
}
