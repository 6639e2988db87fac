// The only place where bytes enter: blocks of whole lines of one shard of one file.

/// A part of a file that one task reads.
///
/// A shard owns the lines that start in its range: it skips to the first line start at or after `start`
/// and finishes the line that begins before `end` (the rule of Hadoop's text splits).
package struct Shard: Sendable, Equatable {
    package let file: SourceFile
    /// The number of the file in this run, and of the shard in its file.
    package let source: Int
    package let index: Int
    package let start: Int
    package let end: Int

    /// The size of a shard: fixed, so that a report cannot depend on the number of cores.
    ///
    /// 32 MiB is 0.1 s of work, small against a gigabyte and large against the cost of merging.
    package static let bytesMax = 32 << 20

    /// Cuts a file into shards; a packed file or one whose format carries state stays whole.
    package static func cut(_ file: SourceFile, source: Int, isSplittable: Bool) -> [Shard] {
        guard isSplittable, file.packing == .plain, file.bytes > bytesMax else {
            return [Shard(file: file, source: source, index: 0, start: 0, end: file.bytes)]
        }
        let count = (file.bytes + bytesMax - 1) / bytesMax
        return (0..<count).map { index in
            Shard(
                file: file,
                source: source,
                index: index,
                start: index * bytesMax,
                end: min((index + 1) * bytesMax, file.bytes)
            )
        }
    }
}

/// Reads one shard as blocks of whole lines.
package struct ByteSource {
    /// Read in pieces of 1 MiB: large enough that a system call costs nothing, small enough for the cache.
    private static let chunkBytes = 1 << 20

    private let descriptor: FileDescriptor
    private let shard: Shard
    private var splitter: LineSplitter
    private var inflater: GzipInflater?
    private var packed: [UInt8] = []
    private var packedPosition = 0
    private var offset: Int
    private var isAtEnd = false
    private var isSkippingFirstLine: Bool

    /// Opens a shard.
    ///
    /// - Throws: ``InputError`` with code D005 when the file cannot be opened.
    package init(_ shard: Shard) throws {
        descriptor = try FileDescriptor(reading: shard.file.location, named: shard.file.path)
        self.shard = shard
        splitter = LineSplitter(
            firstLine: LineMark.base(source: shard.source, shard: shard.index) + 1
        )
        inflater = shard.file.packing == .gzip ? GzipInflater() : nil
        // One byte back: if it is an LF, the range begins with a whole line.
        offset = max(0, shard.start - 1)
        isSkippingFirstLine = shard.start > 0
    }

    /// The lines handed on so far.
    package var lines: Int { LineMark.line(of: splitter.lineAfter) - 1 }
    /// What kept the source from being read to its end, or `nil`.
    package var damage: String? { inflater?.damage }
    /// Lines longer than ``LineSplitter/lineBytesMax``, which were cut.
    package var cutLines: Int { splitter.cutLines }

    /// Returns the next whole lines, or `nil` at the end of the shard.
    ///
    /// - Throws: ``InputError`` with code D005 when the disk refuses.
    package mutating func next() throws -> LineBlock? {
        while !isAtEnd {
            let chunk = try nextChunk()
            if let block = splitter.append(chunk) { return block }
        }
        return splitter.finish()
    }

    private mutating func nextChunk() throws -> ArraySlice<UInt8> {
        if inflater != nil { return try nextInflated()[...] }
        let limit = offset < shard.end ? min(Self.chunkBytes, shard.end - offset) : 1 << 12
        var chunk = try descriptor.read(count: limit, at: offset)[...]
        offset += chunk.count
        if chunk.isEmpty { isAtEnd = true }
        if isSkippingFirstLine {
            guard let lineFeed = chunk.firstIndex(of: 0x0A) else {
                if offset >= shard.end { isAtEnd = true }
                return []
            }
            isSkippingFirstLine = false
            chunk = chunk[(lineFeed + 1)...]
            if offset - chunk.count >= shard.end {
                isAtEnd = true
                return []
            }
        }
        return trimmedToOwnLines(chunk)
    }

    /// Cuts what follows the first line feed at or after the end of the range.
    private mutating func trimmedToOwnLines(_ chunk: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard offset >= shard.end, shard.end < shard.file.bytes else { return chunk }
        let lastOwned = chunk.endIndex - (offset - shard.end) - 1
        let from = max(chunk.startIndex, lastOwned)
        guard from < chunk.endIndex else { return chunk }
        guard let lineFeed = chunk[from...].firstIndex(of: 0x0A) else { return chunk }
        isAtEnd = true
        return chunk[...lineFeed]
    }

    private mutating func nextInflated() throws -> [UInt8] {
        guard let inflater else { return [] }
        if packedPosition >= packed.count {
            packed = try descriptor.read(count: 1 << 18, at: offset)
            packedPosition = 0
            offset += packed.count
            if packed.isEmpty {
                inflater.finish()
                isAtEnd = true
                return []
            }
        }
        return inflater.inflate(packed, from: &packedPosition)
    }
}

extension ByteSource {
    /// Reads the beginning of a file, unpacked, for recognition.
    ///
    /// Of the file `bytesMax` bytes are looked at; 1,000 log lines fit into 256 KiB.
    package static func head(of file: SourceFile, bytesMax: Int = 1 << 18) throws -> FileHead {
        let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
        var source = try ByteSource(
            Shard(file: file, source: 0, index: 0, start: 0, end: file.bytes)
        )
        var bytes: [UInt8] = []
        while bytes.count < bytesMax, let block = try source.next() {
            bytes += block.bytes.prefix(bytesMax - bytes.count)
        }
        return FileHead(name: name, bytes: bytes)
    }
}
