// What `docker compose logs` and `kubectl logs --prefix` put before each line.
// Source: docker/compose `cmd/formatter/logs.go` 1.x to 2.x; kubectl `pkg/cmd/logs/logs.go`.

/// `web-1  | line` or `[pod/web-0/app] line`.
package struct ComposePrefix: LineWrapper {
    package let name = "container-prefix"
    package let isUnmistakable = false

    package init() {}

    package func makeUnwrapper() -> any Unwrapper { ComposeUnwrapper() }

    package var samples: [WrapperSample] {
        [
            WrapperSample(
                """
                web-1     | Started GET "/"
                \u{1B}[33mredis-1   |\u{1B}[0m 1:M 21 Nov 2026 03:03:26.777 * Ready
                \u{1B}[2K  worker_1  | done
                web-1     | 
                [pod/web-0/app] line
                """,
                unwraps: [
                    #"web-1|-|Started GET "/""#, "redis-1|-|1:M 21 Nov 2026 03:03:26.777 * Ready",
                    "worker_1|-|done", "web-1|-|-", "web-0/app|-|line",
                ],
                source: "cmd/formatter/logs.go; kubectl logs --prefix"
            ),
            WrapperSample(
                "| a | table |\n[2026-11-21 03:03:26] line\n a | b",
                unwraps: [],
                source: "Markdown; Ruby; psql"
            ),
        ]
    }
}

private struct ComposeUnwrapper: Unwrapper {
    /// Names of services and pods are shorter.
    private static let nameBytesMax = 253
    /// Blanks with which names are made equally long.
    private static let paddingMax = 80

    mutating func unwrap(_ text: ArraySlice<UInt8>, line: Int) -> Unwrapped {
        var cursor = LineCursor(text)
        Self.skipColours(&cursor)
        if cursor.skip("[pod/") { return Self.pod(&cursor, line) }
        cursor.skipSpaces()
        Self.skipColours(&cursor)
        let start = cursor.index
        while let byte = cursor.next, Self.isNameByte(byte) { cursor.index += 1 }
        let name = text[start..<cursor.index]
        guard let first = name.first, LineCursor.isWord(first), name.count <= Self.nameBytesMax,
            name.contains(where: { $0 == 0x2D || $0 == 0x5F }) || name.count > 1
        else { return .foreign }
        let padding = cursor.index
        cursor.skipSpaces()
        guard cursor.index - padding <= Self.paddingMax, cursor.index > padding,
            cursor.skip(byte: 0x7C)
        else { return .foreign }
        Self.skipColours(&cursor)
        _ = cursor.skip(byte: 0x20)
        return .line(
            WrappedLine(stream: name, payload: cursor.rest, envelope: Envelope(line: line))
        )
    }

    private static func pod(_ cursor: inout LineCursor, _ line: Int) -> Unwrapped {
        let name = cursor.text(until: 0x5D)
        guard cursor.index > cursor.bytes.startIndex, cursor.bytes[cursor.index - 1] == 0x5D,
            name.count <= 2 * nameBytesMax
        else { return .foreign }
        _ = cursor.skip(byte: 0x20)
        return .line(
            WrappedLine(stream: name, payload: cursor.rest, envelope: Envelope(line: line))
        )
    }

    /// Passes `ESC [ ... letter`, of colours and of cleared lines.
    private static func skipColours(_ cursor: inout LineCursor) {
        while cursor.skip(byte: 0x1B) {
            guard cursor.skip(byte: 0x5B) else { return }
            while let byte = cursor.next, !(0x40...0x7E).contains(byte) { cursor.index += 1 }
            cursor.index = min(cursor.index + 1, cursor.bytes.endIndex)
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        LineCursor.isLetter(byte) || LineCursor.isDigit(byte) || byte == 0x2D || byte == 0x5F
            || byte == 0x2E
    }
}
