// `--same A.log:120=B.log:88`: two lines that were written at the same moment.

import Parsing
import Summarizing

/// Two lines that a person says are one moment.
struct SameFlag: Equatable {
    /// A line of a file, by the file's name in the report.
    struct Place: Equatable {
        let path: String
        let line: Int

        /// Reads `FILE:LINE`; `nil` for anything else.
        init?(_ text: Substring) {
            guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
                let line = Int(text[text.index(after: colon)...]), line > 0
            else { return nil }
            path = String(text[..<colon])
            self.line = line
        }
    }

    let first: Place
    let second: Place

    /// Reads `FILE:LINE=FILE:LINE`; names of files may hold colons and equals signs.
    ///
    /// - Throws: ``InputError`` with code D042.
    init(_ text: String) throws {
        for equals in text.indices where text[equals] == "=" {
            guard let first = Place(text[..<equals]),
                let second = Place(text[text.index(after: equals)...])
            else { continue }
            self.first = first
            self.second = second
            return
        }
        throw Self.error(
            Position(path: "--same"),
            "this is not of the form FILE:LINE=FILE:LINE",
            help: "for example --same web.log:120=worker.log:88"
        )
    }

    /// Finds the stamps of the two lines.
    ///
    /// - Throws: ``InputError`` with code D042 when a file was not read, or a line has no time.
    func anchor(in files: [RecognizedFile]) throws -> ClockAnchor {
        let (source, time) = try Self.moment(of: first, in: files)
        let (other, otherTime) = try Self.moment(of: second, in: files)
        guard source != other else {
            throw Self.error(
                Position(path: "--same"),
                "both lines stand in \(first.path), which has one clock",
                help: "name lines of two files"
            )
        }
        return ClockAnchor(source: source, time: time, other: other, otherTime: otherTime)
    }

    private static func moment(of place: Place, in files: [RecognizedFile]) throws -> (
        Int, Timestamp
    ) {
        guard let number = files.firstIndex(where: { $0.file.path == place.path }),
            let format = files[number].format
        else {
            let names = files.filter { $0.format != nil }.map(\.file.path).sorted()
            throw InputError(
                code: "D042",
                position: Position(path: "--same"),
                problem: "no file that was read is named \(place.path)",
                notes: ["the files are \(names.joined(separator: ", "))"],
                remedy: "write the name as it stands in the list of debrief inspect"
            )
        }
        let time = try LineMoment.time(of: place.line, in: files[number].file, format)
        guard let time else {
            throw error(
                Position(path: place.path, line: place.line),
                "this line has no time, or the file has no such line",
                help: "name a line that begins with a time"
            )
        }
        return (number, time)
    }

    private static func error(_ position: Position, _ problem: String, help: String) -> InputError {
        InputError(code: "D042", position: position, problem: problem, remedy: help)
    }
}
