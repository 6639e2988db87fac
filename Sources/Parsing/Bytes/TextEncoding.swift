// How the text of a file is encoded, told by its bytes. Source: RFC 3629, RFC 2781; PowerShell's `>`.

/// An encoding that is turned into UTF-8 before lines are looked for.
package enum TextEncoding: String, Sendable, Equatable {
    /// UTF-8 or plain ASCII; a single damaged character stays a damaged character.
    case utf8 = "UTF-8"
    /// UTF-8 behind a mark, which is passed over.
    case utf8Marked = "UTF-8 with a byte order mark"
    case utf16LittleEndian = "UTF-16, little-endian"
    case utf16BigEndian = "UTF-16, big-endian"
    case latin1 = "Latin-1"

    /// Bytes in which NULs are counted: UTF-16 text is ASCII in the main, so every second byte is 0.
    private static let zerosLookedAt = 512
    /// The share of one half of the bytes that is NUL in UTF-16, and of the other half that may be.
    private static let zeroShareMin = 0.7
    private static let strayZeroShareMax = 0.1

    /// Whether each byte that looks like an LF is one.
    fileprivate var isSplittable: Bool {
        switch self {
        case .utf8, .utf8Marked, .latin1: true
        case .utf16LittleEndian, .utf16BigEndian: false
        }
    }

    /// The bytes of the mark at the beginning.
    var markBytes: Int {
        self == .utf8Marked ? 3 : 0
    }

    /// Tells the encoding by the unpacked beginning of a file.
    init(of head: [UInt8]) {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            self = .utf8Marked
        } else if head.starts(with: [0xFF, 0xFE]) {
            self = .utf16LittleEndian
        } else if head.starts(with: [0xFE, 0xFF]) {
            self = .utf16BigEndian
        } else if let wide = Self.wide(head.prefix(Self.zerosLookedAt)) {
            self = wide
        } else {
            self = Self.isLatin1(head) ? .latin1 : .utf8
        }
    }

    private static func wide(_ head: ArraySlice<UInt8>) -> TextEncoding? {
        guard head.count >= 4 else { return nil }
        var zeros = [0, 0]
        for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        let half = Double(head.count / 2)
        let even = Double(zeros[0]) / half
        let odd = Double(zeros[1]) / half
        if odd >= zeroShareMin, even <= strayZeroShareMax { return .utf16LittleEndian }
        if even >= zeroShareMin, odd <= strayZeroShareMax { return .utf16BigEndian }
        return nil
    }

    /// Whether a text holds letters of Latin-1 and no character of UTF-8 beyond ASCII.
    ///
    /// Binary values have control characters too; a single damaged character of UTF-8 stands among whole ones.
    private static func isLatin1(_ head: [UInt8]) -> Bool {
        // The last character may be cut.
        let head = head[..<(head.lastIndex { $0 < 0x80 } ?? 0)]
        var letters = 0
        var index = 0
        while index < head.endIndex {
            let byte = head[index]
            index += 1
            switch byte {
            case 0x09...0x0D, 0x1B, 0x20...0x7E: continue
            case 0xA0...0xFF:
                // A lead byte and what must follow it: UTF-8, not two letters.
                if byte >= 0xC2, index < head.endIndex, head[index] & 0xC0 == 0x80 { return false }
                letters += 1
            default: return false
            }
        }
        return letters > 0
    }
}

/// How the text of a file is written.
package struct TextForm: Sendable, Equatable {
    /// What ends a line.
    package enum LineEnd: String, Sendable {
        /// LF, with or without CR before it; a CR alone is data.
        case lineFeed = "LF"
        /// CR, in a file that holds no LF at all.
        case carriageReturn = "CR"
    }

    package var encoding = TextEncoding.utf8
    package var lineEnd = LineEnd.lineFeed

    init() {}

    /// Tells the form by the unpacked beginning of a file.
    init(of head: [UInt8]) {
        encoding = TextEncoding(of: head)
        lineEnd = head.contains(0x0D) && !head.contains(0x0A) ? .carriageReturn : .lineFeed
    }

    /// Whether a file may be read from any place on: a byte that looks like an LF is one.
    var isSplittable: Bool { encoding.isSplittable && lineEnd == .lineFeed }
}
