// What `heroku releases --json` and the Platform API say of an app's releases.
// Source: Heroku Platform API reference, "Release"; heroku/cli 9, packages/cli/src/commands/releases.

/// Reads lists of releases.
package struct HerokuReleasesJSON: LogFormat {
    package let name = "context-heroku-json"
    package let delivery = LineSplitter.Delivery.pieces

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { JSONDocumentReader<Content>() }

    package func recognition(of head: FileHead) -> Recognition? {
        JSONDocumentReader<Content>.recognition(of: head, because: "releases of a Heroku app")
    }

    private struct Content: JSONContent {
        static let places = [JSONPlace.object("[]")]
        static let releaseRule = "a release has a version, a description and a time"

        private var document = ContextDocument()

        var zone: WrittenZone { document.notes.zone }

        mutating func take(
            _ value: JSONValue,
            at place: Int,
            line: Int,
            into rows: inout [Row]
        ) -> String? {
            guard let version = value["version"]?.wholeNumber,
                let description = value["description"]?.text,
                let time = document.time(of: value, in: ["created_at"])
            else { return Self.releaseRule }
            var fields = ContextFields()
            fields.set(.kind, to: "release")
            fields.set(.service, to: value["app"]?["name"]?.text ?? "")
            fields.set(.version, to: "v\(version)")
            fields.set(.note, to: description)
            return document.keep(ContextDraft(fields, line: line, time: time))
        }

        mutating func finish(into rows: inout [Row]) { document.release(into: &rows) }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                [
                  {"app": {"id": "01234567", "name": "shop"}, "created_at": "2026-11-21T03:20:00Z",
                   "description": "Rollback to v878", "status": "succeeded", "version": 880},
                  {"app": {"name": "shop"}, "created_at": "2026-11-21T03:10:00Z",
                   "description": "Deploy 1a2b3c4d", "status": "succeeded", "version": 879}
                ]
                """,
                reads: [
                    contextSample(
                        2,
                        1_795_231_200,
                        .response,
                        "release shop v880: Rollback to v878",
                        service: "shop"
                    ),
                    contextSample(
                        4,
                        1_795_230_600,
                        .deploy,
                        "release shop v879: Deploy 1a2b3c4d",
                        service: "shop"
                    ),
                ],
                source: "Heroku Platform API reference, release list"
            ),
            FormatSample(
                #"[{"version": "1.2", "description": "a package"}]"#,
                reads: [],
                source: "a list of packages"
            ),
        ]
    }
}
