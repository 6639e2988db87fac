// What GitHub's API and `gh` say of deployments, releases and workflow runs.
// Source: GitHub REST API 2022-11-28, "Deployments", "Releases", "Workflow runs"; `gh api --paginate` writes one
// array after the other; gh 2.60, `gh release list --json`.

/// Reads lists of deployments, releases and runs; several may follow each other.
package struct GitHubJSON: LogFormat {
    package let name = "context-github"
    package let delivery = LineSplitter.Delivery.pieces

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { JSONDocumentReader<Content>() }

    package func recognition(of head: FileHead) -> Recognition? {
        JSONDocumentReader<Content>.recognition(
            of: head,
            because: "deployments, releases or runs of GitHub"
        )
    }

    /// Each kind is told by the members that only it has.
    private struct Content: JSONContent {
        static let places = [
            JSONPlace.object("[]"), .value("workflow_runs[]"), .value("releases[]"),
        ]
        static let kindRule = "an element must be a deployment, a release or a run"

        private var document = ContextDocument()

        var zone: WrittenZone { document.notes.zone }

        mutating func take(
            _ value: JSONValue,
            at place: Int,
            line: Int,
            into rows: inout [Row]
        ) -> String? {
            var fields = ContextFields()
            var stamps: [String] = []
            if let environment = value["environment"]?.text,
                value["sha"] != nil || value["ref"] != nil
            {
                stamps = ["created_at", "createdAt"]
                fields.set(.kind, to: "deploy")
                fields.set(.version, to: Self.short(value["ref"]?.text ?? value["sha"]?.text ?? ""))
                fields.set(.note, to: value["description"]?.text ?? "to \(environment)")
            } else if let tag = (value["tag_name"] ?? value["tagName"])?.text {
                // A draft was never published, so nothing happened.
                if value["draft"] == .bool(true) || value["isDraft"] == .bool(true) { return nil }
                stamps = ["published_at", "publishedAt"]
                fields.set(.kind, to: "release")
                fields.set(.version, to: tag)
                if value["name"]?.text != tag { fields.set(.note, to: value["name"]?.text ?? "") }
            } else if value["run_started_at"] != nil || value["workflow_id"] != nil {
                stamps = ["run_started_at", "created_at"]
                fields.set(.name, to: value["name"]?.text ?? "workflow")
                fields.set(.note, to: (value["display_title"] ?? value["head_branch"])?.text ?? "")
            } else {
                return Self.kindRule
            }
            guard let time = document.time(of: value, in: stamps) else {
                return ContextDocument.timeRule
            }
            let address = (value["repository_url"] ?? value["url"] ?? value["html_url"])?.text
            fields.set(.service, to: Self.repository(address ?? ""))
            return document.keep(ContextDraft(fields, line: line, time: time))
        }

        mutating func finish(into rows: inout [Row]) { document.release(into: &rows) }

        /// A commit by its first seven digits, anything else as it is.
        private static func short(_ reference: String) -> String {
            let isHash =
                reference.utf8.count == 40
                && reference.utf8.allSatisfy {
                    RedisEscapes.hexadecimalDigit($0) != nil
                }
            return isHash ? String(reference.prefix(7)) : reference
        }

        /// The repository in `https://api.github.com/repos/owner/name/deployments/1`.
        private static func repository(_ address: String) -> String {
            let parts = address.split(separator: "/").map(String.init)
            if let repos = parts.firstIndex(of: "repos"), parts.count > repos + 2 {
                return parts[repos + 2]
            }
            return parts.count > 3 && parts[1] == "github.com" ? parts[3] : ""
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                [{"url":"https://api.github.com/repos/acme/shop/deployments/2","id":2,"sha":"a84d88e7554fc1fa21bcbc4efae3c782a70d2b9d","ref":"v7","task":"deploy","environment":"production","description":null,"created_at":"2026-11-21T03:20:00Z"}][
                {"url":"https://api.github.com/repos/acme/shop/deployments/1","id":1,"sha":"b84d88e7554fc1fa21bcbc4efae3c782a70d2b9d","ref":"b84d88e7554fc1fa21bcbc4efae3c782a70d2b9d","environment":"production","description":"faster cart","created_at":"2026-11-21T03:10:00Z"}]
                """,
                reads: [
                    contextSample(
                        1,
                        1_795_231_200,
                        .deploy,
                        "deploy shop v7: to production",
                        service: "shop"
                    ),
                    contextSample(
                        2,
                        1_795_230_600,
                        .deploy,
                        "deploy shop b84d88e: faster cart",
                        service: "shop"
                    ),
                ],
                source: "GitHub REST API, list deployments, through gh api --paginate"
            ),
            FormatSample(
                """
                [
                  {"tag_name": "v1.1", "draft": true, "published_at": null, "name": "next"},
                  {"html_url": "https://github.com/acme/shop/releases/v1.0", "tag_name": "v1.0",
                   "name": "Winter", "draft": false, "published_at": "2026-11-21T03:20:00Z"}
                ]
                """,
                reads: [
                    contextSample(
                        3,
                        1_795_231_200,
                        .deploy,
                        "release shop v1.0: Winter",
                        service: "shop"
                    )
                ],
                source: "GitHub REST API, list releases"
            ),
            FormatSample(
                #"[{"id": 1, "title": "an issue", "created_at": "2026-11-21T03:20:00Z"}]"#,
                reads: [],
                source: "GitHub REST API, list issues"
            ),
        ]
    }
}
