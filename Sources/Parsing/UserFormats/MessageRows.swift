// From messages of a user's format to rows: events that matter, quiet lines by the second, means of measures.

/// Collects rows; what a later line may still change is held back, so that rows do not depend on where blocks end.
struct MessageRows {
    private var rows: [Row] = []
    private var quiet: QuietLines?
    private var open: OpenEvent?
    private var means: [MeasureMean]
    private let names: [String]
    private var hasMessage = false
    /// Lines since the last message that belong to none of their own.
    private var continuations = 0

    /// A stack trace has hundreds of lines; more is no message.
    private static let continuationsMax = 1_000

    /// An event whose message may go on in the next lines.
    private struct OpenEvent {
        let line: Int
        let time: Timestamp
        let severity: LogEvent.Severity
        let process: String
        var text: [UInt8]

        var row: Row {
            .log(
                LogEvent(
                    line: line,
                    time: time,
                    severity: severity,
                    // What is quoted of a message says what it is about.
                    topic: ErrorName.topic(
                        of: text.prefix(LogEvent.messageCharactersMax),
                        severity: severity
                    ),
                    message: LineCursor.message(text[...]),
                    process: process
                )
            )
        }
    }

    /// Values of one measure within one second.
    private struct MeasureMean {
        var second: Int64 = 0
        var line = 0
        var largest = -Double.infinity
        var time = Timestamp(microseconds: 0)
        var sum = 0.0
        var count = 0
        var unit = Sample.Unit.count
    }

    /// Bytes of a message that are kept while it may go on.
    private static let textBytesMax = 4 * LogEvent.messageCharactersMax

    /// Makes room for the measures of a format, named as series are.
    init(measures names: [String]) {
        self.names = names
        means = names.map { _ in MeasureMean() }
    }

    /// Adds a line that begins a message and says nothing alone.
    @inline(__always)
    mutating func appendQuiet(line: Int, time: Timestamp) {
        closeEvent()
        if quiet?.add(line: line, time: time) == true { return }
        closeQuiet()
        quiet = QuietLines(line: line, time: time)
    }

    /// Adds a line that begins a message which matters.
    mutating func appendEvent(
        line: Int,
        time: Timestamp,
        severity: LogEvent.Severity,
        process: String,
        text: UnsafeBufferPointer<UInt8>
    ) {
        closeEvent()
        open = OpenEvent(
            line: line,
            time: time,
            severity: severity,
            process: process,
            text: Array(UnsafeBufferPointer(rebasing: text.prefix(Self.textBytesMax)))
        )
    }

    /// Adds a request.
    mutating func append(_ request: RequestEvent) {
        closeEvent()
        rows.append(.request(request))
    }

    /// Adds a line that goes on the message before it; `false` when there is none, or it has too many.
    mutating func appendContinuation(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard hasMessage, continuations < Self.continuationsMax else { return false }
        continuations += 1
        if let count = open?.text.count, count < Self.textBytesMax {
            open?.text.append(0x0A)
            open?.text += text.prefix(Self.textBytesMax - count)
        }
        return true
    }

    /// Adds a line that could not be read.
    mutating func appendUnreadable(line: Int, _ reason: String) {
        rows.append(.unreadable(UnreadableLine(line: line, reason: reason)))
    }

    /// Adds a value; those of one second become their mean, at the line with the largest.
    mutating func append(
        measure number: Int,
        _ value: Double,
        _ unit: Sample.Unit,
        line: Int,
        time: Timestamp
    ) {
        guard value.isFinite else { return }
        if means[number].count > 0,
            means[number].second != time.wholeSeconds || means[number].unit != unit
        {
            closeMean(number)
        }
        means[number].second = time.wholeSeconds
        means[number].unit = unit
        means[number].sum += value
        means[number].count += 1
        guard value > means[number].largest else { return }
        means[number].largest = value
        means[number].line = line
        means[number].time = time
    }

    private mutating func closeEvent() {
        continuations = 0
        hasMessage = true
        guard let event = open else { return }
        rows.append(event.row)
        open = nil
    }

    private mutating func closeQuiet() {
        guard let run = quiet else { return }
        rows.append(.quiet(run))
        quiet = nil
    }

    private mutating func closeMean(_ number: Int) {
        let mean = means[number]
        guard mean.count > 0 else { return }
        rows.append(
            .sample(
                Sample(
                    line: mean.line,
                    time: mean.time,
                    metric: names[number],
                    value: mean.sum / Double(mean.count),
                    unit: mean.unit
                )
            )
        )
        means[number] = MeasureMean()
    }

    /// Hands on the rows that no line can change any more.
    mutating func take() -> [Row] {
        defer { rows = [] }
        return rows
    }

    /// Hands on every row.
    mutating func takeAll() -> [Row] {
        closeEvent()
        closeQuiet()
        for number in means.indices { closeMean(number) }
        return take()
    }
}
