// The last look at documents before they are written.

import Reporting

/// Warns of what still looks like a secret.
enum SelfCheck {
    /// A warning for each class in each document; empty when nothing was found, as it should be.
    static func warnings(_ documents: [ReportDocument], mode: Redactor.Mode) -> String {
        documents.flatMap { document in
            RedactionCheck.hits(in: document.text, mode: mode).map { hit in
                MessageText(
                    severity: .warning,
                    code: "D024",
                    path: document.path,
                    line: hit.line,
                    problem:
                        "\(hit.count) value\(hit.count == 1 ? "" : "s") of this document may be of the class \(hit.kind)",
                    notes: [],
                    remedy:
                        "look at the line before you share the document, and tell us what it was"
                ).text
            }
        }.joined()
    }
}
