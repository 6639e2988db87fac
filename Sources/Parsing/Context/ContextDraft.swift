// An event on its way from the fields of a context file to a row.

/// The fields of one event, as written.
struct ContextFields: Equatable {
    var kind = ""
    var service = ""
    var name = ""
    var version = ""
    var note = ""

    /// What exporters write where a field is not set.
    private static let placeholders: Set<String> = ["", "-", "--", "n/a", "null", "none", "~"]

    /// Sets a field; what is set already is kept, notes are joined.
    mutating func set(_ role: ContextRole, to written: String) {
        let text = ContextText.trimmed(written)
        guard !Self.placeholders.contains(text.lowercased()) else { return }
        switch role {
        case .time, .date, .end: break
        case .kind: if kind.isEmpty { kind = text }
        case .service: if service.isEmpty { service = text }
        case .name: name += name.isEmpty ? text : " \(text)"
        case .version: if version.isEmpty { version = text }
        case .note: note += note.isEmpty ? text : "; \(text)"
        }
    }

    /// Whether nothing but a time is known.
    var isEmpty: Bool { self == ContextFields() }

    /// One line that names the event: `deploy web 2202: translations`.
    var text: String {
        var words = [service, name, version].filter { !$0.isEmpty }
        if !kind.isEmpty {
            words.insert(kind, at: 0)
        } else if isRelease, !name.lowercased().hasPrefix("deploy") {
            words.insert("deploy", at: 0)
        }
        let head = words.joined(separator: " ")
        if head.isEmpty { return note }
        return note.isEmpty ? head : "\(head): \(note)"
    }

    /// The kind by the type, else by the version, else by the words.
    var eventKind: ContextEvent.Kind {
        if let stated = ContextWords.kind(ofType: kind) {
            return stated == .deploy && ContextWords.isRollback("\(name) \(note)")
                ? .response : stated
        }
        if isRelease, kind.isEmpty {
            return ContextWords.isRollback("\(name) \(note)") ? .response : .deploy
        }
        return ContextWords.kind(ofSentence: note) ?? ContextWords.kind(ofSentence: name)
            ?? .other
    }

    /// Whether a service and something that looks like a version stand there.
    private var isRelease: Bool {
        !service.isEmpty && Version(version) != nil
    }
}

/// An event whose text is complete, with the version that tells a rollback.
struct ContextDraft: Equatable {
    var event: ContextEvent
    var version: String

    /// Makes a draft from fields.
    init(_ fields: ContextFields, line: Int, time: Timestamp) {
        event = ContextEvent(
            line: line,
            time: time,
            kind: fields.eventKind,
            text: ContextText.cut(fields.text),
            service: fields.service
        )
        version = fields.version
    }

    /// Makes a draft from a sentence.
    init(sentence: String, line: Int, time: Timestamp) {
        let mention = VersionMention(in: sentence)
        let kind = ContextWords.kind(ofSentence: sentence) ?? (mention == nil ? .other : .deploy)
        event = ContextEvent(
            line: line,
            time: time,
            kind: kind,
            text: ContextText.cut(sentence),
            service: mention?.service ?? ""
        )
        version = mention?.version ?? ""
    }

    /// The event at which this one ends: no candidate for what began it.
    func ended(at time: Timestamp) -> ContextDraft {
        var end = self
        end.event.time = time
        end.event.kind = .other
        end.event.text = ContextText.cut(event.text, keeping: ContextText.endedSuffix)
        end.version = ""
        return end
    }
}

/// The texts of events.
enum ContextText {
    /// A report quotes no more, and memory stays bounded.
    static let charactersMax = 300
    /// What the text of a second event ends with.
    static let endedSuffix = " ended"

    /// Cuts a text to ``charactersMax``, a suffix included, its line breaks turned into spaces.
    static func cut(_ text: String, keeping suffix: String = "") -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.prefix(charactersMax - suffix.count) + suffix
    }

    /// A text without spaces around it.
    static func trimmed(_ text: String) -> String {
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
