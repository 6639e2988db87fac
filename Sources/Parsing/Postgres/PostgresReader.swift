// The log that a PostgreSQL server writes to stderr: messages with TAB continuations.
// Source: PostgreSQL `elog.c` (`send_message_to_server_log`, `append_with_tabs`), 10 to 17.

/// Reads the server log that goes to stderr.
struct PostgresReader: FormatReader {
    private var messages = PostgresMessages()
    /// A message whose continuations may still follow.
    private var message: PostgresMessage?
    private var hasUnknownZone = false
    private let prefix: PostgresPrefix?

    var zone: WrittenZone { hasUnknownZone ? .absent : .written }

    init(prefix: PostgresPrefix? = nil) {
        self.prefix = prefix
    }

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in readLine(text, line: number) }
        return .rows(messages.take())
    }

    mutating func finish() -> Batch {
        endMessage()
        return .rows(messages.takeAll())
    }

    private mutating func readLine(_ text: ArraySlice<UInt8>, line: Int) {
        let head = prefix.flatMap { PostgresLine(text, prefix: $0) } ?? PostgresLine(text)
        guard let head else {
            readContinuation(text, line: line)
            return
        }
        endMessage()
        if !head.isZoned { hasUnknownZone = true }
        let process = LineCursor.string(head.process)
        message = PostgresMessage(
            kind: head.kind,
            time: head.time,
            process: process,
            application: head.application.map(LineCursor.string) ?? process,
            firstLine: line,
            lastLine: line,
            text: head.text.prefix(PostgresMessage.textBytesMax)
        )
    }

    private mutating func readContinuation(_ text: ArraySlice<UInt8>, line: Int) {
        guard message != nil else {
            guard text.contains(where: { $0 != 0x20 }) else { return }
            messages.refuse(line, "no PostgreSQL message stands before it")
            return
        }
        message?.lastLine = line
        let room = PostgresMessage.textBytesMax - (message?.text.count ?? 0) - 1
        guard room > 0 else { return }
        message?.text.append(0x0A)
        message?.text.append(contentsOf: PostgresLine.continuation(text).prefix(room))
    }

    private mutating func endMessage() {
        guard let ended = message else { return }
        message = nil
        messages.append(ended)
    }
}
