// What JSON documents of events have in common: drafts that wait until every version is known.

/// Events on their way out of a JSON document.
struct ContextDocument: Sendable {
    static let timeRule = "an event must hold the time at which it happened"
    static let countRule = "a file may hold 100,000 events"
    /// More are no history of a service that anybody reads.
    private static let draftsMax = 100_000

    private var drafts: [ContextDraft] = []
    private(set) var notes = ZoneNotes()

    init() {}

    /// Reads the first of several members that holds a time.
    mutating func time(of value: JSONValue, in members: [String]) -> Timestamp? {
        for member in members {
            if let reading = JSONMoment.reading(of: value[member]) {
                notes.note(isZoned: reading.isZoned)
                return reading.time
            }
        }
        return nil
    }

    /// Keeps an event; returns the rule that one too many breaks.
    mutating func keep(_ draft: ContextDraft) -> String? {
        guard drafts.count < Self.draftsMax else { return Self.countRule }
        drafts.append(draft)
        return nil
    }

    /// Hands every event on, in the order of the lines.
    mutating func release(into rows: inout [Row]) {
        rows += VersionHistory.events(drafts).map(Row.context)
        drafts = []
    }
}

/// A context event of a sample.
func contextSample(
    _ line: Int,
    _ seconds: Int64,
    _ kind: ContextEvent.Kind,
    _ text: String,
    service: String = ""
) -> Row {
    .context(
        ContextEvent(
            line: line,
            time: Timestamp(microseconds: seconds * 1_000_000),
            kind: kind,
            text: text,
            service: service
        )
    )
}
