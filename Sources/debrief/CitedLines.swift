// The lines of a citation with those around them, read from the file as it is now.

import Foundation
import Parsing
import Reporting

/// Which lines of a file are wanted.
struct LineWindow {
    let cited: ClosedRange<Int>
    /// Lines before and after.
    let context: Int
    /// Of a longer citation its beginning and its end.
    let linesMax: Int

    /// Whether a line is to be shown.
    func contains(_ line: Int) -> Bool {
        let head = (linesMax + 1) / 2
        let isNearStart = line >= cited.lowerBound - context && line < cited.lowerBound + head
        let isNearEnd = line > cited.upperBound - (linesMax - head) && line <= last
        return isNearStart || isNearEnd || cited.count <= linesMax && cited.contains(line)
            || (line > cited.upperBound && line <= last)
    }

    /// The last line that can be wanted.
    var last: Int { cited.upperBound + context }
}

/// Lines of a file, redacted.
struct CitedLines {
    /// Numbers and texts, in order; nothing in a text can steer a terminal.
    private(set) var lines: [(number: Int, text: String)] = []
    /// The last line of the file, as far as it was read.
    private(set) var lastLine = 0

    /// What stands in a slow log's line follows from the lines of its entry, 40 at most.
    private static let linesBefore = 200
    /// Longer lines are cut before and after they are redacted.
    private static let lineBytesMax = 1 << 16
    private static let charactersMax = 2_000

    /// Reads a file up to the end of a window.
    ///
    /// - Throws: ``InputError`` with code D005 when the file cannot be read.
    init(
        _ window: LineWindow,
        of file: SourceFile,
        format: String?,
        redactor: inout LineRedactor
    ) throws {
        guard let shard = Shard.cut(file, source: 0, isSplittable: false).first else { return }
        var source = try ByteSource(shard)
        var places = LinePlaces(format: format)
        while lastLine < window.last, let block = try source.next() {
            block.forEachLine { number, bytes in
                lastLine = number
                guard number + Self.linesBefore >= window.cited.lowerBound, number <= window.last
                else { return }
                let line = Array(bytes.prefix(Self.lineBytesMax))
                let found = places.next(line)
                guard window.contains(number) else { return }
                let text = String(decoding: redactor.redacted(line, found), as: UTF8.self)
                lines.append((number, Self.visible(text)))
            }
        }
    }

    private static func visible(_ text: String) -> String {
        VisibleText.truncated(VisibleText.neutralised(text), charactersMax: charactersMax)
    }
}
