// Logs that name their fields, a record a line: logfmt, and JSON lines of any logger.
// Source: kr/logfmt; jsonlines.org; the loggers listed in FieldRole.swift.

/// A record as logfmt, possibly behind a stamp: `ts=… level=info msg="…"`.
enum LogfmtLine: SingleLine {
    static let rule = "a line of name=value pairs has a time and a level, message or status"

    /// A line with fewer named fields is a sentence in which an equals sign stands.
    private static let knownMin = 2

    static func read(_ text: ArraySlice<UInt8>, line: Int, into rows: inout SingleLineRows) -> Bool
    {
        let stamp = CalendarTime.stamp(in: text, at: text.startIndex)
        var draft = FieldDraft(pairsOf: stamp.map { text[$0.end...] } ?? text)
        if let stamp { draft.takeDefault(time: stamp.time, isZoned: stamp.zone != .none) }
        let fields = draft.known + (stamp == nil ? 0 : 1)
        guard fields >= knownMin, draft.tellsSomething,
            let row = draft.row(line: line, escapes: .json)
        else { return false }
        rows.append(row, isZoned: draft.isZoned)
        return true
    }
}

/// A record as a JSON object: `{"time":"…","level":"info","msg":"…"}`.
enum JSONLogLine: SingleLine {
    static let rule = "a line is a JSON object with a time and a level, message or status"

    static func read(_ text: ArraySlice<UInt8>, line: Int, into rows: inout SingleLineRows) -> Bool
    {
        guard text.first == 0x7B, let draft = FieldDraft(objectOf: text), draft.tellsSomething,
            let row = draft.row(line: line, escapes: .json)
        else { return false }
        rows.append(row, isZoned: draft.isZoned)
        return true
    }
}

extension FieldDraft {
    /// Whether the record says more than when it was written.
    fileprivate var tellsSomething: Bool {
        severity != nil || has(.message) || has(.status) || has(.statement) || has(.errorMessage)
    }
}
