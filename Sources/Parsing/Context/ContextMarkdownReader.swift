// Reads hand-written notes to their end, because a date may stand below the times it belongs to.

/// The reader of ``ContextMarkdown``.
struct ContextMarkdownReader: FormatReader {
    /// More lines are a log, not what people wrote down.
    private static let eventsMax = 100_000

    static let lengthRule = "a line of notes may hold 65,536 bytes"
    static let countRule = "a context file may hold 100,000 events"

    private var fence = MarkdownFence()
    /// The lines that have a time or are headings, with their numbers.
    private var kept: [(number: Int, line: MarkdownLine)] = []
    private var strange: [UnreadableLine] = []
    private var clock = ContextClock()

    init() {}

    var zone: WrittenZone { clock.zone }

    mutating func read(_ block: LineBlock) -> Batch {
        var number = block.firstLine
        var start = 0
        while start < block.bytes.count {
            let (text, next) = CSVLine.next(in: block.bytes, from: start)
            take(number, block.bytes[text])
            number += 1
            start = next
        }
        return .rows([])
    }

    mutating func finish() -> Batch {
        if let first = kept.lazy.compactMap({ Self.date(of: $0.line) }).first {
            clock.assume(day: first)
        }
        var drafts: [ContextDraft] = []
        for (number, line) in kept {
            if line.marker == .heading || Self.isDateAlone(line) {
                clock.begin(day: Self.date(of: line), isUTC: line.namesUTC)
            }
            if line.marker != .heading { drafts += events(number, line) }
        }
        kept = []
        let rows = VersionHistory.events(drafts).map(Row.context) + strange.map(Row.unreadable)
        strange = []
        return .rows(Row.inOrderOfLines(rows))
    }

    private mutating func take(_ number: Int, _ text: ArraySlice<UInt8>) {
        guard text.count <= MarkdownLine.lineBytesMax else {
            strange.append(UnreadableLine(line: number, reason: Self.lengthRule))
            return
        }
        let bytes = Array(text)
        guard !fence.isInside(bytes) else { return }
        let line = MarkdownLine(bytes)
        guard !line.stamps.isEmpty || line.marker == .heading && line.namesUTC else { return }
        guard kept.count < Self.eventsMax else {
            strange.append(UnreadableLine(line: number, reason: Self.countRule))
            return
        }
        kept.append((number, line))
    }

    /// One event for each time of a line, or start and end for an interval.
    private mutating func events(_ number: Int, _ line: MarkdownLine) -> [ContextDraft] {
        let sentence = line.sentence
        guard !sentence.isEmpty else { return [] }
        if line.isInterval {
            let begin = clock.resolve(line.stamps[0])
            let end = clock.resolve(line.stamps[1])
            let draft = ContextDraft(sentence: sentence, line: number, time: begin)
            return [draft, draft.ended(at: end)]
        }
        return line.stamps.map { stamp in
            ContextDraft(sentence: sentence, line: number, time: clock.resolve(stamp))
        }
    }

    private static func date(of line: MarkdownLine) -> Timestamp? {
        for stamp in line.stamps {
            if case .dated(let time) = stamp.moment { return time }
        }
        return nil
    }

    /// Whether a line is nothing but a date, which then holds for what follows.
    private static func isDateAlone(_ line: MarkdownLine) -> Bool {
        line.stamps.count == 1 && line.stamps[0].isDateOnly && line.sentence.isEmpty
    }
}
