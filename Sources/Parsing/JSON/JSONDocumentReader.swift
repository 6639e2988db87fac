// Reads JSON documents value by value, for formats that say which values they want.

/// What a format takes out of JSON documents, and what it makes of it.
protocol JSONContent: Sendable {
    /// The values to be handed on.
    static var places: [JSONPlace] { get }

    init()

    /// What the stamps read so far say of their zone.
    var zone: WrittenZone { get }

    /// Takes a value at a place, given by its index in ``places``.
    ///
    /// - Returns: The rule that the value breaks, or `nil`.
    mutating func take(_ value: JSONValue, at place: Int, line: Int, into rows: inout [Row])
        -> String?

    /// Takes note that the value at a place is over.
    mutating func end(of place: Int, line: Int, into rows: inout [Row])

    /// Hands on what still waits, at the end of the source.
    mutating func finish(into rows: inout [Row])
}

extension JSONContent {
    mutating func end(of place: Int, line: Int, into rows: inout [Row]) {}
    mutating func finish(into rows: inout [Row]) {}
}

/// The reader of every format that is JSON documents.
struct JSONDocumentReader<Content: JSONContent>: FormatReader {
    private var elements = JSONElements(Content.places)
    private var content = Content()

    init() {}

    var zone: WrittenZone { content.zone }

    mutating func read(_ block: LineBlock) -> Batch {
        var rows: [Row] = []
        for event in elements.read(block) { take(event, into: &rows) }
        return .rows(rows)
    }

    mutating func finish() -> Batch {
        var rows: [Row] = []
        for event in elements.finish() { take(event, into: &rows) }
        content.finish(into: &rows)
        return .rows(rows)
    }

    private mutating func take(_ event: JSONElements.Event, into rows: inout [Row]) {
        switch event {
        case .value(let place, let bytes, let line):
            var rule: String? = JSONElements.grammarRule
            if let value = JSONScanner.parse(bytes[...]) {
                rule = content.take(value, at: place, line: line, into: &rows)
            }
            if let rule { rows.append(.unreadable(UnreadableLine(line: line, reason: rule))) }
        case .end(let place, let line): content.end(of: place, line: line, into: &rows)
        case .broken(let line): rows.append(.unreadable(line))
        }
    }

    /// What a reading of the beginning must come to.
    private static var readableShareMin: Double { 0.5 }
    /// A document that begins as wanted may still be one of a larger family.
    private static var scoreMax: Double { 0.98 }

    /// Recognises documents of which the beginning gives rows.
    static func recognition(of head: FileHead, because reason: String) -> Recognition? {
        guard let first = head.lines.first(where: { !SlowlogSession.isBlank($0) }),
            MarkdownLine.beginsJSON(first)
        else { return nil }
        var reader = JSONDocumentReader()
        let bytes = Array(head.lines.joined(separator: [0x0A]))
        guard case .rows(var rows) = reader.read(LineBlock(bytes: bytes, firstLine: 1)) else {
            return nil
        }
        // The beginning may end anywhere; what waits for the end of its value counts as read.
        reader.content.finish(into: &rows)
        let strange = rows.count { if case .unreadable = $0 { true } else { false } }
        guard rows.count > strange else { return nil }
        let share = Double(rows.count - strange) / Double(rows.count)
        guard share >= readableShareMin else { return nil }
        return Recognition(score: scoreMax * share, reason: reason)
    }
}
