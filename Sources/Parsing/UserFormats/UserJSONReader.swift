// Reads logs of a user's JSON format, one object a line.

/// A reader for one source.
struct UserJSONReader: FormatReader {
    private var lines: JSONLineReading
    private var rows: MessageRows
    private(set) var zone = WrittenZone.none

    private static let noObjectRule = "this line is no whole JSON object with the format's time"

    init(_ definition: FormatDefinition) {
        lines = JSONLineReading(definition)
        rows = MessageRows(measures: definition.measureNames)
    }

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in
            guard !text.isEmpty else { return }
            guard let message = lines.read(text) else {
                rows.appendUnreadable(line: number, Self.noObjectRule)
                return
            }
            add(message, text, number)
        }
        return .rows(rows.take())
    }

    mutating func finish() -> Batch { .rows(rows.takeAll()) }

    private mutating func add(
        _ message: JSONLineReading.Message,
        _ text: ArraySlice<UInt8>,
        _ number: Int
    ) {
        if zone == .none {
            zone =
                message.isZoned
                ? .written : lines.dating == .full ? .absent : .absentWithoutDate
        }
        let severity = message.level.severity
        let seconds = lines.durationSeconds(message)
        if severity >= .warning {
            Array(lines.body(message, text).utf8).withUnsafeBufferPointer {
                rows.appendEvent(
                    line: number,
                    time: message.time,
                    severity: severity,
                    process: lines.text(message, .process) ?? "",
                    text: $0
                )
            }
        } else if let seconds, let path = lines.text(message, .path) {
            rows.append(request(message, path, seconds, number))
        } else {
            rows.appendQuiet(line: number, time: message.time)
        }
        if let seconds, message.fields.value(.path) == nil {
            rows.append(measure: 0, seconds, .seconds, line: number, time: message.time)
        }
        for (value, measure) in lines.measures(message) {
            rows.append(
                measure: value + 1,
                measure.value,
                measure.unit,
                line: number,
                time: message.time
            )
        }
    }

    private func request(
        _ message: JSONLineReading.Message,
        _ path: String,
        _ seconds: Double,
        _ number: Int
    ) -> RequestEvent {
        RequestEvent(
            firstLine: number,
            lastLine: number,
            start: message.time.advanced(bySeconds: -seconds),
            method: lines.text(message, .method) ?? "",
            path: String(path.prefix { $0 != "?" }),
            endpoint: "",
            status: lines.text(message, .status).flatMap { Int($0) },
            durationMilliseconds: seconds * 1_000,
            databaseMilliseconds: nil
        )
    }
}
