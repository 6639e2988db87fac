// Which format a file is of, told by its content.

/// A file with the format that reads it, or what was tried.
package struct RecognizedFile: Sendable {
    package var file: SourceFile
    /// The format with the best score, or `nil` when none fits.
    package let format: (any LogFormat)?
    package let recognition: Recognition?
    /// The name of the second best format and its score, when there was one.
    package let runnerUp: (name: String, score: Double)?
    /// The shape of the first line that is not empty: letters `a`, digits `0`, the rest as it is, so that an
    /// unread file can be described without quoting it.
    package let firstLineShape: String
    /// A hash of the lines that were looked at.
    package let headHash: UInt64

    /// A file that was recognised elsewhere.
    package init(
        file: SourceFile,
        format: (any LogFormat)?,
        recognition: Recognition?,
        runnerUp: (name: String, score: Double)?,
        firstLineShape: String,
        headHash: UInt64
    ) {
        self.file = file
        self.format = format
        self.recognition = recognition
        self.runnerUp = runnerUp
        self.firstLineShape = firstLineShape
        self.headHash = headHash
    }

    /// Characters of the shape that are kept.
    private static let shapeCharactersMax = 60
    /// Text has hardly any control characters but tabs, returns and the escapes of colours.
    private static let controlShareMax = 0.05

    /// Recognises a file by its first lines as one of some formats, the first of several that fit equally.
    ///
    /// - Throws: ``InputError`` with code D005 when it cannot be opened.
    package static func recognize(
        _ file: SourceFile,
        among formats: [any LogFormat] = Formats.all
    ) throws -> RecognizedFile {
        guard file.refusal == nil else { return RecognizedFile(refused: file) }
        let file = try file.formed()
        let head = try ByteSource.head(of: file)
        let candidates = formats.enumerated().compactMap { order, format in
            format.recognition(of: head).map { (order: order, format: format, recognition: $0) }
        }.sorted { left, right in
            (-left.recognition.score, left.order) < (-right.recognition.score, right.order)
        }
        return RecognizedFile(
            file: file,
            format: candidates.first?.format,
            recognition: candidates.first?.recognition,
            runnerUp: candidates.dropFirst().first.map { ($0.format.name, $0.recognition.score) },
            firstLineShape: shape(of: head),
            headHash: head.lines.reduce(0) { FixedHash.hash($1, seed: $0) }
        )
    }

    private init(refused file: SourceFile) {
        self.init(
            file: file,
            format: nil,
            recognition: nil,
            runnerUp: nil,
            firstLineShape: "",
            headHash: 0
        )
    }

    private static func shape(of head: FileHead) -> String {
        guard let line = head.lines.first(where: { !$0.isEmpty }) else { return "" }
        let controls = line.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0D && $0 != 0x1B }
        if Double(controls) > controlShareMax * Double(line.count) { return "binary data" }
        var shape = ""
        var last: Character = "\0"
        for byte in line.prefix(400) where shape.count < shapeCharactersMax {
            let next: Character =
                switch byte {
                case 0x30...0x39: "0"
                case 0x41...0x5A, 0x61...0x7A: "a"
                case 0x20...0x7E: Character(Unicode.Scalar(byte))
                default: "?"
                }
            if next == last, next == "a" || next == "0" || next == "?" { continue }
            shape.append(next)
            last = next
        }
        return shape
    }
}
