// Messages of a PostgreSQL server as rows, whichever of its logs they stand in.
// Source: PostgreSQL `postgres.c` (`exec_execute_message`, `errdetail_params`), 10 to 17.

/// A message of a server, possibly over several lines.
struct PostgresMessage {
    let kind: PostgresLine.Kind
    let time: Timestamp
    /// The pid.
    let process: String
    /// The application, or the process where the log does not name one.
    let application: String
    let firstLine: Int
    var lastLine: Int
    var text: ArraySlice<UInt8>

    /// Beyond this a statement is data; its head names it.
    static let textBytesMax = 65_536
}

/// Turns messages into rows, and joins a statement with the parameters that follow it.
struct PostgresMessages {
    private var rows = OpenRows<StatementText.Pick?>()
    private var shapes = StatementShapes()

    /// Adds a message that is complete.
    mutating func append(_ message: PostgresMessage) {
        let key = FixedHash.hash(message.process.utf8)
        switch message.kind {
        case .annotation: return
        case .detail: addParameters(message, key)
        case .message(let severity):
            rows.close(key)
            if !appendStatement(message, key) { appendEvent(message, severity) }
        }
    }

    /// Adds a line that cannot be read.
    mutating func refuse(_ line: Int, _ reason: String) {
        rows.append(.unreadable(UnreadableLine(line: line, reason: reason)))
    }

    /// Hands on the rows that are complete.
    mutating func take() -> [Row] { rows.take() }

    /// Hands on every row.
    mutating func takeAll() -> [Row] { rows.takeAll() }

    /// Adds a statement's row; `false` for any other message.
    ///
    /// `parse` and `bind` tell of the same statement as `execute`, a plan of the same as `statement`.
    private mutating func appendStatement(_ message: PostgresMessage, _ key: UInt64) -> Bool {
        var cursor = LineCursor(message.text)
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
        guard let statement = shapes.read(cursor.rest) else { return true }
        let event = StatementEvent(
            firstLine: message.firstLine,
            lastLine: message.lastLine,
            time: message.time,
            statement: statement.text,
            rowHash: statement.literalHash,
            durationMilliseconds: milliseconds,
            application: message.application
        )
        // A statement whose values stand in its text waits for nothing, but its detail belongs to it.
        rows.append(.statement(event), openFor: key, note: statement.text.pick)
        return true
    }

    private mutating func addParameters(_ message: PostgresMessage, _ key: UInt64) {
        var cursor = LineCursor(message.text)
        guard cursor.skip("parameters: ") || cursor.skip("Parameters: ") else { return }
        rows.update(key) { row, pick in
            guard case .statement(var event) = row else { return }
            event.lastLine = message.lastLine
            if case .parameter(let number) = pick {
                event.rowHash = PostgresParameters.value(number, in: cursor.rest)
                    .map { FixedHash.hash($0) }
            }
            row = .statement(event)
        }
        rows.close(key)
    }

    private mutating func appendEvent(_ message: PostgresMessage, _ severity: LogEvent.Severity) {
        rows.append(
            .log(
                LogEvent(
                    line: message.firstLine,
                    time: message.time,
                    severity: severity,
                    topic: PostgresTopic.of(message.text, severity: severity),
                    message: LineCursor.message(message.text),
                    process: message.process
                )
            )
        )
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
