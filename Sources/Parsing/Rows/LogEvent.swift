/// A line of a log that is an event in itself: an error, a warning, a restart, a checkpoint.
package struct LogEvent: Sendable, Equatable, Codable {
    /// How bad the writer says it is, in rising order.
    package enum Severity: UInt8, Sendable, Comparable, Codable {
        case debug
        case info
        case warning
        case error
        case fatal

        package static func < (left: Severity, right: Severity) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// What the line is about, where the reader knows; closed so that detectors can switch on it.
    package enum Topic: Sendable, Equatable, Codable {
        case other
        /// An exception or error message; the class or SQLSTATE-like name without values.
        case error(kind: String)
        /// Redis refused a command for lack of memory (`OOM command not allowed`).
        case outOfMemory
        case timeout
        /// A worker process came up or went down.
        case processStarted
        case processStopping
        /// A database checkpoint; `onDemand` when WAL volume, not the timer, asked for it.
        case checkpoint(onDemand: Bool)
        case lockWait
        case deadlock
        case autovacuum(table: String)
        /// A background save or rewrite of Redis began.
        case fork
        /// Redis could not write its append-only file because the disk was busy.
        case diskWait
        /// A query outgrew its memory and went to disk, with the bytes it wrote.
        case temporaryFile(bytes: Int)
        /// A statement was given up because a user or a recovery asked for it, not because of a time limit.
        case cancelled
    }

    package var line: Int
    package var time: Timestamp
    package var severity: Severity
    package var topic: Topic
    /// The message without prefix, decoded lossily, at most ``messageCharactersMax`` characters.
    package var message: String
    /// The process that wrote it, where the line says.
    package var process: String

    /// Longer messages are cut: a report never quotes more, and memory stays bounded.
    package static let messageCharactersMax = 300

    /// Makes an event.
    package init(
        line: Int,
        time: Timestamp,
        severity: Severity,
        topic: Topic,
        message: String,
        process: String = ""
    ) {
        self.line = line
        self.time = time
        self.severity = severity
        self.topic = topic
        // A text of so few bytes has no more characters, and need not be walked to know it.
        self.message =
            message.utf8.count <= Self.messageCharactersMax
            ? message : String(message.prefix(Self.messageCharactersMax))
        self.process = process
    }
}
