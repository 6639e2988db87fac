// A line of a reply as redis-cli prints it on a terminal.
// Source: redis `redis-cli.c` 7.0, `cliFormatReplyTTY`; comments and prefixes from real pastes.

/// `index) index) value`, whatever the blanks between.
///
/// Blanks cannot be trusted: people paste with tabs, and put comments before and after.
struct SlowlogTreeLine {
    /// What stands after the indices.
    enum Value: Equatable {
        case integer(Int64)
        case string(String)
        /// A string without its closing quote: the paste or the file was cut.
        case cutString(String)
        /// `(empty array)`, `(nil)`, an error.
        case other
    }

    /// How many indices stand on the line; none on a reply that is no array.
    let depth: Int
    /// The last index.
    let position: Int
    /// The column of the first index's parenthesis, tabs counted to the next multiple of eight.
    let firstColumn: Int
    /// The column of the last index's parenthesis.
    let lastColumn: Int
    let value: Value

    /// Deeper arrays are no slow log: an entry's arguments stand at depth three.
    private static let depthMax = 3
    /// Longer indices are refused: no reply has ten million elements.
    private static let positionDigitsMax = 7

    /// Reads a line; `nil` when no index stands before a value.
    init?(_ line: ArraySlice<UInt8>) {
        var scan = Scan(line)
        scan.skipDecoration()
        var depth = 0
        var position = 0
        var firstColumn = 0
        var lastColumn = 0
        while depth < Self.depthMax, let found = scan.index(digitsMax: Self.positionDigitsMax) {
            depth += 1
            position = found
            lastColumn = scan.column
            if depth == 1 { firstColumn = lastColumn }
            scan.skipBlanks()
        }
        guard depth > 0 else { return nil }
        self.depth = depth
        self.position = position
        self.firstColumn = firstColumn
        self.lastColumn = lastColumn
        value = Self.value(line[scan.place...])
    }

    /// Whether the line can begin an entry: an array within an array that begins with a number.
    var beginsEntry: Bool {
        guard depth >= 2, position == 1, case .integer = value else { return false }
        return true
    }

    private static func value(_ text: ArraySlice<UInt8>) -> Value {
        if text.first == UInt8(ascii: "\"") {
            let start = text.startIndex + 1
            guard let end = RedisEscapes.closingQuote(in: text, from: start) else {
                return .cutString(RedisEscapes.text(text[start...]))
            }
            return .string(RedisEscapes.text(text[start..<end]))
        }
        let prefix = "(integer) "
        guard text.starts(with: prefix.utf8) else { return .other }
        let digits = text.dropFirst(prefix.utf8.count).prefix { $0 &- UInt8(ascii: "0") <= 9 }
        return SlowlogNumber.whole(digits).map(Value.integer) ?? .other
    }
}

extension SlowlogTreeLine {
    /// A place in a line, with its column.
    private struct Scan {
        private let line: ArraySlice<UInt8>
        var place: Int
        var column = 0

        init(_ line: ArraySlice<UInt8>) {
            self.line = line
            place = line.startIndex
        }

        private var next: UInt8? { place < line.endIndex ? line[place] : nil }

        mutating func skipBlanks() {
            while let byte = next, byte == 0x20 || byte == 0x09 { advance(byte) }
        }

        /// Passes a byte order mark and the comment sign that some put before each line.
        mutating func skipDecoration() {
            if line[place...].starts(with: [0xEF, 0xBB, 0xBF]) { place += 3 }
            skipBlanks()
            while let byte = next, byte == UInt8(ascii: "#") || byte == UInt8(ascii: "/") {
                advance(byte)
            }
            skipBlanks()
        }

        /// Reads `N)` and stops behind it.
        mutating func index(digitsMax: Int) -> Int? {
            let digits = line[place...].prefix(digitsMax).prefix { $0 &- UInt8(ascii: "0") <= 9 }
            let end = digits.endIndex
            guard let value = SlowlogNumber.whole(digits), end < line.endIndex,
                line[end] == UInt8(ascii: ")")
            else { return nil }
            column += digits.count + 1
            place = end + 1
            return Int(value)
        }

        private mutating func advance(_ byte: UInt8) {
            place += 1
            column = byte == 0x09 ? (column / 8 + 1) * 8 : column + 1
        }
    }
}
