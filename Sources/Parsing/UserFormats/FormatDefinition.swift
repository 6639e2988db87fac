// A log format as a user's file defines it, read and compiled.
// Source: lnav 0.13 docs/source/formats.rst; docs/schemas/format-v1.schema.json.

/// One format of a file.
package struct FormatDefinition: Sendable {
    /// What a line is.
    enum Content: Sendable {
        case text
        /// An object a line.
        case json
    }

    /// The names under which a message holds what every message has.
    struct FieldNames: Sendable {
        var timestamp = "timestamp"
        /// A time of day beside a date.
        var time: String?
        var startTimestamp: String?
        var subsecond: String?
        var level = "level"
        var body = "body"
        var operation: String?
        var thread: String?
        var duration: String?
    }

    /// A pattern with its name and what its groups mean.
    ///
    /// A class, so that a line copies a reference instead of the layout.
    final class LinePattern: Sendable {
        let name: String
        let pattern: Pattern
        let layout: LineLayout

        init(name: String, pattern: Pattern, layout: LineLayout) {
            self.name = name
            self.pattern = pattern
            self.layout = layout
        }
    }

    /// A line, or several, that the format must read.
    struct Sample: Sendable {
        let text: String
        let level: FormatLevel?
        /// Where in the file it stands.
        let path: String
    }

    /// The name in the file: letters, digits and underscores.
    package let name: String
    package internal(set) var title = ""
    var content = Content.text
    var fields = FieldNames()
    /// In the order of their names, as lnav tries them.
    var patterns: [LinePattern] = []
    /// Patterns of lnav before 0.12 that read the body of another format's messages.
    var modulePatterns: [Pattern] = []
    var stamps: [StampFormat] = []
    /// What a number for a time is divided by to give seconds since 1970.
    var timestampDivisor = 1.0
    /// What a number for a duration is divided by to give seconds.
    var durationDivisor = 1.0
    /// What a number below the second is multiplied by to give nanoseconds.
    var subsecondNanoseconds = 1_000_000
    var levels = LevelMap()
    var values: [ValueDefinition] = []
    var lineFormat: [LinePiece] = []
    /// Whether lines that match nothing go on the message before them.
    var isMultiline = true
    /// Whether stamps without zone are UTC, which lnav then shows as local time.
    var isUTC = false
    /// Which paths hold logs of this format; `nil` for all.
    var filePattern: Pattern?
    var samples: [Sample] = []
    /// Whether the format begins with a program that makes text of something else; it is never run.
    var hasConverter = false

    /// Makes a format without anything but its name.
    init(name: String) { self.name = name }

    /// The number of patterns of a text format.
    package var patternCount: Int { patterns.count + modulePatterns.count }
    /// The number of samples.
    package var sampleCount: Int { samples.count }
}
