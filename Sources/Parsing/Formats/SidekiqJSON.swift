// Logs of Sidekiq workers as JSON, one object a line.
// Source: sidekiq `Sidekiq::Logger::Formatters::JSON`, 6.0 to 8.1.

/// Sidekiq's JSON log: `{"ts":"…Z","pid":1,"tid":"nsk","lvl":"INFO","msg":"done","ctx":{…}}`.
package struct SidekiqJSON: LogFormat {
    package let name = "sidekiq-json"
    package let isSplittable = true

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        let lines = head.lines.filter { !$0.isEmpty }
        let messages = lines.count { SidekiqJSONLine.read($0) != nil }
        guard messages > 0, !lines.isEmpty else { return nil }
        return Recognition(
            score: Double(messages) / Double(lines.count),
            reason: "lines are objects with ts, pid, tid, lvl and msg as Sidekiq prints them"
        )
    }

    package func makeReader() -> any FormatReader { SidekiqJSONReader() }
}

private struct SidekiqJSONReader: FormatReader {
    let zone = WrittenZone.written
    private var rows = SidekiqRows()

    mutating func read(_ block: LineBlock) -> Batch {
        if block.beginsMidway { rows.skipMessages() }
        block.forEachLine { number, text in
            guard let message = SidekiqJSONLine.read(text) else {
                rows.appendContinuation(text, line: number)
                return
            }
            rows.append(message, line: number) {
                JSONFieldCursor.decode(message.message.prefix(SidekiqJSONLine.messageBytesMax))
            }
        }
        return rows.take()
    }

    mutating func finish() -> Batch { .rows([]) }
}

private enum SidekiqJSONLine {
    /// Six bytes of escape a character are the longest form; the event keeps no more characters.
    static let messageBytesMax = 6 * LogEvent.messageCharactersMax

    /// What was read of a line so far.
    private struct Draft {
        var line: SidekiqLine
        var hasTime = false
        var hasSeverity = false
        var hasMessage = false
        var objects = 1
    }

    /// Reads a line; members may come in any order, and logplex may have put a header before them.
    static func read(_ text: ArraySlice<UInt8>) -> SidekiqLine? {
        guard let start = text.first == 0x7B ? text.startIndex : objectStart(in: text) else {
            return nil
        }
        var cursor = JSONFieldCursor(text[start...])
        guard cursor.enter() else { return nil }
        var draft = Draft(line: SidekiqLine(of: text))
        while let name = cursor.name() {
            guard readMember(name, &cursor, into: &draft) else { return nil }
        }
        guard cursor.closedCount == draft.objects, cursor.isFinished(), draft.hasMessage,
            draft.hasTime, draft.hasSeverity
        else { return nil }
        return draft.line
    }

    private static func readMember(
        _ name: ArraySlice<UInt8>,
        _ cursor: inout JSONFieldCursor,
        into draft: inout Draft
    ) -> Bool {
        if LineCursor.equal(name, "ts"), let text = cursor.string() {
            guard let stamp = CalendarTime.stamp(in: text, at: text.startIndex) else {
                return false
            }
            draft.line.time = stamp.time
            draft.hasTime = true
        } else if LineCursor.equal(name, "pid"), let process = cursor.scalar() {
            draft.line.process = process
        } else if LineCursor.equal(name, "tid"), let thread = cursor.scalar() {
            draft.line.thread = thread
        } else if LineCursor.equal(name, "lvl"), let level = cursor.string() {
            guard let severity = SidekiqLine.severity(named: level) else { return false }
            draft.line.severity = severity
            draft.hasSeverity = true
        } else if LineCursor.equal(name, "msg"), let message = cursor.string() {
            draft.line.message = message
            draft.hasMessage = true
        } else if LineCursor.equal(name, "ctx"), cursor.enter() {
            draft.objects += 1
            readContext(&cursor, into: &draft.line)
        } else {
            return cursor.skipValue()
        }
        return true
    }

    private static func readContext(_ cursor: inout JSONFieldCursor, into line: inout SidekiqLine) {
        while let name = cursor.name() {
            if LineCursor.equal(name, "class"), let jobClass = cursor.string() {
                line.jobClass = jobClass
            } else if LineCursor.equal(name, "jid"), let jobID = cursor.string() {
                line.jobID = jobID
            } else if LineCursor.equal(name, "elapsed"), let elapsed = cursor.scalar() {
                var digits = LineCursor(elapsed)
                let seconds = digits.decimal()
                line.elapsedSeconds = digits.isAtEnd ? seconds : nil
            } else if !cursor.skipValue() {
                return
            }
        }
    }

    /// Where the object begins behind `2021-02-11T15:41:49.998645+00:00 app[sidekiq.1]: `.
    private static func objectStart(in text: ArraySlice<UInt8>) -> Int? {
        guard let stamp = CalendarTime.stamp(in: text, at: text.startIndex),
            let end = LineCursor.find("]: {", in: text[stamp.end...].prefix(64))
        else { return nil }
        return end + 3
    }
}

extension SidekiqJSON {
    package var samples: [FormatSample] {
        [
            FormatSample(
                #"{"ts":"2026-11-21T03:17:11.633Z","pid":31996,"tid":"nsk","lvl":"INFO","#
                    + #""msg":"done","ctx":{"class":"HardJob","jid":"fdb9b883604a14d49e9600b7","#
                    + #""tags":["alpha","beta"],"elapsed":0.051}}"#,
                reads: [
                    .job(
                        JobEvent(
                            line: 1,
                            time: Timestamp(microseconds: 1_795_231_031_633_000),
                            phase: .done,
                            jobClass: "HardJob",
                            idHash: FixedHash.hash("fdb9b883604a14d49e9600b7".utf8),
                            process: "31996",
                            elapsedSeconds: 0.051
                        )
                    )
                ],
                source: "a run of sidekiq 7.3.10"
            ),
            FormatSample(
                #"{"ts":"2026-11-21T03:17:18.582Z","pid":32007,"tid":"o0f","lvl":"WARN","#
                    + #""msg":"working on\nmultiline 0","ctx":{"jid":"c17a4339afccd2b4df5b1616","#
                    + #""class":"HardJob","tags":["alpha","beta"]}}"#,
                reads: [
                    .log(
                        LogEvent(
                            line: 1,
                            time: Timestamp(microseconds: 1_795_231_038_582_000),
                            severity: .warning,
                            topic: .other,
                            message: "working on\nmultiline 0",
                            process: "32007"
                        )
                    )
                ],
                source: "a run of sidekiq 8.1.7, its level raised"
            ),
        ]
    }
}
