// Reads a text with a format's reader, as the tests of row formats need it.

@testable import Parsing

/// The rows of a text and what its reader says of the zone.
struct RowReading {
    let rows: [Row]
    let zone: WrittenZone

    init(_ text: String, with format: any LogFormat) {
        self.init(bytes: Array(text.utf8), with: format)
    }

    /// Reads bytes in blocks of so many lines.
    init(bytes: [UInt8], with format: any LogFormat, linesPerBlock: Int = .max) {
        var reader = format.makeReader()
        var rows: [Row] = []
        var block = LineBlock(bytes: [], firstLine: 1)
        var lines = 0
        for byte in bytes {
            block.bytes.append(byte)
            guard byte == 0x0A else { continue }
            lines += 1
            if lines.isMultiple(of: linesPerBlock) {
                rows += reader.read(block).rowsByLine
                block = LineBlock(bytes: [], firstLine: lines + 1)
            }
        }
        rows += reader.read(block).rowsByLine
        rows += reader.finish().rowsByLine
        self.rows = rows
        zone = reader.zone
    }

    var samples: [Sample] {
        rows.compactMap { if case .sample(let sample) = $0 { sample } else { nil } }
    }

    var events: [ContextEvent] {
        rows.compactMap { if case .context(let event) = $0 { event } else { nil } }
    }

    var unreadable: [UnreadableLine] {
        rows.compactMap { if case .unreadable(let line) = $0 { line } else { nil } }
    }
}

/// How well a format claims a text.
func score(_ text: String, named name: String = "input", _ format: any LogFormat) -> Double? {
    format.recognition(of: FileHead(name: name, bytes: Array(text.utf8)))?.score
}
