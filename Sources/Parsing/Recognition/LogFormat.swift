// The protocol by which Parsing is extended: a format a file in Formats/, listed in Formats.swift.

/// A kind of file that debrief can read.
///
/// To add one, add a file to `Formats/` and its line to ``Formats/all``; its samples, the cut test and
/// the fuzz test find it there.
package protocol LogFormat: Sendable {
    /// The name users see and type: lower-case words joined by hyphens.
    var name: String { get }

    /// Real texts and what each must read as. The test suite checks every one.
    var samples: [FormatSample] { get }

    /// Whether a file may be cut into shards: lines are read without those before them, and what belongs together,
    /// as the start and the end of a job do, is joined when shards are merged. Of a message at a cut it may stay unknown
    /// that the one before it was a failure.
    var isSplittable: Bool { get }

    /// Whether the reader wants whole lines, or text as it comes because a line may be of any length.
    var delivery: LineSplitter.Delivery { get }

    /// Says how well the beginning of a file fits, or `nil` when it does not.
    func recognition(of head: FileHead) -> Recognition?

    /// Makes a reader for one source, or for one shard of it.
    func makeReader() -> any FormatReader
}

extension LogFormat {
    /// Most formats carry state from line to line.
    package var isSplittable: Bool { false }

    /// Most formats read lines.
    package var delivery: LineSplitter.Delivery { .wholeLines }
}

/// Turns blocks of lines into batches.
///
/// A reader sees only whole lines, in order.
package protocol FormatReader {
    /// Reads a block. A strange line becomes an `unreadable` row; reading never fails.
    mutating func read(_ block: LineBlock) -> Batch

    /// Hands on what was waiting for a continuation line. Called once, after the last block.
    mutating func finish() -> Batch

    /// What the stamps of this source say of their time zone, as far as was seen.
    var zone: WrittenZone { get }

    /// Where one file holds several sources, what each of them got, in their order; else empty.
    var streams: [StreamAccount] { get }
}

extension FormatReader {
    /// Most files hold one source.
    package var streams: [StreamAccount] { [] }
}

/// What one source of a file that holds several got of it.
package struct StreamAccount: Sendable, Equatable {
    package var lines: Int
    package var zone: WrittenZone

    /// Makes an account.
    package init(lines: Int = 0, zone: WrittenZone = .none) {
        self.lines = lines
        self.zone = zone
    }
}

/// What a source itself says of the zone of its stamps.
package enum WrittenZone: Sendable, Equatable, Codable {
    /// Each stamp is UTC or carries its offset, or is an epoch; rows are in UTC.
    case written
    /// The source names an offset once (a header); rows have been converted to UTC with it.
    case header(offsetSeconds: Int)
    /// Wall-clock times without zone: rows are stamped as if they were UTC.
    case absent
    /// Times of day without date: rows are stamped from 1970-01-01, one day later at each midnight.
    case absentWithoutDate
    /// Dates without year: rows are stamped from 1970 on, as ``YearlessClock`` counts.
    case absentWithoutYear
    /// No stamps at all.
    case none
}

/// The beginning of a file, for recognition.
package struct FileHead: Sendable {
    /// The file name without folders.
    package let name: String
    /// At most ``linesMax`` whole lines (the last may be cut when the file is one huge line).
    package let lines: [ArraySlice<UInt8>]
    /// Lines looked at.
    ///
    /// 1,000 log lines are under 1 MB and enough to tell two formats apart.
    package static let linesMax = 1_000

    /// Makes a head from the first bytes of a file.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        var lines: [ArraySlice<UInt8>] = []
        LineBlock(bytes: bytes, firstLine: 1).forEachLine { number, text in
            if number <= Self.linesMax { lines.append(text) }
        }
        self.lines = lines
    }

    /// Makes a head of lines that stand somewhere else.
    init(name: String, lines: [ArraySlice<UInt8>]) {
        self.name = name
        self.lines = Array(lines.prefix(Self.linesMax))
    }
}

/// How well a format fits a file.
package struct Recognition: Sendable, Equatable, Codable {
    /// The share of the looked-at lines that the format explains, in 0...1; formats whose grammar is
    /// loose (CSV, Markdown) claim at most 0.8 so that a specific one wins.
    package let score: Double
    /// Why, as a constant phrase without text of the file: "lines start with epoch and [db client]".
    package let reason: String
    /// The first stamp, for formats whose files continue each other and must be read in the order of time.
    package let firstStamp: Timestamp?

    /// Makes a recognition.
    package init(score: Double, reason: String, firstStamp: Timestamp? = nil) {
        self.score = score
        self.reason = reason
        self.firstStamp = firstStamp
    }
}

/// A text and the rows it must read as; both lists empty for a text the format must refuse.
package struct FormatSample: Sendable {
    /// The text, lines separated by LF.
    package let text: String
    /// What must be read.
    package let rows: [Row]
    /// For commands, what must be read of each: `database client COMMAND key words`, empty parts as `-`.
    package let commands: [String]
    /// Where the text comes from: the writer's source file and version, or a real run.
    package let source: String

    /// Makes a sample of a format that hands on rows.
    package init(_ text: String, reads rows: [Row], source: String) {
        self.text = text
        self.rows = rows
        commands = []
        self.source = source
    }

    /// Makes a sample of a format that hands on commands.
    package init(_ text: String, readsCommands commands: [String], source: String) {
        self.text = text
        rows = []
        self.commands = commands
        self.source = source
    }
}
