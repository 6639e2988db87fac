// One capture through the redactor, line by line.

import Foundation
import Parsing
import Reporting

/// A file, and what it was recognised as.
struct RedactedCapture {
    private let file: SourceFile
    private let format: String?

    /// Looks at the beginning of a file.
    ///
    /// - Throws: ``InputError`` with code D005 when it cannot be opened.
    init(_ file: SourceFile) throws {
        self.file = try file.formed()
        format = try RecognizedFile.recognize(file).first?.format?.name
    }

    /// Writes in pieces of so many bytes at least.
    private static let pieceBytes = 1 << 18

    /// Hands every line on, unpacked and in UTF-8, ended by LF, until `false` says that no more is wanted.
    ///
    /// Memory does not grow with the file.
    /// - Throws: ``InputError`` with code D005 when the disk refuses, and what writing throws.
    func write(_ redactor: inout LineRedactor, to write: ([UInt8]) throws -> Bool) throws {
        guard let shard = Shard.cut(file, source: 0, isSplittable: false).first else { return }
        var source = try ByteSource(shard)
        var places = LinePlaces(format: format)
        var piece: [UInt8] = []
        while let block = try source.next() {
            block.forEachLine { _, bytes in
                let line = Array(bytes)
                piece += redactor.redacted(line, places.next(line))
                piece.append(0x0A)
            }
            guard piece.count >= Self.pieceBytes else { continue }
            guard try write(piece) else { return }
            piece.removeAll(keepingCapacity: true)
        }
        guard try write(piece) else { return }
        if let damage = source.damage {
            Terminal.write(
                MessageText(
                    severity: .warning,
                    code: "D016",
                    path: file.path,
                    line: nil,
                    problem: damage,
                    notes: [],
                    remedy: "what came before it was written"
                ).text
            )
        }
    }
}
