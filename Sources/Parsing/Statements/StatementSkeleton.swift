// A statement without its values, as a hash: one look at each byte instead of tokens.
//
// Invariants: every read is below `count`, which is that of the buffer; literals are ranges within it.

/// What all executions of one statement have in common, and where their values stand.
struct StatementSkeleton {
    /// The hash of the text between the values.
    private(set) var hash: UInt64 = 0
    /// The values, without quotes, as offsets into the text; lists behind IN count as one.
    private(set) var literals: [Range<Int>] = []

    /// Statements with more values are bulk inserts, which pick no row.
    private static let literalsMax = 64

    private let dialect: SQLDialect

    init(_ dialect: SQLDialect) {
        self.dialect = dialect
    }

    /// Reads a statement, reusing the memory of the one before.
    ///
    /// - Returns: `false` for text whose end of values cannot be told this way: dollar quotes.
    /// - Complexity: O(n).
    mutating func read(_ sql: UnsafeBufferPointer<UInt8>) -> Bool {
        literals.removeAll(keepingCapacity: true)
        hash = 0
        guard let text = sql.baseAddress else { return false }
        let end = sql.count
        var run = 0
        var index = 0
        var isInList = false
        while index < end {
            let byte = text[index]
            switch Self.kinds[Int(byte)] {
            case .plain: index += 1
            case .word:
                let start = index
                while index < end, Self.isWord(text[index]) { index += 1 }
                let isIn =
                    index - start == 2 && text[start] | 0x20 == 0x69
                    && text[start + 1] | 0x20 == 0x6E
                if isIn { isInList = Self.opensList(text, from: index, to: end) }
            case .closing:
                isInList = false
                index += 1
            case .name where byte == 0x60 || dialect == .standard:
                index = ByteScan.first(byte, in: text, from: index + 1, to: end) + 1
            case .digit:
                let start = index
                while index < end, Self.isWord(text[index]) || text[index] == 0x2E { index += 1 }
                note(start..<index, text, &run, outer: start..<index, isInList)
            case .quote, .name:
                let hasEscapes = dialect == .mySQL || Self.isEscaped(text, at: index)
                let close = Self.closing(byte, text, from: index + 1, to: end, hasEscapes)
                note(index + 1..<close, text, &run, outer: index..<min(close + 1, end), isInList)
                index = close + 1
            case .dollar:
                // `$2` is part of the shape; a dollar quote is not read here.
                guard index + 1 < end, LineCursor.isDigit(text[index + 1]) else { return false }
                index += 1
                while index < end, LineCursor.isDigit(text[index]) { index += 1 }
            case .comment:
                let close = Self.commentEnd(text, at: index, to: end)
                guard close > index else {
                    index += 1
                    continue
                }
                add(text, run..<index)
                run = close
                index = close
            }
        }
        add(text, min(run, end)..<end)
        return true
    }

    private mutating func note(
        _ literal: Range<Int>,
        _ text: UnsafePointer<UInt8>,
        _ run: inout Int,
        outer: Range<Int>,
        _ isInList: Bool
    ) {
        // Of a list only what stands before its first value is kept: `, ` between two is not.
        let isFollowing = isInList && run > 0 && outer.lowerBound - run <= 3
        if !isFollowing {
            add(text, run..<outer.lowerBound)
            hash = FixedHash.combine(hash, 0x3F)
            if literals.count < Self.literalsMax { literals.append(literal) }
        }
        run = outer.upperBound
    }

    private mutating func add(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        hash = FixedHash.hash(text + range.lowerBound, count: range.count, seed: hash)
    }
}

extension StatementSkeleton {
    private enum Kind: UInt8, Sendable {
        case plain, word, digit, quote, name, dollar, comment, closing
    }

    private static let kinds: [Kind] = (0...255).map { byte in
        let byte = UInt8(byte)
        return switch byte {
        case 0x27: .quote
        case 0x22, 0x60: .name
        case 0x24: .dollar
        case 0x29: .closing
        case 0x2D, 0x2F: .comment
        default:
            LineCursor.isDigit(byte) ? .digit : LineCursor.isWord(byte) ? .word : .plain
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        let kind = kinds[Int(byte)]
        return kind == .word || kind == .digit
    }

    private static func opensList(
        _ text: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int
    ) -> Bool {
        var index = start
        while index < end, text[index] == 0x20 { index += 1 }
        return index < end && text[index] == 0x28
    }

    /// Whether the string that begins at an index has an `E` before it, which stands alone.
    private static func isEscaped(_ text: UnsafePointer<UInt8>, at start: Int) -> Bool {
        guard start > 0, text[start - 1] | 0x20 == 0x65 else { return false }
        return start == 1 || !isWord(text[start - 2])
    }

    private static func closing(
        _ quote: UInt8,
        _ text: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int,
        _ hasEscapes: Bool
    ) -> Int {
        var index = start
        while index < end {
            if text[index] == quote {
                guard index + 1 < end, text[index + 1] == quote else { return index }
                index += 1
            } else if hasEscapes, text[index] == 0x5C {
                index += 1
            }
            index += 1
        }
        return end
    }

    /// The end of the comment that begins at an index, or the index when none does.
    private static func commentEnd(
        _ text: UnsafePointer<UInt8>,
        at start: Int,
        to end: Int
    ) -> Int {
        guard start + 1 < end else { return start }
        if text[start] == 0x2D, text[start + 1] == 0x2D {
            return ByteScan.first(0x0A, in: text, from: start, to: end)
        }
        guard text[start] == 0x2F, text[start + 1] == 0x2A else { return start }
        var index = start + 2
        while index + 1 < end {
            if text[index] == 0x2A, text[index + 1] == 0x2F { return index + 2 }
            index += 1
        }
        return end
    }
}
