// The lines by which a file is recognised: its beginning, and some of its middle and its end.

/// Lines of three places of a file.
struct FileSample {
    /// The file, with its form.
    let file: SourceFile
    let head: FileHead
    /// Of the head, the middle and the end, without those that were cut.
    let lines: [ArraySlice<UInt8>]

    /// Bytes of the middle and of the end that are looked at.
    private static let windowBytes = 1 << 16
    /// Lines of each.
    private static let windowLinesMax = 250
    /// A packed file must be unpacked to its middle; only its beginning is looked at.
    private static func canSeek(_ file: SourceFile) -> Bool {
        file.packing == .plain && file.form.isSplittable && !file.isPipe
    }

    /// - Throws: ``InputError`` with code D005 when the file cannot be read.
    init(_ file: SourceFile) throws {
        self.file = file
        head = try ByteSource.head(of: file)
        var lines = Array(head.lines.prefix(FileHead.linesMax - 2 * Self.windowLinesMax))
        // A short file has been seen whole.
        guard Self.canSeek(file), file.bytes > ByteSource.headBytesMax else {
            self.lines = head.lines
            return
        }
        for start in [file.bytes / 2, file.bytes - Self.windowBytes] {
            let range = Shard(
                file: file,
                source: 0,
                index: 0,
                start: start,
                end: min(start + Self.windowBytes, file.bytes)
            )
            lines += try Self.window(range).prefix(Self.windowLinesMax)
        }
        self.lines = lines
    }

    /// Lines of several files of one log, as many of each; the head is that of the last.
    init(joining samples: [FileSample]) {
        let last = samples[samples.count - 1]
        file = last.file
        head = last.head
        let share = max(1, FileHead.linesMax / samples.count)
        lines = samples.flatMap { $0.lines.prefix(share) }
    }

    /// Lines of a text that is no file.
    init(_ text: [UInt8]) {
        file = SourceFile(location: "", path: "", bytes: text.count, packing: .plain)
        head = FileHead(name: "", bytes: text)
        lines = head.lines
    }

    private static func window(_ shard: Shard) throws -> [ArraySlice<UInt8>] {
        var source = try ByteSource(shard)
        var lines: [ArraySlice<UInt8>] = []
        while lines.count < windowLinesMax, let block = try source.next() {
            block.forEachLine { _, text in lines.append(text) }
        }
        return lines
    }
}
