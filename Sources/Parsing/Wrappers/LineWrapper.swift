// The protocol by which programs that hand on other programs' lines are unwrapped: a wrapper a file, listed
// in Wrappers.swift.

/// A form in which one program hands on the lines of others.
package protocol LineWrapper: Sendable {
    /// The name users see: lower-case words joined by hyphens.
    var name: String { get }

    /// Whether the grammar is so strict that nothing else looks like it.
    ///
    /// Such lines are always unwrapped; others only where that tells more than the lines as they stand.
    var isUnmistakable: Bool { get }

    /// Texts and what each must unwrap to. The test suite checks every one.
    var samples: [WrapperSample] { get }

    /// Makes what unwraps the lines of one file.
    func makeUnwrapper() -> any Unwrapper
}

/// Takes lines out of their wrapping, one after the other.
package protocol Unwrapper {
    /// Takes one line.
    mutating func unwrap(_ text: ArraySlice<UInt8>, line: Int) -> Unwrapped

    /// Hands on what waited for its end. Called once, after the last line.
    mutating func finish() -> [WrappedLine]
}

extension Unwrapper {
    /// Most wrappers hand on a line at once.
    package mutating func finish() -> [WrappedLine] { [] }
}

/// What a line held.
package enum Unwrapped {
    case line(WrappedLine)
    /// Several at once, in their order.
    case lines([WrappedLine])
    /// A part of a longer one, or a line of the wrapper itself.
    case nothing
    /// No line of this wrapper: the rest of a message of several lines, or something else.
    case foreign
}

/// A line without its wrapping.
package struct WrappedLine {
    /// Which program, container or host wrote it; empty where the wrapper does not say.
    package var stream: ArraySlice<UInt8>
    /// The host it ran on; empty where the wrapper does not say.
    package var host: ArraySlice<UInt8>
    /// The line as the program wrote it, without LF.
    package var payload: ArraySlice<UInt8>
    package var envelope: Envelope

    init(
        stream: ArraySlice<UInt8> = [],
        host: ArraySlice<UInt8> = [],
        payload: ArraySlice<UInt8>,
        envelope: Envelope
    ) {
        self.stream = stream
        self.host = host
        self.payload = payload
        self.envelope = envelope
    }
}

/// What a wrapper says of a line besides the line itself.
package struct Envelope: Sendable, Equatable {
    /// The line of the file, or the mark of it.
    package var line: Int
    /// When the wrapper saw the line.
    package var time: WrittenMoment?
    /// How bad the wrapper was told it is.
    package var severity: LogEvent.Severity?
    /// The process that wrote it, or empty.
    package var process: String

    package init(
        line: Int,
        time: WrittenMoment? = nil,
        severity: LogEvent.Severity? = nil,
        process: String = ""
    ) {
        self.line = line
        self.time = time
        self.severity = severity
        self.process = process
    }
}

/// A moment and what its stamp says of the zone.
package struct WrittenMoment: Sendable, Equatable {
    package var time: Timestamp
    package var zone: WrittenZone

    package init(_ time: Timestamp, zone: WrittenZone) {
        self.time = time
        self.zone = zone
    }

    init(_ stamp: CalendarTime.Stamp) {
        self.init(stamp.time, zone: stamp.zone == .none ? .absent : .written)
    }
}

/// A wrapped text and what must come out of it.
package struct WrapperSample: Sendable {
    /// The text, lines separated by LF.
    package let text: String
    /// What must come out, `stream|seconds since the epoch|payload` a line, empty parts as `-`.
    package let lines: [String]
    /// Where the text comes from: the writer's source file and version, or a real run.
    package let source: String

    package init(_ text: String, unwraps lines: [String], source: String) {
        self.text = text
        self.lines = lines
        self.source = source
    }
}
