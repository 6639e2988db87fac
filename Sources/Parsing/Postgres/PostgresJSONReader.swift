// PostgreSQL's jsonlog, and the same record inside the objects of CloudNativePG and Google Cloud SQL.
// Source: PostgreSQL manual 17, 20.8.5 (jsonlog, 15 on); CloudNativePG 1.x logging (`record`); Cloud SQL `textPayload`.

/// Reads the server log in JSON, an object a line.
struct PostgresJSONReader: FormatReader {
    private var messages = PostgresMessages()
    private var hasUnknownZone = false

    var zone: WrittenZone { hasUnknownZone ? .absent : .written }

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in readLine(text, line: number) }
        return .rows(messages.take())
    }

    mutating func finish() -> Batch { .rows(messages.takeAll()) }

    private mutating func readLine(_ text: ArraySlice<UInt8>, line: Int) {
        guard let record = PostgresJSONLine(text) else {
            guard text.contains(where: { $0 > 0x20 }) else { return }
            messages.refuse(line, "no object with the fields of PostgreSQL's JSON log")
            return
        }
        if !record.isZoned { hasUnknownZone = true }
        for (kind, text) in record.parts {
            messages.append(
                PostgresMessage(
                    kind: kind,
                    time: record.time,
                    process: record.process,
                    application: record.application,
                    firstLine: line,
                    lastLine: line,
                    text: text.prefix(PostgresMessage.textBytesMax)
                )
            )
        }
    }
}

/// A record of the server as an object.
struct PostgresJSONLine {
    private(set) var time = Timestamp(microseconds: 0)
    private(set) var isZoned = true
    private(set) var process = ""
    private(set) var application = ""
    /// The message, and its detail where there is one.
    private(set) var parts: [(kind: PostgresLine.Kind, text: ArraySlice<UInt8>)] = []

    private var stamp: ArraySlice<UInt8> = []
    private var severity: ArraySlice<UInt8> = []
    private var message: ArraySlice<UInt8> = []
    private var detail: ArraySlice<UInt8> = []
    private var payload: ArraySlice<UInt8> = []
    private var processText: ArraySlice<UInt8> = []
    private var applicationText: ArraySlice<UInt8> = []

    /// Reads a line; `nil` for any other object.
    init?(_ text: ArraySlice<UInt8>) {
        guard text.first == 0x7B else { return nil }
        var cursor = JSONFieldCursor(text)
        var objects = 1
        guard cursor.enter(), readMembers(&cursor, &objects), cursor.closedCount == objects,
            cursor.isFinished()
        else { return nil }
        if payload.isEmpty {
            guard takeRecord() else { return nil }
        } else {
            guard takePayload() else { return nil }
        }
    }

    private mutating func readMembers(
        _ cursor: inout JSONFieldCursor,
        _ objects: inout Int
    ) -> Bool {
        while let name = cursor.name() {
            if LineCursor.equal(name, "record"), objects == 1, cursor.isAtObject {
                // What stands outside is the wrapper's.
                stamp = []
                message = []
                objects += 1
                guard cursor.enter(), readMembers(&cursor, &objects) else { return false }
                continue
            }
            guard isKnown(name), let value = cursor.scalar() else {
                guard cursor.skipValue() else { return false }
                continue
            }
            take(name, value)
        }
        return true
    }

    private static let names: [StaticString] = [
        "message", "timestamp", "log_time", "error_severity", "detail", "pid", "process_id",
        "application_name", "textPayload",
    ]

    private func isKnown(_ name: ArraySlice<UInt8>) -> Bool {
        Self.names.contains { LineCursor.equal(name, $0) }
    }

    private mutating func take(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
        if LineCursor.equal(name, "message") {
            message = value
        } else if LineCursor.equal(name, "timestamp") || LineCursor.equal(name, "log_time") {
            stamp = value
        } else if LineCursor.equal(name, "error_severity") {
            severity = value
        } else if LineCursor.equal(name, "detail") {
            detail = value
        } else if LineCursor.equal(name, "application_name") {
            applicationText = value
        } else if LineCursor.equal(name, "textPayload") {
            payload = value
        } else {
            processText = value
        }
    }

    private mutating func takeRecord() -> Bool {
        guard let kind = PostgresLine.kind(named: severity), takeTime() else { return false }
        process = LineCursor.string(processText)
        application =
            applicationText.isEmpty ? process : JSONFieldCursor.decode(applicationText)
        parts.append((kind, Self.decoded(message)))
        if !detail.isEmpty { parts.append((.detail, Self.decoded(detail))) }
        return true
    }

    /// Cloud SQL has the line of the server without its stamp, which stands beside it.
    private mutating func takePayload() -> Bool {
        guard takeTime() else { return false }
        let line = Self.stampless + Self.decoded(payload)
        guard let read = PostgresLine(line[...]) else { return false }
        process = LineCursor.string(read.process)
        application = read.application.map(LineCursor.string) ?? process
        parts.append((read.kind, read.text))
        return true
    }

    /// Stands before a payload so that it is read as a line is; its time is not used.
    private static let stampless = Array("1970-01-01 00:00:00 UTC ".utf8)

    private mutating func takeTime() -> Bool {
        guard let read = CalendarTime.stamp(in: stamp, at: stamp.startIndex) else { return false }
        (time, isZoned) = PostgresLine.moment(read, zoneNamed: stamp[read.end...])
        return true
    }

    private static func decoded(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.contains(0x5C) ? Array(JSONFieldCursor.decode(text).utf8)[...] : text
    }
}
