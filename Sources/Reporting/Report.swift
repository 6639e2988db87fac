// What a report is made of: closed blocks, in which text from a log exists only as `Quoted`.

/// A report as a value; renderers turn it into text and decide nothing.
package struct Report: Sendable, Equatable {
    /// Constants and kinds only, at most 70 characters.
    package let title: String
    /// What stands above the first section.
    package let preface: [Block]
    package let sections: [Section]
    /// The last line.
    package let footer: [Inline]

    /// Makes a report.
    package init(title: String, preface: [Block], sections: [Section], footer: [Inline]) {
        self.title = title
        self.preface = preface
        self.sections = sections
        self.footer = footer
    }
}

/// A numbered part of a report; its number is its place.
package struct Section: Sendable, Equatable {
    /// The closed list of sections; the raw value is the heading.
    package enum Name: String, Sendable, CaseIterable {
        case summary = "Summary"
        case impact = "Impact"
        case timeline = "Timeline"
        case evidence = "What the evidence says"
        case trap = "The trap in this data"
        case ruledOut = "What we ruled out"
        case gaps = "What we could not know"
        case responses = "What helped, what did not"
        case actions = "Actions with expected effect"
        case questions = "Questions for the review"
        case words = "Words used here"
        case method = "Evidence, method, reproduce"
    }

    package let name: Name
    package let blocks: [Block]

    /// Makes a section.
    package init(_ name: Name, _ blocks: [Block]) {
        self.name = name
        self.blocks = blocks
    }
}

/// A paragraph-sized part of a report.
package indirect enum Block: Sendable, Equatable {
    case heading([Inline])
    case paragraph([Inline])
    /// Something a reader must see before all else.
    case callout([Inline])
    case table(Table)
    case bullets([[Inline]])
    case numbered([[Inline]])
    /// Lines to type or to compare, shown in a fixed-width font.
    case console([Quoted])
    /// Bars of text on one time axis.
    case sparklines(Sparklines)
    /// A fact with the lines that it rests on.
    case finding(FindingEntry)
    /// Every piece of evidence; where space is short the first ones, and how many more there are.
    case citations([Citation], shownMax: Int)
    /// A picture and what says the same without it.
    case figure(Figure)
    /// A place that people fill in, with what stands there before they do.
    case keep(KeptText.Region, [Block])
    /// Material that nobody must read, behind a constant summary.
    case details(summary: String, [Block])
}

/// A chart with the words that carry its message where it cannot be seen.
package struct Figure: Sendable, Equatable {
    package let chart: Chart
    /// Its shape and its numbers in 30 to 80 words.
    package let alternative: [Inline]
    /// The same as text; empty where the table beside it says the same.
    package let equivalent: [Block]

    /// Makes a figure.
    package init(chart: Chart, alternative: [Inline], equivalent: [Block] = []) {
        self.chart = chart
        self.alternative = alternative
        self.equivalent = equivalent
    }
}

/// A finding as it stands in a report.
package struct FindingEntry: Sendable, Equatable {
    package let number: Int
    /// Its time in seconds since the epoch; to the end of the capture where it was not over.
    package let start: Double
    package let end: Double
    /// Heading, words and measures.
    package let blocks: [Block]
    package let citations: [Citation]

    /// Makes an entry.
    package init(number: Int, start: Double, end: Double, blocks: [Block], citations: [Citation]) {
        self.number = number
        self.start = start
        self.end = end
        self.blocks = blocks
        self.citations = citations
    }
}

extension Citation {
    /// The columns of an index, and the cells of this row of it.
    static let columns: [Table.Column] = [
        .text("Id"), .text("Where"), .text("UTC"), .text("What it shows"),
    ]
    var cells: [[Inline]] { [[.words("E\(number)")], [.code(place)], [.words(time)], shows] }

    /// What stands above an index.
    static func summary(_ count: Int) -> String { "Evidence index (\(count))" }
}

/// Where something can be checked.
package struct Citation: Sendable, Equatable {
    package let number: Int
    /// File and lines, such as `monitor.log:10-98`.
    package let place: Quoted
    /// The moment of the first line, in UTC.
    package let time: String
    package let shows: [Inline]

    /// Makes a citation.
    package init(number: Int, place: Quoted, time: String, shows: [Inline]) {
        self.number = number
        self.place = place
        self.time = time
        self.shows = shows
    }
}

/// A part of a line.
package indirect enum Inline: Sendable, Equatable {
    /// Words from the source code; a pair of backticks in them marks something to type.
    case words(String)
    /// Text from a log.
    case code(Quoted)
    case strong([Inline])
    /// A piece of evidence by its number.
    case evidence(Int)
    /// "section 7", with the number it has in this report.
    case section(Section.Name)
}

/// A table of at most five columns, since wider ones do not fit a phone or a ticket.
package struct Table: Sendable, Equatable {
    /// A column's heading and side.
    package enum Column: Sendable, Equatable {
        case text(String)
        case number(String)
    }

    /// The widest table.
    package static let columnsMax = 5

    package let columns: [Column]
    package let rows: [[[Inline]]]

    /// Makes a table; rows are filled up or cut to the number of columns.
    package init(_ columns: [Column], rows: [[[Inline]]]) {
        precondition(columns.count <= Self.columnsMax, "a table has at most five columns")
        self.columns = columns
        self.rows = rows.map { row in
            let missing = max(0, columns.count - row.count)
            return Array(row.prefix(columns.count)) + Array(repeating: [], count: missing)
        }
    }
}

/// Series as bars of text, all from `start` to `end`.
package struct Sparklines: Sendable, Equatable {
    /// One series.
    package struct Row: Sendable, Equatable {
        /// Constants and names; shown before the bar.
        package let label: [Inline]
        /// The maximum with its unit: the top of the bar.
        package let maximum: String
        /// Heights in 0...8, one a column; `nil` is a gap.
        package let heights: [Int?]

        /// Makes a row.
        package init(label: [Inline], maximum: String, heights: [Int?]) {
            self.label = label
            self.maximum = maximum
            self.heights = heights
        }
    }

    /// Times of the first and last column, and the time a column covers.
    package let start: String
    package let end: String
    package let step: String
    package let rows: [Row]

    /// Makes a figure.
    package init(start: String, end: String, step: String, rows: [Row]) {
        self.start = start
        self.end = end
        self.step = step
        self.rows = rows
    }
}
