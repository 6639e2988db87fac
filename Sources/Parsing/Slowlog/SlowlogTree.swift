// Slow-log entries as redis-cli prints them on a terminal.
// Source: redis `redis-cli.c` 7.0, `cliFormatReplyTTY`; `slowlog.c`, `slowlogCommand`.

/// One entry of an indented reply.
struct SlowlogTree {
    private enum Stage {
        case time
        case duration
        case command
        case arguments
        case name
        case total
        case complete
    }

    private var fields: SlowlogFields
    private var stage = Stage.time
    private let fieldColumn: Int
    private var argumentColumn = 0

    /// Reads the entry that begins at a line.
    ///
    /// - Returns: The index of the first line after it.
    static func read(_ text: SlowlogText, at start: Int, into rows: inout SlowlogRows) -> Int {
        guard let head = SlowlogTreeLine(text[start]), case .integer(let id) = head.value else {
            return start + 1
        }
        var tree = SlowlogTree(head, id: id, line: text.number(of: start))
        var next = start + 1
        while next < text.count {
            if text[next].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ".") }),
                text[next].contains(UInt8(ascii: "."))
            {
                next += 1
                continue
            }
            guard let line = SlowlogTreeLine(text[next]), !line.beginsEntry, tree.take(line) else {
                break
            }
            tree.fields.lastLine = text.number(of: next)
            next += 1
        }
        if let entry = tree.fields.entry {
            rows.append(entry)
            rows.explain(next - start)
        } else {
            for index in start..<next {
                rows.unreadable(text.number(of: index), "a reply that is no whole slow-log entry")
            }
        }
        return next
    }

    private init(_ head: SlowlogTreeLine, id: Int64, line: Int) {
        fields = SlowlogFields(line: line, id: id)
        fieldColumn = head.lastColumn
    }

    /// Takes a line as the next field; `false` when it cannot be one.
    private mutating func take(_ line: SlowlogTreeLine) -> Bool {
        switch (stage, line.value) {
        case (.time, .integer(let value)) where line.depth == 1:
            fields.time = value
            stage = .duration
            return SlowlogFields.plausibleTimes.contains(value)
        case (.duration, .integer(let value)) where line.depth == 1:
            fields.durationMicroseconds = value
            stage = .command
        case (.command, .string(let text)) where line.depth == 2,
            (.command, .cutString(let text)) where line.depth == 2:
            argumentColumn = line.lastColumn
            stage = .arguments
            append(text, at: line.position)
        case (.arguments, _) where line.depth == 1: return takeArgument(line)
        case (.name, .string(let text)) where line.depth == 1:
            fields.clientName = text
            stage = .total
        case (.name, .cutString) where line.depth == 1: stage = .complete
        case (.name, .integer(let value)) where line.depth == 1,
            (.total, .integer(let value)) where line.depth == 1:
            fields.total = value
            stage = .complete
        default: return false
        }
        return true
    }

    private mutating func takeArgument(_ line: SlowlogTreeLine) -> Bool {
        switch line.value {
        case .string(let text):
            if isClient(line, text) {
                fields.client = text
                stage = .name
            } else {
                append(text, at: line.position)
            }
        case .cutString(let text):
            // A cut address would name another client; a cut argument still tells the command's kind.
            if isClient(line, text) { stage = .complete } else { append(text, at: line.position) }
        case .integer(let value) where line.position > 4:
            fields.total = value
            stage = .complete
        case .integer, .other: return false
        }
        return true
    }

    private mutating func append(_ argument: String, at position: Int) {
        fields.arguments.append(argument)
        fields.lastPosition = max(position, fields.arguments.count)
    }

    /// Whether `5)` is the client and not the fifth argument: by count, by column, by look.
    private func isClient(_ line: SlowlogTreeLine, _ text: String) -> Bool {
        guard line.position == 5 else { return false }
        if fields.lastPosition != 4 { return true }
        if fieldColumn != argumentColumn {
            if line.lastColumn == fieldColumn { return true }
            if line.lastColumn == argumentColumn { return false }
        }
        return SlowlogNumber.isAddress(Array(text.utf8))
    }
}
