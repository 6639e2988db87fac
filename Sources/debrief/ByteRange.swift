// `--range START:END`: which bytes of a file a scan reads.

import Parsing

/// A stretch of a file as it is written on the command line.
struct ByteRange: Equatable {
    let start: Int
    /// The byte after the last, or `nil` for the end of the file.
    let end: Int?

    /// Reads `0:1073741824` or `1073741824:`.
    ///
    /// - Throws: ``InputError`` with code D007.
    init(_ text: String) throws {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = Self.number(parts[0]),
            parts[1].isEmpty || Self.number(parts[1]) != nil
        else { throw Self.refusal("a range is two numbers of bytes with a colon between them") }
        self.start = start
        end = Self.number(parts[1])
        if let end, end <= start { throw Self.refusal("a range ends after it starts") }
    }

    /// The range within the only file that was found.
    ///
    /// - Throws: ``InputError`` with code D007 when there is another number of files, or the range begins behind
    ///   the end.
    func resolved(in files: [RecognizedFile]) throws -> Range<Int> {
        guard files.count == 1, let file = files.first?.file, !file.isPipe else {
            throw Self.refusal("a range is of one file, and not of a folder or a pipe")
        }
        guard start < file.bytes else {
            throw Self.refusal("\(file.path) has \(file.bytes) bytes, so it has none in this range")
        }
        return start..<min(end ?? file.bytes, file.bytes)
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(text) : nil
    }

    private static func refusal(_ problem: String) -> InputError {
        InputError(
            code: "D007",
            position: Position(path: "--range"),
            problem: problem,
            remedy: "for example --range 0:1073741824 and --range 1073741824: for the rest"
        )
    }
}
