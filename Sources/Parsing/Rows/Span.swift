/// A piece of work of one service within a trace.
package struct Span: Sendable, Equatable {
    /// How it ended, where the writer says.
    package enum Status: UInt8, Sendable {
        case unset
        case ok
        case error
    }

    package var line: Int
    /// A hash of the trace's id; spans of a trace share it.
    package var trace: UInt64
    /// A hash of the span's id, and of its parent's; `nil` for the first of a trace.
    package var identity: UInt64
    package var parent: UInt64?
    package var service: String
    /// What was done, as the writer names it: `POST /orders`, `SELECT orders`.
    package var operation: String
    package var start: Timestamp
    package var durationMicroseconds: Int64
    package var status: Status

    /// Longer names are cut: a report never quotes more.
    package static let nameCharactersMax = 120
    /// A longer duration is no measurement: a year.
    private static let durationMicrosecondsMax: Int64 = 31_536_000_000_000

    /// Makes a span; a duration is kept within 0 and a year.
    package init(
        line: Int,
        trace: UInt64,
        identity: UInt64,
        parent: UInt64?,
        service: String,
        operation: String,
        start: Timestamp,
        durationMicroseconds: Int64,
        status: Status
    ) {
        self.line = line
        self.trace = trace
        self.identity = identity
        self.parent = parent
        self.service = String(service.prefix(Self.nameCharactersMax))
        self.operation = String(operation.prefix(Self.nameCharactersMax))
        self.start = start
        self.durationMicroseconds = min(max(0, durationMicroseconds), Self.durationMicrosecondsMax)
        self.status = status
    }

    /// The identity of the server's half of a span whose two halves share one id, as Zipkin's do.
    package static func serverHalf(of identity: UInt64) -> UInt64 {
        FixedHash.combine(identity, 0x5E52_5645)
    }
}
