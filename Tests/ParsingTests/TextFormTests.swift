// Encodings and ends of lines, told by the bytes and undone before lines are looked for.

import Randomness
import Testing

@testable import Parsing

@Suite struct TextFormTests {
    private static let text = "first é line\nzweite Zeile ✓ 𝄞\r\nthird\rpart\nlast\n"

    /// A text as UTF-16, with or without its mark.
    private func wide(_ text: String, isBig: Bool, mark: Bool) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return isBig ? bytes.reversed() : bytes
        }
    }

    private func expect(
        _ bytes: [UInt8],
        _ encoding: TextEncoding,
        reads text: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = try TemporaryFile(bytes)
        let formed = try file.source.formed()
        let shard = Shard.cut(formed, source: 0, isSplittable: false)[0]

        #expect(formed.form.encoding == encoding, sourceLocation: sourceLocation)
        #expect(
            try TemporaryFile.read(shard).bytes == Array(text.utf8),
            sourceLocation: sourceLocation
        )
    }

    @Test(arguments: [true, false], [true, false])
    func readsWideText(isBig: Bool, mark: Bool) throws {
        let text = String(repeating: "an ASCII line\n", count: 50) + Self.text
        try expect(
            wide(text, isBig: isBig, mark: mark),
            isBig ? .utf16BigEndian : .utf16LittleEndian,
            reads: text
        )
    }

    @Test func passesOverAMark() throws {
        try expect([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), .utf8Marked, reads: Self.text)
    }

    @Test func leavesPlainTextAlone() throws {
        try expect(Array(Self.text.utf8), .utf8, reads: Self.text)
    }

    @Test func readsLatin1() throws {
        let text = "Müller kaufte für 3 £\nñ\n"
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        try expect(bytes, .latin1, reads: text)
    }

    @Test(
        arguments: [
            Array("damaged é \u{C3}".utf8) + [0xC3, 0x0A], [0xC3, 0x01, 0x0A], [0x80, 0x99, 0x0A],
            Array("cut at its end é".utf8.dropLast()),
        ] as [[UInt8]]
    )
    func takesDamagedTextAndBinaryValuesForUTF8(bytes: [UInt8]) {
        #expect(TextForm(of: bytes).encoding == .utf8)
    }

    @Test func aReturnAloneEndsALineOnlyWhereNoLineFeedDoes() throws {
        #expect(TextForm(of: Array("one\rtwo\rthree".utf8)).lineEnd == .carriageReturn)
        #expect(TextForm(of: Array("one\rtwo\nthree".utf8)).lineEnd == .lineFeed)
        let file = try TemporaryFile(Array("one\rtwo\rthree".utf8))
        let shard = Shard.cut(try file.source.formed(), source: 0, isSplittable: false)[0]
        #expect(try TemporaryFile.read(shard).lines == 3)
    }

    @Test func looksFarForALineFeed() throws {
        let text = [UInt8](repeating: 0x0D, count: 600_000) + [0x0A]
        let file = try TemporaryFile(text)

        #expect(try file.source.formed().form.lineEnd == .lineFeed)
    }

    @Test(arguments: [TextEncoding.utf8Marked, .latin1, .utf16BigEndian, .utf16LittleEndian])
    func transcodesTheSameAtEveryCut(encoding: TextEncoding) {
        var form = TextForm()
        form.encoding = encoding
        let bytes = wide(Self.text + "\u{FFFD}", isBig: encoding == .utf16BigEndian, mark: true)
        let whole = transcode([bytes], form)
        let differing = bytes.indices.filter { cut in
            transcode([Array(bytes[..<cut]), Array(bytes[cut...])], form) != whole
        }

        #expect(differing == [])
    }

    private func transcode(_ pieces: [[UInt8]], _ form: TextForm) -> [UInt8] {
        var transcoder = Transcoder(form, isAtStart: true)
        return pieces.flatMap { piece in
            piece.withUnsafeBufferPointer { transcoder.transcode($0) }
        }
    }
}
