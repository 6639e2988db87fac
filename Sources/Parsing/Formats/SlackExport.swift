// Messages of a channel, a file a day, as Slack exports them.
// Source: Slack help centre, "How to read Slack data exports"; docs.slack.dev, "Formatting message text".

/// Reads messages; what people wrote is a signal unless its words say that something was done.
package struct SlackExport: LogFormat {
    package let name = "context-slack"
    package let delivery = LineSplitter.Delivery.pieces

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { JSONDocumentReader<Content>() }

    package func recognition(of head: FileHead) -> Recognition? {
        JSONDocumentReader<Content>.recognition(of: head, because: "messages of a Slack export")
    }

    private struct Content: JSONContent {
        static let places = [JSONPlace.object("[]"), .value("messages[]")]
        static let messageRule = "a message has type, ts and text"
        /// What the program writes itself: who came and went.
        private static let passedSubtypes: Set<String> = [
            "channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name",
            "group_join", "group_leave", "pinned_item", "tombstone",
        ]

        private var document = ContextDocument()

        var zone: WrittenZone { document.notes.zone }

        mutating func take(
            _ value: JSONValue,
            at place: Int,
            line: Int,
            into rows: inout [Row]
        ) -> String? {
            guard value["type"]?.text == "message", let written = value["text"]?.text,
                let time = document.time(of: value, in: ["ts"])
            else { return Self.messageRule }
            let text = Self.plain(written)
            if Self.passedSubtypes.contains(value["subtype"]?.text ?? "") || text.isEmpty {
                return nil
            }
            var draft = ContextDraft(sentence: text, line: line, time: time)
            // Talk is no act: an event of unknown kind could be taken for a trigger.
            if draft.event.kind == .other { draft.event.kind = .signal }
            return document.keep(draft)
        }

        mutating func finish(into rows: inout [Row]) { document.release(into: &rows) }

        /// A text without its markup: `<https://x|page>`, `<@U012>`, `&lt;`.
        private static func plain(_ text: String) -> String {
            var plain = ""
            var rest = Substring(text.prefix(charactersMax))
            while let open = rest.firstIndex(of: "<") {
                plain += rest[..<open]
                rest = rest[rest.index(after: open)...]
                guard let close = rest.firstIndex(of: ">") else { break }
                let inside = rest[..<close]
                plain += inside.split(separator: "|", maxSplits: 1).last.map(String.init) ?? ""
                rest = rest[rest.index(after: close)...]
            }
            let whole = plain + rest
            return ContextText.trimmed(
                whole.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                    .replacing("&amp;", with: "&")
            )
        }

        /// An event keeps less; a message may have 40,000 characters.
        private static let charactersMax = 2_000
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                [
                    {"type": "message", "subtype": "channel_join", "user": "U01", "text": "<@U01> has joined the channel", "ts": "1795231199.000100"},
                    {"type": "message", "user": "U01", "text": "deploy web v7 done, see <https://x.test/1|build 1>", "ts": "1795231200.000216"},
                    {"type": "message", "user": "U02", "text": "is the cart slow &amp; stuck?", "ts": "1795231260.000000"}
                ]
                """,
                reads: [
                    .context(
                        ContextEvent(
                            line: 3,
                            time: Timestamp(microseconds: 1_795_231_200_000_216),
                            kind: .deploy,
                            text: "deploy web v7 done, see build 1",
                            service: "web"
                        )
                    ),
                    contextSample(4, 1_795_231_260, .signal, "is the cart slow & stuck?"),
                ],
                source: "Slack help centre, the shape of an export"
            ),
            FormatSample(
                #"[{"type": "note", "ts": "1795231200.000216", "text": "x"}]"#,
                reads: [],
                source: "notes of something else"
            ),
        ]
    }
}
