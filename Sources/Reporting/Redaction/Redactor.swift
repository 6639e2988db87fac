// The only door through which log text enters a report.
// Source: the layers of gitleaks (rules by keyword) and detect-secrets (entropy), by position first.

package import Diagnosing

/// Text from a log after redaction; only ``Redactor`` can make one.
///
/// It may still hold any character: renderers neutralise it for their medium.
package struct Quoted: Sendable, Hashable {
    /// The redacted text.
    package let text: String

    fileprivate init(redacted text: String) {
        self.text = text
    }
}

/// Masks values in log text with labels that are stable within one report.
///
/// The same value always gets the same label (`ip#3`), so that "the same client 40 times" stays
/// visible; numbers follow the order of first appearance, or a key makes them the same in every report.
package struct Redactor: Sendable {
    /// What is masked.
    package enum Mode: Sendable, Equatable {
        case on
        /// As ``on``, but private and loopback addresses are shown.
        case keepPrivateAddresses
        case off
    }

    /// What is masked.
    package let mode: Mode
    /// Distinct values masked so far.
    package private(set) var maskedCount = 0
    /// What makes labels the same in every report; without it they are numbered in the order of their coming.
    private let key: RedactionKey?
    private var labels: [SecretClass: [String: String]] = [:]
    /// What was redacted before: names come back in every section.
    private var known: [LogText: Quoted] = [:]

    /// Longer log text is cut before it is looked at; no line of a report shows more than 160.
    package static let scalarsMax = 2_000

    /// Makes a redactor that has not masked anything yet.
    package init(mode: Mode, key: RedactionKey? = nil) {
        self.mode = mode
        self.key = key
    }

    /// Redacts a typed piece of log text: by its position first, then by patterns.
    package mutating func quoted(_ text: LogText) -> Quoted {
        if let quoted = known[text] { return quoted }
        let quoted = redacted(text)
        known[text] = quoted
        return quoted
    }

    private mutating func redacted(_ text: LogText) -> Quoted {
        guard mode != .off else { return Quoted(redacted: Self.cut(text.raw)) }
        switch text {
        case .client(let address):
            return Quoted(redacted: client(Self.cut(address)))
        case .command(let words):
            return Quoted(redacted: masked(CommandArguments.withoutSecrets(Self.cut(words)), .name))
        case .keyPattern(let name), .clientName(let name), .queue(let name), .jobClass(let name),
            .table(let name), .endpoint(let name), .service(let name), .metric(let name),
            .file(let name):
            return Quoted(redacted: masked(Self.cut(name), .name))
        case .event(let prose), .message(let prose):
            return Quoted(redacted: masked(Self.cut(prose), .prose))
        }
    }

    private mutating func client(_ address: String) -> String {
        if mode == .keepPrivateAddresses, Address.isPrivate(address) { return address }
        return label(.ip, address)
    }

    private mutating func masked(_ text: String, _ context: SecretScanner.Context) -> String {
        let bytes = Array(text.utf8)
        var shown: [UInt8] = []
        var next = 0
        for match in SecretScanner(bytes, context).matches() {
            let value = String(decoding: bytes[match.range], as: UTF8.self)
            if match.kind == .ip, mode == .keepPrivateAddresses, Address.isPrivate(value) {
                continue
            }
            shown += bytes[next..<match.range.lowerBound]
            shown += Array("‹\(label(match.kind, value))›".utf8)
            next = match.range.upperBound
        }
        shown += bytes[next...]
        return String(decoding: shown, as: UTF8.self)
    }

    /// The label of a value: its class, and what tells it from the others of its class.
    mutating func label(_ kind: SecretClass, _ value: String) -> String {
        if let known = labels[kind]?[value] { return "\(kind.rawValue)#\(known)" }
        let mark = key?.label(kind, value) ?? String((labels[kind]?.count ?? 0) + 1)
        labels[kind, default: [:]][value] = mark
        maskedCount += 1
        return "\(kind.rawValue)#\(mark)"
    }

    private static func cut(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard
            let end = scalars.index(
                scalars.startIndex,
                offsetBy: scalarsMax,
                limitedBy: scalars.endIndex
            ),
            end < scalars.endIndex
        else { return text }
        return String(scalars[..<end]) + "…"
    }
}

extension LogText {
    /// The text as it stood in the log; for the redactor alone.
    fileprivate var raw: String {
        switch self {
        case .command(let text), .keyPattern(let text), .client(let text), .clientName(let text),
            .queue(let text), .jobClass(let text), .table(let text), .endpoint(let text),
            .service(let text), .metric(let text), .event(let text), .file(let text),
            .message(let text):
            text
        }
    }
}
