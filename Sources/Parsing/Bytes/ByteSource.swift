// The only place where bytes enter: blocks of whole lines of one shard of one file.

/// A part of a file that one task reads.
///
/// A shard owns the lines that start in its range: it skips to the first line start at or after `start`
/// and finishes the line that begins before `end` (the rule of Hadoop's text splits).
package struct Shard: Sendable {
    package let file: SourceFile
    /// The number of the source in this run, and of the shard in it.
    package let source: Int
    package private(set) var index: Int
    package let start: Int
    package let end: Int

    /// The size of a shard: fixed, so that a report cannot depend on the number of cores.
    ///
    /// 64 MiB is half a second of work: a gigabyte still keeps every core busy, and merging costs little.
    package static let bytesMax = 64 << 20

    /// Cuts a file, or a range of it, into shards; a pipe, a packed file or one whose format carries state stays
    /// whole, and belongs to the range that begins with it.
    ///
    /// Cuts are at multiples of `bytesMax` from the beginning of the file, and a range owns the shards that begin
    /// in it: ranges that cover a file give the shards of the whole, so where they end leaves no trace.
    package static func cut(
        _ file: SourceFile,
        source: Int,
        isSplittable: Bool,
        range: Range<Int>? = nil,
        bytesMax: Int = bytesMax
    ) -> [Shard] {
        let range = range ?? 0..<file.bytes
        guard isSplittable, file.packing == .plain, file.form.isSplittable, !file.isPipe else {
            let end = file.isPipe ? Int.max : file.bytes
            let whole = Shard(file: file, source: source, index: 0, start: 0, end: end)
            return range.lowerBound == 0 ? [whole] : []
        }
        if range.isEmpty { return [Shard(file: file, source: source, index: 0, start: 0, end: 0)] }
        let first = (range.lowerBound + bytesMax - 1) / bytesMax
        let end = (range.upperBound + bytesMax - 1) / bytesMax
        return (first..<max(first, end)).map { number in
            Shard(
                file: file,
                source: source,
                index: number - first,
                start: number * bytesMax,
                end: min((number + 1) * bytesMax, file.bytes)
            )
        }
    }
}

extension Shard {
    /// Cuts the files of one source, whose shards are numbered on from file to file.
    package static func cut(
        _ files: [SourceFile],
        source: Int,
        isSplittable: Bool,
        bytesMax: Int = bytesMax
    ) -> [Shard] {
        var shards: [Shard] = []
        for file in files {
            let first = shards.count
            let cut = cut(file, source: source, isSplittable: isSplittable, bytesMax: bytesMax)
            shards += cut.map { shard in
                var shard = shard
                shard.index += first
                return shard
            }
        }
        return shards
    }
}

/// Reads one shard as blocks of whole lines.
package struct ByteSource {
    /// Read in pieces of 256 KiB: a block and the columns made of it stay in the second-level cache.
    private static let chunkBytes = 1 << 18
    /// Read past the end of the range, to finish its last line, in pieces of 4 KiB.
    private static let overhangBytes = 1 << 12

    private let window: FileWindow
    private let shard: Shard
    private var splitter: LineSplitter
    private let buffer = PageBuffer(bytes: chunkBytes)
    private var unpacked: Unpacked?
    private var transcoder: Transcoder
    private var offset: Int
    /// Bytes at the beginning of the first page that stand before the range.
    private var bytesToSkip = 0
    private var isAtEnd = false
    private var isSkippingFirstLine: Bool

    /// Opens a shard.
    ///
    /// - Parameters:
    ///   - shard: The part of a file.
    ///   - delivery: Whether blocks are whole lines.
    /// - Throws: ``InputError`` with code D005 when the file cannot be opened.
    package init(_ shard: Shard, delivery: LineSplitter.Delivery = .wholeLines) throws {
        try self.init(shard, delivery, reach: .end)
    }

    private init(
        _ shard: Shard,
        _ delivery: LineSplitter.Delivery = .wholeLines,
        reach: FileDescriptor.Reach
    ) throws {
        window = try shard.file.open(reach)
        self.shard = shard
        splitter = LineSplitter(
            firstLine: LineMark.base(source: shard.source, shard: shard.index) + 1,
            delivery: delivery,
            beginsMidway: shard.index > 0 || shard.start > 0
        )
        unpacked = shard.file.packing == .plain ? nil : Unpacked(window, shard.file.packing)
        transcoder = Transcoder(shard.file.form, isAtStart: shard.start == 0)
        // One byte back: if it is an LF, the range begins with a whole line.
        let first = max(0, shard.start - 1)
        offset = first / PageBuffer.pageBytes * PageBuffer.pageBytes
        bytesToSkip = first - offset
        isSkippingFirstLine = shard.start > 0
    }

    /// The lines handed on so far.
    package var lines: Int { LineMark.line(of: splitter.lineAfter) - 1 }
    /// The bytes of the source that were read so far, as they stand on the disk or come through a pipe.
    package var bytesRead: Int { unpacked?.bytesRead ?? offset }
    /// What kept the source from being read to its end, or `nil`.
    package var damage: String? { unpacked?.damage ?? unpacked?.suspicion ?? shard.file.damage }
    /// Lines longer than ``LineSplitter/lineBytesMax``, which were cut.
    package var cutLines: Int { splitter.cutLines }

    /// Returns the next whole lines, or `nil` at the end of the shard.
    ///
    /// - Throws: ``InputError`` with code D005 when the disk refuses.
    package mutating func next() throws -> LineBlock? {
        while !isAtEnd {
            if unpacked != nil {
                guard let chunk = try unpacked?.next() else {
                    isAtEnd = true
                    break
                }
                if let block = chunk.withUnsafeBufferPointer({ append($0) }) { return block }
            } else if let range = try readRange(), let block = append(buffer[range]) {
                return block
            }
        }
        return splitter.finish()
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> LineBlock? {
        guard !transcoder.isIdle else { return splitter.append(bytes) }
        return splitter.append(transcoder.transcode(bytes)[...])
    }

    /// Fills the buffer and returns where in it lines of this shard stand.
    private mutating func readRange() throws -> Range<Int>? {
        let limit =
            offset < shard.end ? min(Self.chunkBytes, shard.end - offset) : Self.overhangBytes
        let count = try window.read(into: buffer.raw(limit), at: offset)
        offset += count
        if count == 0 { isAtEnd = true }
        var range = min(bytesToSkip, count)..<count
        bytesToSkip = 0
        if isSkippingFirstLine {
            guard let lineFeed = buffer.lineFeed(in: range) else {
                if offset >= shard.end { isAtEnd = true }
                return nil
            }
            isSkippingFirstLine = false
            range = (lineFeed + 1)..<count
            if offset - range.count >= shard.end {
                isAtEnd = true
                return nil
            }
        }
        return trimmedToOwnLines(range)
    }

    /// Cuts what follows the first line feed at or after the end of the range.
    private mutating func trimmedToOwnLines(_ range: Range<Int>) -> Range<Int> {
        guard offset >= shard.end, shard.end < shard.file.bytes else { return range }
        let lastOwned = range.upperBound - (offset - shard.end) - 1
        let from = max(range.lowerBound, lastOwned)
        guard from < range.upperBound, let lineFeed = buffer.lineFeed(in: from..<range.upperBound)
        else { return range }
        isAtEnd = true
        return range.lowerBound..<(lineFeed + 1)
    }
}

extension ByteSource {
    /// Of a file so many bytes are looked at; 1,000 log lines fit into 256 KiB.
    static let headBytesMax = 1 << 18

    /// Reads the beginning of a file, unpacked and in UTF-8, for recognition.
    static func head(of file: SourceFile, bytesMax: Int = headBytesMax) throws -> FileHead {
        var source = try ByteSource(
            Shard(file: file, source: 0, index: 0, start: 0, end: file.bytes),
            reach: .head
        )
        var bytes: [UInt8] = []
        while bytes.count < bytesMax, let block = try source.next() {
            bytes += block.bytes.prefix(bytesMax - bytes.count)
        }
        return FileHead(name: file.name, bytes: bytes)
    }
}

extension SourceFile {
    /// A file that holds no LF in so many bytes holds none that matters.
    private static let lineFeedSearchBytesMax = 64 << 20
    private static let formBytesMax = 1 << 18

    /// The file with its form, told by its unpacked beginning.
    ///
    /// - Throws: ``InputError`` with code D005 when it cannot be opened.
    package func formed() throws -> SourceFile {
        guard refusal == nil else { return self }
        var file = self
        let window = try open(.head)
        let head =
            packing == .plain
            ? try window.read(count: Self.formBytesMax, at: 0)
            : try Unpacked(window, packing).prefix(Self.formBytesMax)
        file.form = TextForm(of: head)
        if file.form.lineEnd == .carriageReturn, try hasLineFeed(after: head.count, in: window) {
            file.form.lineEnd = .lineFeed
        }
        return file
    }

    private func hasLineFeed(after start: Int, in window: FileWindow) throws -> Bool {
        guard packing == .plain else {
            var unpacked = Unpacked(window, packing)
            var bytes = 0
            while bytes < Self.lineFeedSearchBytesMax, let chunk = try unpacked.next() {
                if chunk.contains(0x0A) { return true }
                bytes += chunk.count
            }
            return false
        }
        for place in stride(from: start, to: Self.lineFeedSearchBytesMax, by: Self.formBytesMax) {
            let chunk = try window.read(count: Self.formBytesMax, at: place)
            if chunk.isEmpty { return false }
            if chunk.contains(0x0A) { return true }
        }
        return false
    }
}
