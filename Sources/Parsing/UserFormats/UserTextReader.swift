// Reads logs of a user's text format.

import Foundation

/// A reader for one source; it holds the state of matching.
struct UserTextReader: FormatReader {
    private let definition: FormatDefinition
    private var lines: LineReading
    private var rows: MessageRows
    private(set) var zone = WrittenZone.none

    /// The rules that strange lines break.
    private static let noPatternRule = "no pattern of the format matches this line"
    private static let noTimeRule =
        "a pattern of the format matches, but its time has none of the format's forms"
    private static let limitRule =
        "the format's pattern reached its limit of backtracking on this line"

    init(_ definition: FormatDefinition) {
        self.definition = definition
        lines = LineReading(definition)
        rows = MessageRows(measures: definition.measureNames)
    }

    mutating func read(_ block: LineBlock) -> Batch {
        block.bytes.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress else { return }
            var number = block.firstLine
            var start = 0
            while start < text.count {
                let found = memchr(base + start, 0x0A, text.count - start)
                let feed = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? text.count
                let end = feed > start && base[feed - 1] == 0x0D ? feed - 1 : feed
                read(UnsafeBufferPointer(start: base + start, count: end - start), number)
                number += 1
                start = feed + 1
            }
        }
        return .rows(rows.take())
    }

    mutating func finish() -> Batch { .rows(rows.takeAll()) }

    private mutating func read(_ line: UnsafeBufferPointer<UInt8>, _ number: Int) {
        switch lines.read(line) {
        case .message(let message): add(message, line, number)
        case .none(.noPattern):
            guard !line.isEmpty else { return }
            if definition.isMultiline, rows.appendContinuation(line) { return }
            rows.appendUnreadable(line: number, Self.noPatternRule)
        case .none(.noTime):
            if definition.isMultiline, rows.appendContinuation(line) { return }
            rows.appendUnreadable(line: number, Self.noTimeRule)
        case .none(.limited): rows.appendUnreadable(line: number, Self.limitRule)
        }
    }

    private mutating func add(
        _ message: LineReading.Message,
        _ line: UnsafeBufferPointer<UInt8>,
        _ number: Int
    ) {
        if zone == .none {
            zone =
                message.isZoned
                ? .written : lines.dating == .full ? .absent : .absentWithoutDate
        }
        let layout = message.line.layout
        let severity = message.level.severity
        if severity >= .warning {
            let body = lines.matcher.range(of: layout.body).map(line.part) ?? line
            let process = lines.matcher.range(of: layout.process).map(line.part)
            rows.appendEvent(
                line: number,
                time: message.time,
                severity: severity,
                process: process?.string ?? "",
                text: body
            )
        } else if !addRequest(message, layout, line, number) {
            rows.appendQuiet(line: number, time: message.time)
        }
        if layout.hasNumbers { addMeasures(message, layout, line, number) }
    }

    /// Adds a line that says what was asked for and how long it took; `false` for any other.
    private mutating func addRequest(
        _ message: LineReading.Message,
        _ layout: LineLayout,
        _ line: UnsafeBufferPointer<UInt8>,
        _ number: Int
    ) -> Bool {
        guard layout.isRequest, let path = lines.matcher.range(of: layout.path).map(line.part),
            let seconds = lines.matcher.range(of: layout.duration).flatMap({
                definition.durationSeconds(line.part($0))
            })
        else { return false }
        let method = lines.matcher.range(of: layout.method).map(line.part)
        let status = lines.matcher.range(of: layout.status).map(line.part)
        rows.append(
            RequestEvent(
                firstLine: number,
                lastLine: number,
                // The line is written when the request ends.
                start: message.time.advanced(bySeconds: -seconds),
                method: method?.string ?? "",
                path: String(decoding: path.prefix { $0 != 0x3F }, as: UTF8.self),
                endpoint: "",
                status: status.flatMap { WrittenMeasure($0) }.flatMap { Int(exactly: $0.number) },
                durationMilliseconds: seconds * 1_000,
                databaseMilliseconds: nil
            )
        )
        return true
    }

    private mutating func addMeasures(
        _ message: LineReading.Message,
        _ layout: LineLayout,
        _ line: UnsafeBufferPointer<UInt8>,
        _ number: Int
    ) {
        if !layout.isRequest, let range = lines.matcher.range(of: layout.duration),
            let seconds = definition.durationSeconds(line.part(range))
        {
            rows.append(measure: 0, seconds, .seconds, line: number, time: message.time)
        }
        for measure in layout.measures {
            guard let range = lines.matcher.range(of: measure.group) else { continue }
            let unit = lines.matcher.range(of: measure.unit).map { line.part($0).string }
            let written = definition.values[measure.value].measure(line.part(range), unit: unit)
            guard let written else { continue }
            rows.append(
                measure: measure.value + 1,
                written.value,
                written.unit,
                line: number,
                time: message.time
            )
        }
    }
}

extension FormatDefinition {
    /// The names of series: the duration, then each value by its index.
    var measureNames: [String] {
        ["\(name).\(fields.duration ?? "duration")"] + values.map { "\(name).\($0.name)" }
    }

    /// Seconds that the text of a duration stands for: with a unit, or by the format's divisor.
    func durationSeconds(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let written = WrittenMeasure(text), written.number >= 0 else { return nil }
        guard written.end < text.count else { return written.number / durationDivisor }
        let unit = String(decoding: text[written.end...], as: UTF8.self)
        guard let scale = UnitScale.named(unit), scale.unit == .seconds else { return nil }
        return scale.value(of: written.number)
    }
}

extension ValueDefinition {
    /// The number a text stands for, in a base unit; a unit may stand in the text itself.
    func measure(
        _ text: UnsafeBufferPointer<UInt8>,
        unit: String?
    ) -> (value: Double, unit: Sample.Unit)? {
        guard let written = WrittenMeasure(text) else { return nil }
        let own = written.end < text.count
        return measure(
            written.number,
            unit: own ? text.part(written.end..<text.count).string : unit
        )
    }
}
