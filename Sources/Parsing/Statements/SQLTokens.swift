// SQL as tokens, as far as naming a statement needs: no grammar, no keywords.
// Source: PostgreSQL 15 manual, 4.1 Lexical Structure; back-quotes and `?` as MySQL and SQLite have them.

/// A token of SQL.
struct SQLToken {
    /// What a token is.
    enum Kind: Sendable {
        /// A keyword or a bare identifier.
        case word
        /// An identifier in double or back quotes.
        case quotedName
        /// A string or number.
        case literal
        /// `$2`.
        case numberedParameter
        /// `?`.
        case parameter
        /// One byte of anything else.
        case symbol
    }

    let kind: Kind
    /// The bytes: without quotes for names and plain strings.
    let text: ArraySlice<UInt8>
    /// Whether blanks stand before it.
    let isSpaced: Bool

    /// Whether the token is a keyword, whatever its case.
    func `is`(_ keyword: StaticString) -> Bool {
        guard kind == .word, text.count == keyword.utf8CodeUnitCount else { return false }
        let letters = keyword.utf8Start
        return text.indices.allSatisfy { text[$0] & 0xDF == letters[$0 - text.startIndex] }
    }

    /// Whether the token is a given byte.
    func `is`(symbol byte: UInt8) -> Bool { kind == .symbol && text.first == byte }

    /// Whether the token may name a table or column.
    var isName: Bool { kind == .word || kind == .quotedName }
}

/// Whose SQL a text is.
enum SQLDialect: Sendable {
    /// Names in double quotes, and strings in which a doubled quote stands for one.
    case standard
    /// Strings in double quotes too, with backslashes as escapes.
    case mySQL
}

/// Cuts SQL into tokens.
struct SQLTokens {
    private let bytes: ArraySlice<UInt8>
    private let dialect: SQLDialect
    private var index: Int

    /// Bounds the memory of one statement.
    private static let tokensMax = 5_000

    private init(_ bytes: ArraySlice<UInt8>, _ dialect: SQLDialect) {
        self.bytes = bytes
        self.dialect = dialect
        index = bytes.startIndex
    }

    /// Returns the tokens of a statement, without comments; at most a fixed number of them.
    static func of(_ bytes: ArraySlice<UInt8>, dialect: SQLDialect = .standard) -> [SQLToken] {
        var scanner = SQLTokens(bytes, dialect)
        var tokens: [SQLToken] = []
        while tokens.count < tokensMax, let token = scanner.next() { tokens.append(token) }
        return tokens
    }

    private mutating func next() -> SQLToken? {
        let isSpaced = skipBlanks()
        guard index < bytes.endIndex else { return nil }
        let start = index
        let byte = bytes[start]
        let hasEscapes = dialect == .mySQL
        switch byte {
        case 0x22 where hasEscapes:
            let text = quoted(by: byte, escapes: true)
            return SQLToken(kind: .literal, text: text, isSpaced: isSpaced)
        case 0x22, 0x60:
            return SQLToken(kind: .quotedName, text: quoted(by: byte), isSpaced: isSpaced)
        case 0x27:
            let text = quoted(by: byte, escapes: hasEscapes)
            return SQLToken(kind: .literal, text: text, isSpaced: isSpaced)
        case 0x24: return dollar(isSpaced: isSpaced)
        case 0x3F:
            index += 1
            return SQLToken(kind: .parameter, text: bytes[start..<index], isSpaced: isSpaced)
        case _ where LineCursor.isDigit(byte):
            skipWord(dots: 0x2E)
            return SQLToken(kind: .literal, text: bytes[start..<index], isSpaced: isSpaced)
        case _ where LineCursor.isWord(byte):
            skipWord(dots: 0x5F)
            if index < bytes.endIndex, bytes[index] == 0x27, index - start == 1 {
                let text = quoted(by: 0x27, escapes: hasEscapes || byte | 0x20 == 0x65)
                return SQLToken(kind: .literal, text: text, isSpaced: isSpaced)
            }
            return SQLToken(kind: .word, text: bytes[start..<index], isSpaced: isSpaced)
        default:
            index += 1
            return SQLToken(kind: .symbol, text: bytes[start..<index], isSpaced: isSpaced)
        }
    }

    private mutating func skipWord(dots dot: UInt8) {
        while index < bytes.endIndex, LineCursor.isWord(bytes[index]) || bytes[index] == dot {
            index += 1
        }
    }

    /// Passes a quoted text, in which a doubled quote stands for one; returns what is between the quotes.
    private mutating func quoted(by quote: UInt8, escapes: Bool = false) -> ArraySlice<UInt8> {
        let start = index + 1
        index = start
        while index < bytes.endIndex {
            if bytes[index] == quote {
                guard index + 1 < bytes.endIndex, bytes[index + 1] == quote else { break }
                index += 1
            } else if escapes, bytes[index] == 0x5C {
                index += 1
            }
            index += 1
        }
        let end = min(index, bytes.endIndex)
        index = min(end + 1, bytes.endIndex)
        return bytes[min(start, end)..<end]
    }

    /// Reads `$2`, `$$text$$` or `$tag$text$tag$`.
    private mutating func dollar(isSpaced: Bool) -> SQLToken {
        let start = index
        index += 1
        if index < bytes.endIndex, LineCursor.isDigit(bytes[index]) {
            while index < bytes.endIndex, LineCursor.isDigit(bytes[index]) { index += 1 }
            let text = bytes[(start + 1)..<index]
            return SQLToken(kind: .numberedParameter, text: text, isSpaced: isSpaced)
        }
        skipWord(dots: 0x5F)
        guard index < bytes.endIndex, bytes[index] == 0x24 else {
            return SQLToken(kind: .symbol, text: bytes[start..<index], isSpaced: isSpaced)
        }
        index += 1
        let tag = bytes[start..<index]
        let body = index
        while index < bytes.endIndex {
            if bytes[index] == 0x24, bytes[index...].starts(with: tag) {
                let text = bytes[body..<index]
                index += tag.count
                return SQLToken(kind: .literal, text: text, isSpaced: isSpaced)
            }
            index += 1
        }
        return SQLToken(kind: .literal, text: bytes[body...], isSpaced: isSpaced)
    }

    /// Passes blanks and comments; whether any stood here.
    private mutating func skipBlanks() -> Bool {
        let start = index
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                index += 1
            } else if LineCursor.stands("--", in: bytes, at: index) {
                while index < bytes.endIndex, bytes[index] != 0x0A { index += 1 }
            } else if LineCursor.stands("/*", in: bytes, at: index) {
                let end = LineCursor.find("*/", in: bytes[(index + 2)...])
                index = end.map { $0 + 2 } ?? bytes.endIndex
            } else {
                break
            }
        }
        return index > start
    }
}
