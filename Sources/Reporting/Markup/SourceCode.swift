// Style and script of debrief's own, and the policy that lets a browser run these and nothing else.
// Source: W3C, Content Security Policy Level 3, 2.3.1 (hash sources).

import Diagnosing

/// Style or script that stands in the source of debrief.
struct SourceCode: Sendable, Equatable {
    let text: String

    /// Takes a file that was embedded when debrief was built, and code to follow it.
    init(_ embedded: [UInt8], followedBy rest: SourceCode = SourceCode([])) {
        text = String(decoding: embedded, as: UTF8.self) + rest.text
    }

    /// Joins constants.
    init(_ constants: [Constant]) {
        text = constants.map(\.text).joined()
    }
}

/// What a browser may load for a report: this style and this script, and nothing from anywhere.
struct ContentPolicy: Sendable, Equatable {
    let style: SourceCode
    let script: SourceCode

    /// The value of the `Content-Security-Policy`.
    var text: String {
        "default-src 'none'; style-src '\(Self.hash(style))'; script-src '\(Self.hash(script))';"
            + " base-uri 'none'; form-action 'none'"
    }

    private static func hash(_ code: SourceCode) -> String {
        "sha256-" + Base64.text(SHA256.digest(Array(code.text.utf8)))
    }
}
