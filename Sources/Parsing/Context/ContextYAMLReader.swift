// Reads a YAML list of events: the whole document at its end, guarded against hostile ones.

import Yams

/// The reader of ``ContextYAML``.
struct ContextYAMLReader: FormatReader {
    /// A person's list of events is a thousand times smaller.
    private static let documentBytesMax = 1 << 20
    /// More items are a log.
    private static let itemsMax = 100_000

    static let sizeRule = "a YAML file of events may hold 1,048,576 bytes"
    static let syntaxRule = "the file must be YAML"
    static let listRule = "the file must be a list of events, or hold one under a key"
    static let itemRule = "an event must be a mapping"
    static let timeRule = "an event must have a time: ISO 8601 or an epoch"
    static let emptyRule = "an event must have words"
    static let countRule = "a context file may hold 100,000 events"

    private var bytes: [UInt8] = []
    private var firstLine = 1
    private var clock = ContextClock()
    private var drafts: [ContextDraft] = []
    private var strange: [UnreadableLine] = []
    private var isTooLong = false

    init() {}

    var zone: WrittenZone { clock.zone }

    mutating func read(_ block: LineBlock) -> Batch {
        if bytes.isEmpty { firstLine = block.firstLine }
        guard bytes.count + block.bytes.count <= Self.documentBytesMax else {
            isTooLong = true
            return .rows([])
        }
        bytes += block.bytes
        return .rows([])
    }

    mutating func finish() -> Batch {
        if isTooLong {
            complain(firstLine, Self.sizeRule)
        } else {
            compose()
        }
        let rows = VersionHistory.events(drafts).map(Row.context) + strange.map(Row.unreadable)
        (bytes, drafts, strange, isTooLong) = ([], [], [], false)
        return .rows(Row.inOrderOfLines(rows))
    }

    /// Composes the document; one that is cut or broken is read up to the item with the fault.
    private mutating func compose() {
        if let fault = YAMLGuard.fault(of: bytes) { return complain(firstLine, fault) }
        switch root(of: bytes[...]) {
        case .success(let node): readDocument(node)
        case .failure(let fault):
            // libyaml names the line after the last where the document ends too early.
            complain(firstLine + min(fault.line, lineCount) - 1, Self.syntaxRule)
            let whole = YAMLGuard.wholeItems(of: bytes, beforeLine: fault.line)
            if !whole.isEmpty, case .success(let node) = root(of: whole) { readDocument(node) }
        }
    }

    /// Lines of the document, of which there is at least one.
    private var lineCount: Int {
        let lineFeeds = bytes.withUnsafeBufferPointer { ByteScan.count(0x0A, in: $0) }
        return max(1, bytes.last == 0x0A ? lineFeeds : lineFeeds + 1)
    }

    /// Where libyaml stopped, from 1.
    private struct SyntaxFault: Error {
        let line: Int
    }

    private func root(of text: ArraySlice<UInt8>) -> Result<Node?, SyntaxFault> {
        do {
            // The encoding is given because Yams otherwise asks the environment; the basic resolver
            // leaves scalars alone.
            let parser = try Parser(
                yaml: String(decoding: Self.brokenByLineFeedsOnly(text), as: UTF8.self),
                resolver: .basic,
                encoding: .utf8
            )
            return .success(try parser.nextRoot())
        } catch let error as YamlError {
            return .failure(SyntaxFault(line: Self.line(of: error)))
        } catch {
            return .failure(SyntaxFault(line: 1))
        }
    }

    /// Other line breaks of YAML become spaces, as a line is numbered by its LF everywhere else.
    private static func brokenByLineFeedsOnly(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var text = Array(text)
        for index in text.indices {
            let next = index + 1 < text.count ? text[index + 1] : 0
            let third = index + 2 < text.count ? text[index + 2] : 0
            switch (text[index], next, third) {
            case (0x0D, 0x0A, _): break
            case (0x0D, _, _): text[index] = 0x20
            // NEL, and the line and paragraph separators.
            case (0xC2, 0x85, _): text.replaceSubrange(index...index + 1, with: [0x20, 0x20])
            case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9):
                text.replaceSubrange(index...index + 2, with: [0x20, 0x20, 0x20])
            default: break
            }
        }
        return text
    }

    private static func line(of error: YamlError) -> Int {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            return max(mark.line, 1)
        case .duplicatedKeysInMapping(_, let context): return max(context.mark.line, 1)
        case .no, .memory, .reader, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return 1
        }
    }

    private mutating func readDocument(_ node: Node?) {
        switch node {
        case .sequence(let items): readItems(items)
        case .mapping(let mapping):
            readDate(of: mapping)
            var hasList = false
            for (_, value) in mapping {
                guard case .sequence(let items) = value else { continue }
                hasList = true
                readItems(items)
            }
            if !hasList { complain(firstLine, Self.listRule) }
        case nil: break
        case .scalar, .alias: complain(firstLine, Self.listRule)
        }
    }

    /// A `date:` beside the list holds for its times of day.
    private mutating func readDate(of mapping: Node.Mapping) {
        for (key, value) in mapping {
            guard case .scalar(let name) = key, case .scalar(let text) = value,
                ContextRole(name.string) == .date, let stamp = Self.stamp(text.string),
                case .dated(let day) = stamp.moment
            else { continue }
            clock.begin(day: day, isUTC: false)
        }
    }

    private mutating func readItems(_ items: Node.Sequence) {
        for item in items {
            let line = firstLine + (item.mark?.line ?? 1) - 1
            guard drafts.count < Self.itemsMax else { return complain(line, Self.countRule) }
            if case .mapping(let mapping) = item {
                if let fault = readItem(mapping, line: line) { complain(line, fault) }
            } else {
                complain(line, Self.itemRule)
            }
        }
    }

    /// Reads an item; returns the rule it breaks, or `nil`.
    private mutating func readItem(_ item: Node.Mapping, line: Int) -> String? {
        var fields = ContextFields()
        var times: [ContextRole: String] = [:]
        var others: [String] = []
        for (key, value) in item {
            guard case .scalar(let name) = key, case .scalar(let text) = value else { continue }
            switch ContextRole(name.string) {
            case .time: times[.time] = times[.time] ?? text.string
            case .date: times[.date] = times[.date] ?? text.string
            case .end: times[.end] = times[.end] ?? text.string
            case .kind: fields.set(.kind, to: text.string)
            case .service: fields.set(.service, to: text.string)
            case .name: fields.set(.name, to: text.string)
            case .version: fields.set(.version, to: text.string)
            case .note: fields.set(.note, to: text.string)
            case nil: others.append("\(name.string) \(text.string)")
            }
        }
        let date = times[.date]
        guard let written = times[.time] ?? date, let time = moment(written, date: date) else {
            return Self.timeRule
        }
        if fields.isEmpty { fields.set(.note, to: others.joined(separator: ", ")) }
        guard !fields.isEmpty else { return Self.emptyRule }
        let draft = ContextDraft(fields, line: line, time: time)
        drafts.append(draft)
        if let end = times[.end], let ended = moment(end, date: date) {
            drafts.append(draft.ended(at: ended))
        }
        return nil
    }

    private mutating func moment(_ written: String, date: String?) -> Timestamp? {
        let joined = date.flatMap { Self.stamp("\($0) \(written)") }
        return (joined ?? Self.stamp(written)).map { clock.resolve($0) }
    }

    private static func stamp(_ text: String) -> WrittenStamp? {
        let bytes = Array(ContextText.trimmed(text).utf8)
        return StampScanner.whole(bytes, 0..<bytes.count)
    }

    private mutating func complain(_ line: Int, _ rule: String) {
        strange.append(UnreadableLine(line: line, reason: rule))
    }
}
