// The text of a slow-log file, whole: an entry's end shows only in the lines after it.

/// Lines of a file, kept up to a bound.
struct SlowlogText {
    /// More bytes are not read: a slow log of 100,000 entries of 32 short arguments takes 60 MB.
    static let bytesMax = 64 << 20
    /// More lines are not read, so that the index of lines stays below 32 MB.
    static let linesMax = 2_000_000

    /// The lines, each with LF.
    private(set) var bytes: [UInt8] = []
    /// The number of the first line that was not kept, or `nil`.
    private(set) var firstLineLeftOut: Int?
    private var ranges: [Range<Int>] = []
    private var firstLine = 1
    private let linesMax: Int

    /// Makes an empty text with a bound on its lines.
    init(linesMax: Int = Self.linesMax) { self.linesMax = linesMax }

    /// The number of lines.
    var count: Int { ranges.count }

    /// A line without its end.
    subscript(index: Int) -> ArraySlice<UInt8> { bytes[ranges[index]] }

    /// The number of a line in the file.
    func number(of index: Int) -> Int { firstLine &+ index }

    /// The line that holds a byte.
    ///
    /// - Complexity: O(log n) in the lines.
    func line(holding offset: Int) -> Int {
        var low = 0
        var high = ranges.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if ranges[middle].lowerBound <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// Adds the lines of a block as long as they fit.
    mutating func append(_ block: LineBlock) {
        guard firstLineLeftOut == nil else { return }
        if ranges.isEmpty { firstLine = block.firstLine }
        block.forEachLine { number, line in append(line, number: number) }
    }

    private mutating func append(_ line: ArraySlice<UInt8>, number: Int) {
        guard firstLineLeftOut == nil else { return }
        guard ranges.count < linesMax, bytes.count + line.count < Self.bytesMax else {
            firstLineLeftOut = number
            return
        }
        ranges.append(bytes.count..<bytes.count + line.count)
        bytes += line
        bytes.append(0x0A)
    }
}
