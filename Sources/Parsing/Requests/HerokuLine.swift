// Lines of Heroku's router and of its dyno manager.
// Source: Heroku Dev Center, "HTTP routing", "Heroku error codes" (H10 to H99, R10 to R99), "Logging".

/// A line that Heroku itself wrote: `2021-11-04T21:09:45+00:00 heroku[router]: at=info method=GET path="/" …`.
enum HerokuLine: SingleLine {
    static let rule = "a line of Heroku is a stamp, heroku[process]: and pairs or a message"

    static func read(_ text: ArraySlice<UInt8>, line: Int, into rows: inout SingleLineRows) -> Bool
    {
        guard let stamp = CalendarTime.stamp(in: text, at: text.startIndex), stamp.zone != .none
        else {
            return false
        }
        var cursor = LineCursor(text)
        cursor.index = stamp.end
        guard cursor.skip(" heroku[") else { return false }
        let process = cursor.text(until: 0x5D)
        guard cursor.skip(": "), !process.isEmpty else { return false }
        if LineCursor.equal(process, "router") {
            return router(cursor.rest, stamp.time, line, into: &rows)
        }
        let row = Row.log(dyno(cursor.rest, process, stamp.time, line))
        rows.append(row, isZoned: true)
        return true
    }

    /// A request, and the router's error where it made one.
    private static func router(
        _ text: ArraySlice<UInt8>,
        _ time: Timestamp,
        _ line: Int,
        into rows: inout SingleLineRows
    ) -> Bool {
        var draft = FieldDraft(pairsOf: text)
        draft.takeDefault(time: time, isZoned: true)
        guard let row = draft.row(line: line, escapes: .json), case .request = row else {
            return false
        }
        let code = draft[.code]
        guard !code.isEmpty else {
            rows.append(row, isZoned: true)
            return true
        }
        // Request timeout and the idle connections; all other codes say what broke.
        let waits: [StaticString] = ["H12", "H15", "H28"]
        let isWait = waits.contains { LineCursor.equal(code, $0) }
        let error = LogEvent(
            line: line,
            time: time,
            severity: .error,
            topic: isWait ? .timeout : .error(kind: LineCursor.string(code.prefix(16))),
            message: LineCursor.message(text),
            process: "router"
        )
        rows.append(row, isZoned: true)
        rows.append(.log(error), isZoned: true)
        return true
    }

    private static func dyno(
        _ text: ArraySlice<UInt8>,
        _ process: ArraySlice<UInt8>,
        _ time: Timestamp,
        _ line: Int
    ) -> LogEvent {
        var cursor = LineCursor(text)
        let isError = cursor.skip("Error R") || cursor.skip("Error H")
        let code = text.dropFirst(6).prefix { $0 != 0x20 }.prefix(16)
        var topic = LogEvent.Topic.other
        if isError {
            topic = .error(kind: LineCursor.string(code))
        } else if LineCursor.begins(text, with: "State changed from"),
            LineCursor.find(" to up", in: text) != nil
        {
            topic = .processStarted
        } else if LineCursor.begins(text, with: "Stopping "), text.last != 0x3A {
            topic = .processStopping
        }
        return LogEvent(
            line: line,
            time: time,
            severity: isError ? .error : .info,
            topic: topic,
            message: LineCursor.message(text),
            process: LineCursor.string(process.prefix(64))
        )
    }
}
