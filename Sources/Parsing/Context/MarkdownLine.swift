// One line of hand-written notes: its marker, its times, and the sentence without them.
// Source: CommonMark 0.31 for bullets, ordered items and headings; GitHub for tables and task items.

/// A line of Markdown, as far as times and sentences go.
struct MarkdownLine {
    /// What stands before the sentence.
    enum Marker: Equatable {
        case heading
        case bullet
        case table
        case none
    }

    let marker: Marker
    let stamps: [WrittenStamp]
    private let bytes: [UInt8]
    private let content: Range<Int>

    /// Longer lines are data that somebody pasted.
    static let lineBytesMax = 65_536

    /// Splits the marker off a line and finds its times.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var start = bytes.firstIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x3E } ?? bytes.count
        switch start < bytes.count ? bytes[start] : 0 {
        case 0x23:
            marker = .heading
            while start < bytes.count, bytes[start] == 0x23 { start += 1 }
        case 0x7C: marker = .table
        default:
            let end = Self.bulletEnd(bytes, start)
            marker = end == nil ? .none : .bullet
            start = end ?? start
        }
        content = start..<bytes.count
        stamps = StampScanner.stamps(in: bytes, content)
    }

    /// Whether the line says that times are in UTC.
    var namesUTC: Bool {
        String(decoding: bytes[content], as: UTF8.self)
            .split { !$0.isLetter }
            .contains { $0 == "UTC" || $0 == "GMT" }
    }

    /// Whether a YAML list would write it: `- at: ...`, `- {at: ...`.
    var isMapping: Bool {
        guard marker == .bullet, let first = bytes[content].first else { return false }
        if first == 0x7B { return true }
        let word = bytes[content].prefix { $0 != 0x3A && $0 != 0x20 }
        let end = word.endIndex
        guard end + 1 < bytes.count, bytes[end] == 0x3A, bytes[end + 1] == 0x20 else {
            return false
        }
        return ContextRole(String(decoding: word, as: UTF8.self)) == .time
    }

    /// Whether a program wrote it: fields stand around the time instead of a sentence after it.
    var looksLikeLog: Bool {
        guard marker == .none, let first = stamps.first else { return false }
        let before = bytes[content.lowerBound..<first.range.lowerBound]
        let after = bytes[first.range.upperBound...]
        let hasFields = after.contains { Self.fieldBytes.contains($0) }
        let isCell = after.first.map { [0x2C, 0x3B, 0x2E, 0x09].contains($0) } ?? false
        let words = sentence.split { !$0.isLetter }
        let isTabular = zip(after, after.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
        return !before.allSatisfy { Self.beforeTime.contains($0) } || hasFields || isCell
            || isTabular || !words.contains { $0.count > 2 }
            || words.contains { Self.levels.contains(String($0)) }
    }

    /// The line without marker, times, emphasis and table bars.
    var sentence: String {
        var kept: [UInt8] = []
        var index = content.lowerBound
        for (number, stamp) in stamps.enumerated() {
            let gap = index..<stamp.range.lowerBound
            if number == 0 || !joins(gap) { kept += bytes[gap] }
            index = stamp.range.upperBound
        }
        kept += bytes[index..<content.upperBound]
        let words = String(decoding: kept, as: UTF8.self)
            .split { $0 == " " || $0 == "\t" || $0 == "|" }
        let joined = words.joined(separator: " ").replacing("**", with: "")
        return Self.withoutEdges(joined)
    }

    /// Whether the second time is where the event ends: `14:05–14:20`.
    var isInterval: Bool {
        guard stamps.count == 2 else { return false }
        let gap = String(
            decoding: bytes[stamps[0].range.upperBound..<stamps[1].range.lowerBound],
            as: UTF8.self
        )
        return ["-", "–", "—", "to", "until", "bis", "→", "->"].contains(ContextText.trimmed(gap))
    }

    /// Whether a line begins as JSON does, rather than as a link or a task item.
    static func beginsJSON(_ line: ArraySlice<UInt8>) -> Bool {
        let rest = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        guard let first = rest.first else { return false }
        if first == 0x7B { return true }
        guard first == 0x5B else { return false }
        guard let next = rest.dropFirst().first(where: { $0 != 0x20 }) else { return true }
        return next == 0x7B || next == 0x5B || next == 0x22 || next == 0x5D || next &- 0x30 <= 9
    }

    /// The index after `- `, `* `, `+ `, `1. ` and a task's `[x] `, or `nil`.
    private static func bulletEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
        var index = start
        if index < bytes.count, [0x2D, 0x2A, 0x2B].contains(bytes[index]) {
            index += 1
        } else {
            while index < bytes.count, index - start < 4, bytes[index] &- 0x30 <= 9 { index += 1 }
            guard index > start, index < bytes.count, bytes[index] == 0x2E || bytes[index] == 0x29
            else { return nil }
            index += 1
        }
        guard index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 else { return nil }
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        if index + 3 < bytes.count, bytes[index] == 0x5B, bytes[index + 2] == 0x5D,
            bytes[index + 3] == 0x20
        {
            index += 4
        }
        return index
    }

    /// Whether a gap between two times only joins them.
    private func joins(_ gap: Range<Int>) -> Bool {
        let joiners: Set<String> = [
            "-", "–", "—", "to", "until", "and", "&", ",", "/", "+", "bis", "→", "->",
        ]
        return joiners.contains(ContextText.trimmed(String(decoding: bytes[gap], as: UTF8.self)))
    }

    /// A sentence without the punctuation that stood around its times.
    private static func withoutEdges(_ sentence: String) -> String {
        var rest = Substring(sentence)
        while let first = rest.first, edges.contains(first) || first == ")" { rest.removeFirst() }
        while let last = rest.last, edges.contains(last) || last == "(" { rest.removeLast() }
        return String(rest)
    }

    private static let edges: Set<Character> = [
        " ", ":", ",", ";", "-", "–", "—", "~", "≈", "*", "→", "@",
    ]

    /// Equals sign, brackets and double quote: fields of logs.
    private static let fieldBytes: Set<UInt8> = [0x3D, 0x5B, 0x7B, 0x22]

    /// Severities as programs shout them.
    private static let levels: Set<String> = ["INFO", "WARN", "WARNING", "ERROR", "DEBUG", "FATAL"]

    /// What people write before a time: space, tilde, asterisk, parenthesis.
    private static let beforeTime: Set<UInt8> = [0x20, 0x09, 0x7E, 0x2A, 0x28]
}

/// Keeps track of fenced blocks, in which people paste logs.
struct MarkdownFence {
    private var isOpen = false

    init() {}

    /// Whether a line stands inside a fence or is one.
    mutating func isInside(_ bytes: [UInt8]) -> Bool {
        let rest = bytes.drop { $0 == 0x20 }
        guard rest.starts(with: [0x60, 0x60, 0x60]) || rest.starts(with: [0x7E, 0x7E, 0x7E]) else {
            return isOpen
        }
        isOpen.toggle()
        return true
    }
}
