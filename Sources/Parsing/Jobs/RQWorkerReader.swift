// The state that an RQ worker's log needs from line to line: the day, the job in hand, a traceback.
// Source: rq 2.12 `Worker.execute_job`, `Worker.handle_exception`; 1.x `[Job uuid]: exception raised`.

/// Reads the log of one RQ worker, or of several that share a file.
struct RQWorkerReader: FormatReader {
    /// What is known of the job that a worker has in hand.
    private struct JobInHand {
        var jobClass: String
        var queue: String?
        var jobID: String?
        var elapsedSeconds: Double?
    }

    /// A failure whose traceback is being read.
    private struct Failure {
        var event: JobEvent
        /// The last line of the traceback that began without a blank: `ValueError: boom`.
        var lastLine = 0
        var lastText: [UInt8] = []
    }

    let zone = WrittenZone.absentWithoutDate

    private var rows: [Row] = []
    private var inHand: [String: JobInHand] = [:]
    private var lastWorker = ""
    private var failure: Failure?
    private var day: Int64 = 0
    private var lastTimeOfDay: Int64 = 0
    private var hasReadMessage = false

    /// A clock set back by less than half a day is no midnight.
    private static let midnightStepMin = CalendarTime.microsecondsPerDay / 2
    /// More workers than this do not share a file; names beyond it are not remembered.
    private static let workersMax = 1_000
    /// Days beyond this are a file made to overflow the clock.
    private static let daysMax: Int64 = 100_000
    /// The line of a traceback that names the error: longer ones are cut.
    private static let errorBytesMax = 2_000

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in readLine(text, line: number) }
        defer { rows = [] }
        return .rows(rows)
    }

    mutating func finish() -> Batch {
        endFailure()
        defer { rows = [] }
        return .rows(rows)
    }

    /// Whether a message is one that RQ writes; for recognition.
    mutating func knows(_ message: ArraySlice<UInt8>) -> Bool {
        LineCursor.begins(message, with: "Worker ")
            || LineCursor.begins(message, with: "*** Listening on ")
            || LineCursor.begins(message, with: "Successfully completed ")
            || LineCursor.begins(message, with: "RQ worker ")
            || Self.queueMessage(message) != nil
    }

    private mutating func readLine(_ text: ArraySlice<UInt8>, line: Int) {
        guard let clock = CalendarTime.timeOfDay(in: text, at: text.startIndex),
            clock.end < text.endIndex, text[clock.end] == 0x20
        else {
            readContinuation(text, line: line)
            return
        }
        var message = text[(clock.end + 1)...]
        if LineCursor.begins(message, with: "Traceback (most recent call last)") { return }
        endFailure()
        hasReadMessage = true
        let time = stamp(clock.microseconds)
        var worker = lastWorker
        if let (name, rest) = Self.worker(of: message) {
            worker = name
            lastWorker = name
            message = rest
        }
        readMessage(message, of: worker, time: time, line: line)
    }

    private mutating func readContinuation(_ text: ArraySlice<UInt8>, line: Int) {
        if failure != nil {
            guard let first = text.first, LineCursor.isWord(first),
                !LineCursor.begins(text, with: "Traceback"),
                !LineCursor.begins(text, with: "During handling"),
                !LineCursor.begins(text, with: "The above exception")
            else { return }
            failure?.lastLine = line
            failure?.lastText = Array(text.prefix(Self.errorBytesMax))
            return
        }
        guard !hasReadMessage, text.contains(where: { $0 != 0x20 }) else { return }
        rows.append(
            .unreadable(UnreadableLine(line: line, reason: "no RQ message stands before it"))
        )
    }

    /// The moment of a time of day, which lies a day later after each midnight.
    private mutating func stamp(_ timeOfDay: Int64) -> Timestamp {
        if lastTimeOfDay - timeOfDay > Self.midnightStepMin, day < Self.daysMax { day += 1 }
        lastTimeOfDay = timeOfDay
        return Timestamp(microseconds: day * CalendarTime.microsecondsPerDay + timeOfDay)
    }
}

extension RQWorkerReader {
    private mutating func readMessage(
        _ message: ArraySlice<UInt8>,
        of worker: String,
        time: Timestamp,
        line: Int
    ) {
        if let (name, seconds) = Self.completion(message) {
            let worker = name ?? worker
            inHand[worker]?.elapsedSeconds = seconds
            return
        }
        if let (queue, text, jobID) = Self.queueMessage(message) {
            readQueueMessage(text, jobID, queue, of: worker, time: time, line: line)
            return
        }
        if let (jobID, function) = Self.exception(message) {
            let job = inHand.removeValue(forKey: worker)
            let event = JobEvent(
                line: line,
                time: time,
                phase: .failed,
                jobClass: function,
                idHash: FixedHash.hash(jobID.utf8),
                queue: job?.jobID == jobID ? job?.queue : nil,
                process: worker
            )
            failure = Failure(event: event)
            return
        }
        if !Self.isRoutine(message) { appendEvent(message, of: worker, time: time, line: line) }
    }

    private mutating func appendEvent(
        _ message: ArraySlice<UInt8>,
        of worker: String,
        time: Timestamp,
        line: Int
    ) {
        let topic = Self.topic(of: message)
        let event = LogEvent(
            line: line,
            time: time,
            severity: topic == .error(kind: Self.lostWorkHorse) ? .error : .info,
            topic: topic,
            message: LineCursor.message(message),
            process: worker
        )
        rows.append(.log(event))
    }

    private mutating func readQueueMessage(
        _ text: ArraySlice<UInt8>,
        _ jobID: String,
        _ queue: String,
        of worker: String,
        time: Timestamp,
        line: Int
    ) {
        var event = JobEvent(
            line: line,
            time: time,
            phase: .started,
            jobClass: Self.function(of: text),
            idHash: FixedHash.hash(jobID.utf8),
            queue: queue,
            process: worker
        )
        if LineCursor.equal(text, "Job OK") {
            let job = inHand.removeValue(forKey: worker)
            event.phase = .done
            event.jobClass = job?.jobID == jobID ? job?.jobClass ?? "" : ""
            event.elapsedSeconds = job?.jobID == jobID ? job?.elapsedSeconds : nil
        } else if inHand.count < Self.workersMax || inHand[worker] != nil {
            inHand[worker] = JobInHand(jobClass: event.jobClass, queue: queue, jobID: jobID)
        }
        rows.append(.job(event))
    }

    /// Hands on the failure whose traceback has ended, and the error as an event of its own.
    private mutating func endFailure() {
        guard let ended = failure else { return }
        failure = nil
        let text = ended.lastText[...]
        let name = LineCursor.string(text[..<(text.firstIndex(of: 0x3A) ?? text.endIndex)])
        let isName = !name.isEmpty && !name.contains(" ")
        rows.append(.job(ended.event))
        guard isName else { return }
        let isRefusal = LineCursor.find("OOM command not allowed", in: text) != nil
        rows.append(
            .log(
                LogEvent(
                    line: ended.lastLine,
                    time: ended.event.time,
                    severity: .error,
                    topic: isRefusal ? .outOfMemory : ErrorName.topic(of: name),
                    message: LineCursor.message(text),
                    process: ended.event.process
                )
            )
        )
    }
}

extension RQWorkerReader {
    private static let lostWorkHorse = "work-horse terminated unexpectedly"

    /// Reads `Worker NAME: ` and `Worker NAME [PID 7]: `.
    private static func worker(of text: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
        var cursor = LineCursor(text)
        guard cursor.skip("Worker ") else { return nil }
        guard let end = LineCursor.find(": ", in: cursor.rest) else { return nil }
        let name = cursor.rest[..<end]
        let bare = LineCursor.find(" [PID ", in: name).map { name[..<$0] } ?? name
        guard !bare.contains(0x20) else { return nil }
        return (LineCursor.string(bare), text[(end + 2)...])
    }

    /// Reads `queue: text (job id)`.
    private static func queueMessage(
        _ text: ArraySlice<UInt8>
    ) -> (queue: String, text: ArraySlice<UInt8>, jobID: String)? {
        guard text.last == 0x29, let colon = LineCursor.find(": ", in: text),
            let open = LineCursor.findLast(" (", in: text), open > colon + 2
        else { return nil }
        let queue = text[..<colon]
        let jobID = text[(open + 2)..<(text.endIndex - 1)]
        guard !queue.isEmpty, !queue.contains(0x20), !jobID.isEmpty,
            jobID.allSatisfy({ LineCursor.isWord($0) || $0 == 0x2D || $0 == 0x3A }),
            !LineCursor.begins(text[(colon + 2)...], with: "exception raised while executing")
        else { return nil }
        return (LineCursor.string(queue), text[(colon + 2)..<open], LineCursor.string(jobID))
    }

    /// Reads `Successfully completed f(x) job in 0:00:00.046048s on worker NAME`.
    private static func completion(_ text: ArraySlice<UInt8>) -> (String?, Double)? {
        guard LineCursor.begins(text, with: "Successfully completed "),
            let start = LineCursor.findLast(" job in ", in: text)
        else { return nil }
        var cursor = LineCursor(text[(start + 8)...])
        guard let hours = cursor.integer(), cursor.skip(byte: 0x3A),
            let minutes = cursor.integer(), cursor.skip(byte: 0x3A),
            let seconds = cursor.decimal(), cursor.skip(byte: 0x73)
        else { return nil }
        let total = Double(hours) * 3_600 + Double(minutes) * 60 + seconds
        return (cursor.skip(" on worker ") ? LineCursor.string(cursor.rest) : nil, total)
    }

    /// Reads `job ID: exception raised while executing (f)`, in RQ 1 `[Job ID]: …`.
    private static func exception(_ text: ArraySlice<UInt8>) -> (String, String)? {
        guard let colon = LineCursor.find(": exception raised while executing (", in: text),
            text.last == 0x29
        else { return nil }
        var cursor = LineCursor(text[..<colon])
        guard cursor.skip("job ") || cursor.skip("[Job ") else { return nil }
        let jobID = cursor.text(until: 0x5D)
        let function = text[(colon + 36)..<(text.endIndex - 1)]
        return (LineCursor.string(jobID), LineCursor.string(function))
    }

    /// The function's name: what follows are the arguments, which may be anybody's data.
    private static func function(of text: ArraySlice<UInt8>) -> String {
        let end = text.firstIndex { $0 == 0x28 || $0 == 0x20 } ?? text.endIndex
        return LineCursor.string(text[..<end])
    }

    /// Lines that repeat for every job and say nothing more.
    private static func isRoutine(_ text: ArraySlice<UInt8>) -> Bool {
        LineCursor.find(" result is kept for ", in: text) != nil
            || LineCursor.find("Result will never expire", in: text) != nil
            || LineCursor.begins(text, with: "Result is kept for ")
    }

    private static func topic(of text: ArraySlice<UInt8>) -> LogEvent.Topic {
        if LineCursor.begins(text, with: "started with PID ")
            || LineCursor.begins(text, with: "RQ worker ")
        {
            return .processStarted
        }
        if LineCursor.find("shut down requested", in: text) != nil
            || LineCursor.begins(text, with: "done, quitting")
        {
            return .processStopping
        }
        let isLost =
            LineCursor.find("ork-horse terminated unexpectedly", in: text) != nil
            || LineCursor.find("ork-horse process was terminated unexpectedly", in: text) != nil
        return isLost ? .error(kind: lostWorkHorse) : .other
    }
}
