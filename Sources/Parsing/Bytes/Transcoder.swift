// Chunks of another encoding in, UTF-8 out. Source: RFC 3629, RFC 2781.

/// Turns the bytes of a file into UTF-8 whose lines end in LF.
struct Transcoder {
    private let form: TextForm
    /// Bytes of a mark that are still to be passed over.
    private var markLeft: Int
    /// The first byte of half a unit, and the first unit of half a pair.
    private var halfUnit: UInt8?
    private var halfPair: UInt16?

    /// Makes a transcoder for a file, from its beginning or from a later place on.
    init(_ form: TextForm, isAtStart: Bool) {
        self.form = form
        markLeft = isAtStart ? form.encoding.markBytes : 0
    }

    /// Whether bytes can be taken as they are from now on.
    var isIdle: Bool {
        switch form.encoding {
        case .utf8, .utf8Marked: form.lineEnd == .lineFeed && markLeft == 0
        case .utf16LittleEndian, .utf16BigEndian, .latin1: false
        }
    }

    /// Transcodes a chunk; what is cut at its end waits for the next.
    mutating func transcode(_ chunk: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(chunk.count)
        switch form.encoding {
        case .utf8, .utf8Marked:
            let passed = min(markLeft, chunk.count)
            markLeft -= passed
            text += chunk[passed...]
        case .latin1:
            for byte in chunk {
                if byte < 0x80 {
                    text.append(byte)
                } else {
                    text.append(0xC0 | byte >> 6)
                    text.append(0x80 | byte & 0x3F)
                }
            }
        case .utf16LittleEndian, .utf16BigEndian:
            for byte in chunk {
                guard let first = halfUnit else {
                    halfUnit = byte
                    continue
                }
                halfUnit = nil
                let isBig = form.encoding == .utf16BigEndian
                append(UInt16(isBig ? first : byte) << 8 | UInt16(isBig ? byte : first), to: &text)
            }
        }
        if form.lineEnd == .carriageReturn {
            for index in text.indices where text[index] == 0x0D { text[index] = 0x0A }
        }
        return text
    }

    /// Adds a unit of UTF-16; a mark is passed over, half a pair becomes U+FFFD.
    private mutating func append(_ unit: UInt16, to text: inout [UInt8]) {
        if unit < 0x80, halfPair == nil {
            text.append(UInt8(unit))
            return
        }
        var units = [unit]
        if let first = halfPair {
            halfPair = nil
            units.insert(first, at: 0)
        } else if UTF16.isLeadSurrogate(unit) {
            halfPair = unit
            return
        }
        guard units != [0xFEFF] else { return }
        text += String(decoding: units, as: UTF16.self).utf8
    }
}
