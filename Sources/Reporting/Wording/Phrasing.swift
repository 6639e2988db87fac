// Turns typed sentences into words, with the numbers, times and labels of one report.

import Diagnosing

/// Puts the typed parts of a diagnosis into words.
struct Phrasing: Sendable {
    /// Hands out the labels; carried along so that every view has the same ones.
    var redactor: Redactor
    let index: EvidenceIndex
    /// Times on another day are written with their date.
    private let day: Int64

    /// More references in one place hide the sentence; the JSON has all of them.
    private static let referencesMax = 4
    /// More clients in one place hide the rest of the subject.
    private static let clientsMax = 3

    /// Makes a phrasing for a report that starts on the day of a moment.
    init(redactor: Redactor, index: EvidenceIndex, start: Timestamp) {
        self.redactor = redactor
        self.index = index
        day = CalendarText.day(start)
    }

    /// A sentence as parts of a line.
    mutating func inlines(_ sentence: Sentence) -> [Inline] {
        var inlines: [Inline] = []
        for (position, piece) in sentence.pieces.enumerated() {
            switch piece {
            case .words(let words):
                inlines.append(.words(words))
            case .quantity(let quantity):
                inlines.append(.words(text(quantity, sentence.pieces.dropFirst(position + 1))))
            case .moment(let moment):
                inlines.append(.words(text(moment)))
            case .name(let name):
                inlines.append(.code(redactor.quoted(name)))
            }
        }
        return inlines
    }

    /// A line that ends as a sentence does.
    static func closed(_ line: [Inline]) -> [Inline] {
        switch line.last {
        case .words(let words)?:
            if let last = words.last { return ".!?…".contains(last) ? line : line + [.words(".")] }
            return closed(Array(line.dropLast()))
        case nil: return []
        case .code?, .strong?, .evidence?, .section?: return line + [.words(".")]
        }
    }

    /// A line as it stands in the middle of a sentence; names of products keep their capital.
    static func lowered(_ line: [Inline]) -> [Inline] {
        guard case .words(let words)? = line.first, let first = words.first else { return line }
        let isName = productNames.contains { words.hasPrefix($0) }
        guard !isName else { return line }
        return [.words(first.lowercased() + words.dropFirst())] + line.dropFirst()
    }

    private static let productNames = ["Redis", "PostgreSQL", "Sidekiq", "Rails", "RQ", "Little"]

    /// A sentence as plain text; what came from a log is redacted but not escaped.
    mutating func plain(_ sentence: Sentence) -> String {
        PlainText.text(inlines(sentence))
    }

    /// A moment: the time of day, with the date when it is another day than the report's first.
    func text(_ moment: Timestamp) -> String {
        CalendarText.day(moment) == day
            ? CalendarText.time(moment) : CalendarText.dateAndTime(moment)
    }

    /// A stretch of time; an open end is said in words.
    func text(from start: Timestamp, to end: Timestamp?) -> String {
        "\(text(start)) to \(end.map(text) ?? "the end of the capture")"
    }

    /// References such as ` [E1] [E4]`, with a leading blank; empty where nothing is cited.
    func references(_ cited: [Evidence]) -> [Inline] {
        let numbers = index.numbers(of: cited)
        let shown = numbers.prefix(Self.referencesMax).flatMap {
            [Inline.words(" "), .evidence($0)]
        }
        let rest = numbers.count - Self.referencesMax
        return rest > 0 ? shown + [.words(" and \(rest) more")] : shown
    }

    /// What a claim is about, in one line: command, key, queue, class, client.
    mutating func inlines(_ subject: Subject) -> [Inline] {
        var parts: [[Inline]] = Self.names(subject).map { [.code(redactor.quoted($0))] }
        let clients = subject.clients.prefix(Self.clientsMax).map(LogText.client)
        let names = subject.clientNames.prefix(Self.clientsMax).map(LogText.clientName)
        let senders = (clients + names).map { Inline.code(redactor.quoted($0)) }
        let rest = subject.clients.count - Self.clientsMax
        if !senders.isEmpty {
            parts.append([.words("from ")] + Self.joined(senders.map { [$0] }, ", "))
            if rest > 0 { parts.append([.words("and \(rest) more")]) }
        }
        return parts.isEmpty ? [.words("everything")] : Self.joined(parts, " ")
    }

    /// Joins parts of a line.
    static func joined(_ parts: [[Inline]], _ separator: String) -> [Inline] {
        Array(parts.joined(separator: [Inline.words(separator)]))
    }

    private static func names(_ subject: Subject) -> [LogText] {
        // The key of a queue ends with the queue's name; twice says no more.
        let key = subject.keyPattern ?? ""
        let queue = subject.queue.flatMap { key.hasSuffix($0) ? nil : LogText.queue($0) }
        return [
            subject.command.map(LogText.command), subject.keyPattern.map(LogText.keyPattern),
            queue, subject.jobClass.map(LogText.jobClass),
            subject.table.map(LogText.table), subject.endpoint.map(LogText.endpoint),
            subject.service.map(LogText.service), subject.metric.map(LogText.metric),
            subject.event.map(LogText.event),
        ].compactMap { $0 }
    }

    private func text(_ quantity: Quantity, _ rest: ArraySlice<Sentence.Piece>) -> String {
        if case .words(let words)? = rest.first {
            return QuantityText.text(quantity, before: words)
        }
        return QuantityText.text(quantity)
    }
}
