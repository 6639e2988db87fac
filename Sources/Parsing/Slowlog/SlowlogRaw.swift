// Slow-log entries as redis-cli prints them into a file: one element a line, without any mark.
// Source: redis `redis-cli.c` 7.0, `cliFormatReplyRaw`.

/// Entries whose ends must be inferred.
///
/// An argument with line feeds takes several lines, which cannot be told from several arguments.
struct SlowlogRaw {
    /// How an entry ends.
    private struct End {
        /// The line of the address, or the first line after the arguments where there is none.
        let arguments: Int
        let client: Int?
        let name: Int?
        let total: Int?
        let next: Int
    }

    /// 32 arguments of 128 bytes can hold this many line feeds, and seven lines stand around them.
    private static let entryLinesMax = 32 * 129 + 7
    /// How far to look for a better end behind a doubtful one: 32 arguments of one line, and an address.
    private static let doubtLinesMax = 40

    private let text: SlowlogText

    /// Whether an entry begins at a line: three numbers of which the second is a time, and a command.
    static func begins(_ text: SlowlogText, at index: Int) -> Bool {
        SlowlogRaw(text: text).head(at: index) != nil
    }

    /// Reads the entry that begins at a line.
    ///
    /// - Returns: The index of the first line after it.
    static func read(_ text: SlowlogText, at start: Int, into rows: inout SlowlogRows) -> Int {
        let raw = SlowlogRaw(text: text)
        guard var fields = raw.head(at: start) else { return start + 1 }
        let end = raw.end(of: fields, at: start)
        fields.arguments = (start + 3..<end.arguments).map { raw.string($0) }
        fields.lastPosition = fields.arguments.count
        fields.client = end.client.map { raw.string($0) }
        fields.clientName = end.name.map { raw.string($0) }
        fields.total = end.total.flatMap { SlowlogNumber.whole(text[$0]) }
        fields.lastLine = text.number(of: end.next - 1)
        if let entry = fields.entry {
            rows.append(entry)
            rows.explain(end.next - start)
        }
        return end.next
    }

    private func string(_ index: Int) -> String { String(decoding: text[index], as: UTF8.self) }

    private func head(at index: Int) -> SlowlogFields? {
        guard index >= 0, index + 3 < text.count, let id = SlowlogNumber.whole(text[index]),
            let time = SlowlogNumber.whole(text[index + 1]),
            let duration = SlowlogNumber.whole(text[index + 2]),
            SlowlogFields.areHead(id: id, time: time, durationMicroseconds: duration)
        else { return nil }
        return SlowlogFields(
            line: text.number(of: index),
            id: id,
            time: time,
            durationMicroseconds: duration
        )
    }

    private func end(of fields: SlowlogFields, at start: Int) -> End {
        var stop = min(text.count, start + Self.entryLinesMax)
        var doubtful: End?
        var index = start + 4
        while index < stop {
            if SlowlogNumber.isAddress(text[index]) {
                if let end = closing(at: index) { return end }
                if doubtful == nil {
                    doubtful = loose(at: index)
                    stop = min(stop, index + Self.doubtLinesMax)
                }
            } else if let next = head(at: index) {
                let end = withoutClient(upTo: index)
                if next.id == fields.id - 1 { return doubtful ?? end }
                if doubtful == nil {
                    doubtful = end
                    stop = min(stop, index + Self.doubtLinesMax)
                }
            }
            index += 1
        }
        return doubtful ?? withoutClient(upTo: stop)
    }

    /// The end that a line with an address makes when the next entry, or nothing, follows its name.
    private func closing(at index: Int) -> End? {
        let afterName = index + 2
        let isNamed = afterName <= text.count && isName(index + 1)
        if isNamed, afterName == text.count || head(at: afterName) != nil {
            return End(
                arguments: index,
                client: index,
                name: index + 1,
                total: nil,
                next: afterName
            )
        }
        let total = isNamed && afterName < text.count && SlowlogNumber.whole(text[afterName]) != nil
        if total, afterName + 1 == text.count || head(at: afterName + 1) != nil {
            return End(
                arguments: index,
                client: index,
                name: index + 1,
                total: afterName,
                next: afterName + 1
            )
        }
        guard index + 1 == text.count || head(at: index + 1) != nil else { return nil }
        return End(arguments: index, client: index, name: nil, total: nil, next: index + 1)
    }

    /// The end of an entry that another reply of the session follows.
    private func loose(at index: Int) -> End {
        guard isName(index + 1) else {
            return End(arguments: index, client: index, name: nil, total: nil, next: index + 1)
        }
        return End(arguments: index, client: index, name: index + 1, total: nil, next: index + 2)
    }

    private func withoutClient(upTo index: Int) -> End {
        End(arguments: index, client: nil, name: nil, total: nil, next: index)
    }

    /// Whether a line can be a client's name: `CLIENT SETNAME` takes no blanks.
    private func isName(_ index: Int) -> Bool {
        index < text.count && text[index].allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
