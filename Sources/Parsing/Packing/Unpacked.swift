// The unpacked bytes of a file, chunk after chunk.

/// Reads a packed file from its beginning.
struct Unpacked {
    private let window: FileWindow
    private let inflater: Inflater?
    private let buffer = PageBuffer(bytes: readBytes)
    /// What was read and not unpacked yet.
    private var waiting = 0..<0
    private var offset = 0

    /// Packed bytes read at once.
    private static let readBytes = 1 << 17

    init(_ window: FileWindow, _ packing: Packing) {
        self.window = window
        inflater = Inflater(packing)
    }

    /// The packed bytes that were read so far.
    var bytesRead: Int { offset }
    /// What stopped the stream before its end, or `nil`.
    var damage: String? { inflater?.damage }
    /// A sentence when the file unpacks to far more than logs do, else `nil`.
    var suspicion: String? { inflater?.suspicion }

    /// The next chunk; `nil` at the end.
    ///
    /// - Throws: ``InputError`` with code D005 when the disk refuses.
    mutating func next() throws -> [UInt8]? {
        guard let inflater else { return nil }
        while true {
            if waiting.isEmpty, !inflater.hasMore {
                let count = try window.read(into: buffer.raw(Self.readBytes), at: offset)
                offset += count
                waiting = 0..<count
                if count == 0 {
                    inflater.finish()
                    return nil
                }
            }
            var position = 0
            let chunk = inflater.inflate(buffer[waiting], from: &position)
            waiting = waiting.lowerBound + position..<waiting.upperBound
            if !chunk.isEmpty { return chunk }
        }
    }

    /// The first bytes; fewer where there are fewer.
    ///
    /// - Throws: ``InputError`` with code D005 when the disk refuses.
    consuming func prefix(_ count: Int) throws -> [UInt8] {
        var head: [UInt8] = []
        while head.count < count, let chunk = try next() {
            head += chunk.prefix(count - head.count)
        }
        return head
    }
}
