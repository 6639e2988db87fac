// Change calendars and event lists in YAML: a list of mappings, or one under `events:`.
// Source: YAML 1.1 as libyaml reads it; every scalar is kept as text, for `14:05` would be a number.

/// YAML whose items have a time.
package struct ContextYAML: LogFormat {
    package let name = "context-yaml"

    /// A list of items with times is specific, but a file of settings may hold one too.
    private static let scoreMax = 0.95

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { ContextYAMLReader() }

    package func recognition(of head: FileHead) -> Recognition? {
        guard let first = head.lines.first(where: { !$0.allSatisfy { $0 == 0x20 || $0 == 0x09 } }),
            !MarkdownLine.beginsJSON(first), head.lines.contains(where: Self.namesTime)
        else { return nil }
        var reader = ContextYAMLReader()
        let bytes = Array(head.lines.joined(separator: [0x0A]))
        _ = reader.read(LineBlock(bytes: bytes, firstLine: 1))
        guard case .rows(let rows) = reader.finish() else { return nil }
        var events = 0
        for row in rows {
            if case .context = row { events += 1 }
        }
        guard events > 0 else { return nil }
        return Recognition(
            score: Self.scoreMax * Double(events) / Double(rows.count),
            reason: "a YAML list of items with a time"
        )
    }

    /// Whether a line has a key for a time, as `- at:` or `{time:` do.
    private static func namesTime(_ line: ArraySlice<UInt8>) -> Bool {
        let rest = line.drop { [0x20, 0x09, 0x2D, 0x7B, 0x22, 0x27].contains($0) }
        let word = rest.prefix { ![0x3A, 0x22, 0x27, 0x20].contains($0) }
        guard word.count <= 16, rest.dropFirst(word.count).contains(0x3A) else { return false }
        let role = ContextRole(String(decoding: word, as: UTF8.self))
        return role == .time || role == .date
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                # exported from the change calendar (UTC)
                events:
                  - at: "2026-11-21T03:03:44Z"
                    type: deploy
                    service: web
                    version: "2026.11.3"
                    notes: "copy changes on the account page"
                  - {at: 2026-11-21T03:04:00Z, type: cron, name: session-sweep}
                """,
                reads: [
                    .context(
                        ContextEvent(
                            line: 3,
                            time: Timestamp(microseconds: 1_795_230_224_000_000),
                            kind: .deploy,
                            text: "deploy web 2026.11.3: copy changes on the account page",
                            service: "web"
                        )
                    ),
                    .context(
                        ContextEvent(
                            line: 8,
                            time: Timestamp(microseconds: 1_795_230_240_000_000),
                            kind: .cron,
                            text: "cron session-sweep",
                            service: ""
                        )
                    ),
                ],
                source: "a change calendar, real run"
            ),
            FormatSample(
                """
                - date: 2026-11-21
                  time: 14:05
                  text: killed flag-sync
                """,
                reads: [
                    .context(
                        ContextEvent(
                            line: 1,
                            time: Timestamp(microseconds: 1_795_269_900_000_000),
                            kind: .response,
                            text: "killed flag-sync",
                            service: ""
                        )
                    )
                ],
                source: "written by hand; YAML 1.1 reads 14:05 as 845"
            ),
        ]
    }
}
