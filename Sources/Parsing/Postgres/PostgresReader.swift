// PostgreSQL messages joined over their lines: TAB continuations, and the parameters of a statement.
// Source: PostgreSQL `postgres.c` (`exec_execute_message`, `errdetail_params`), 10 to 17.

/// Reads the server log that goes to stderr.
struct PostgresReader: FormatReader {
    /// A message whose continuations may still follow.
    private struct Message {
        let kind: PostgresLine.Kind
        let time: Timestamp
        let process: String
        /// The key under which the process's statement waits for its parameters.
        let key: UInt64
        let application: String
        let firstLine: Int
        var lastLine: Int
        var text: [UInt8]
    }

    private var rows = OpenRows<StatementText.Pick?>()
    private var message: Message?
    private var hasUnknownZone = false

    /// Beyond this a statement is data; its head names it.
    private static let textBytesMax = 65_536

    var zone: WrittenZone { hasUnknownZone ? .absent : .written }

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in readLine(text, line: number) }
        return .rows(rows.take())
    }

    mutating func finish() -> Batch {
        endMessage()
        return .rows(rows.takeAll())
    }

    private mutating func readLine(_ text: ArraySlice<UInt8>, line: Int) {
        guard let head = PostgresLine(text) else {
            readContinuation(text, line: line)
            return
        }
        endMessage()
        if !head.isZoned { hasUnknownZone = true }
        let process = LineCursor.string(head.process)
        message = Message(
            kind: head.kind,
            time: head.time,
            process: process,
            key: FixedHash.hash(head.process),
            application: head.application.map(LineCursor.string) ?? process,
            firstLine: line,
            lastLine: line,
            text: Array(head.text.prefix(Self.textBytesMax))
        )
    }

    private mutating func readContinuation(_ text: ArraySlice<UInt8>, line: Int) {
        guard message != nil else {
            guard text.contains(where: { $0 != 0x20 }) else { return }
            rows.append(
                .unreadable(
                    UnreadableLine(line: line, reason: "no PostgreSQL message stands before it")
                )
            )
            return
        }
        message?.lastLine = line
        let room = Self.textBytesMax - (message?.text.count ?? 0) - 1
        guard room > 0 else { return }
        message?.text.append(0x0A)
        message?.text.append(contentsOf: text.drop { $0 == 0x09 }.prefix(room))
    }

    private mutating func endMessage() {
        guard let ended = message else { return }
        message = nil
        switch ended.kind {
        case .annotation: return
        case .detail: addParameters(ended)
        case .message(let severity):
            rows.close(ended.key)
            if !appendStatement(ended) { appendEvent(ended, severity: severity) }
        }
    }

    /// Adds a statement's row; `false` for any other message.
    ///
    /// `parse` and `bind` tell of the same statement as `execute`, a plan of the same as `statement`.
    private mutating func appendStatement(_ ended: Message) -> Bool {
        var cursor = LineCursor(ended.text[...])
        var milliseconds: Double?
        if cursor.skip("duration: ") {
            milliseconds = cursor.decimal()
            guard milliseconds != nil, cursor.skip(" ms") else { return false }
            cursor.skipSpaces()
            if !LineCursor.begins(cursor.rest, with: "statement: "),
                !LineCursor.begins(cursor.rest, with: "execute ")
            {
                return true
            }
        }
        if cursor.skip("execute ") {
            guard let end = LineCursor.find(": ", in: cursor.rest) else { return false }
            cursor.index = end + 2
        } else if !cursor.skip("statement: ") {
            return false
        }
        guard let statement = StatementText(cursor.rest) else { return true }
        let event = StatementEvent(
            firstLine: ended.firstLine,
            lastLine: ended.lastLine,
            time: ended.time,
            verb: statement.verb,
            table: statement.table,
            fingerprint: statement.fingerprint,
            columns: statement.columns,
            rowHash: statement.literalHash,
            durationMilliseconds: milliseconds,
            application: ended.application
        )
        rows.append(.statement(event), openFor: ended.key, note: statement.pick)
        return true
    }

    private mutating func addParameters(_ ended: Message) {
        var cursor = LineCursor(ended.text[...])
        guard cursor.skip("parameters: ") || cursor.skip("Parameters: ") else { return }
        rows.update(ended.key) { row, pick in
            guard case .statement(var event) = row else { return }
            event.lastLine = ended.lastLine
            if case .parameter(let number) = pick {
                event.rowHash = PostgresParameters.value(number, in: cursor.rest)
                    .map { FixedHash.hash($0) }
            }
            row = .statement(event)
        }
        rows.close(ended.key)
    }

    private mutating func appendEvent(_ ended: Message, severity: LogEvent.Severity) {
        rows.append(
            .log(
                LogEvent(
                    line: ended.firstLine,
                    time: ended.time,
                    severity: severity,
                    topic: PostgresTopic.of(ended.text[...], severity: severity),
                    message: LineCursor.message(ended.text[...]),
                    process: ended.process
                )
            )
        )
    }
}

extension StatementText {
    /// The hash of the value that picks the row, where it stands in the text.
    var literalHash: UInt64? {
        guard case .literal(let hash) = pick else { return nil }
        return hash
    }
}

/// The list `$1 = 'a', $2 = NULL` of a detail line.
enum PostgresParameters {
    /// Returns the text of a parameter, without quotes; `nil` when it is missing or NULL.
    static func value(_ wanted: Int, in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var cursor = LineCursor(text)
        while cursor.skip(byte: 0x24), let number = cursor.integer(), cursor.skip(" = ") {
            let value = quoted(&cursor)
            if number == wanted { return value }
            if value == nil { _ = cursor.text(until: 0x2C) } else { _ = cursor.skip(byte: 0x2C) }
            cursor.skipSpaces()
        }
        return nil
    }

    private static func quoted(_ cursor: inout LineCursor) -> ArraySlice<UInt8>? {
        guard cursor.skip(byte: 0x27) else { return nil }
        let start = cursor.index
        while let byte = cursor.next {
            cursor.index += 1
            guard byte == 0x27 else { continue }
            guard cursor.skip(byte: 0x27) else { return cursor.bytes[start..<(cursor.index - 1)] }
        }
        return cursor.bytes[start...]
    }
}
