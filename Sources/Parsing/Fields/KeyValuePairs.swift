// Pairs of names and values on a line: logfmt, LTSV, and the looser forms of lograge.
// Source: Brandur's and Kr's logfmt (kr/logfmt); LTSV (ltsv.org); lograge 0.14 formatters KeyValue, L2met, LTSV.

/// Steps over the pairs of a line.
struct KeyValuePairs {
    /// What separates names, values and pairs.
    enum Form: Sendable {
        /// `name=value name="a value"`.
        case logfmt
        /// `name:value`, pairs by tabs.
        case tabbed
    }

    /// A name and its value, without quotes; escapes inside are kept.
    typealias Pair = (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)

    private var cursor: LineCursor
    private let form: Form
    /// Words that were no pairs.
    private(set) var strays = 0

    /// Names longer than this are text.
    private static let nameBytesMax = 64

    init(_ text: ArraySlice<UInt8>, form: Form = .logfmt) {
        cursor = LineCursor(text)
        self.form = form
    }

    /// The next pair, or `nil` at the end.
    mutating func next() -> Pair? {
        switch form {
        case .logfmt: nextSpaced()
        case .tabbed: nextTabbed()
        }
    }

    private mutating func nextTabbed() -> Pair? {
        while !cursor.isAtEnd {
            let pair = cursor.text(until: 0x09)
            let colon = LineCursor.first(0x3A, in: pair, from: pair.startIndex)
            guard colon > pair.startIndex, colon < pair.endIndex else {
                strays += 1
                continue
            }
            return (pair[..<colon], pair[(colon + 1)...])
        }
        return nil
    }

    private mutating func nextSpaced() -> Pair? {
        while !cursor.isAtEnd {
            cursor.skipSpaces()
            let start = cursor.index
            while let byte = cursor.next, byte > 0x20, byte != 0x3D, byte != 0x22 {
                cursor.index += 1
            }
            guard cursor.next == 0x3D, cursor.index > start,
                cursor.index - start <= Self.nameBytesMax
            else {
                if cursor.index > start || !cursor.isAtEnd { strays += 1 }
                _ = cursor.text(until: 0x20)
                continue
            }
            let name = cursor.bytes[start..<cursor.index]
            cursor.index += 1
            return (name, value())
        }
        return nil
    }

    private mutating func value() -> ArraySlice<UInt8> {
        let start = cursor.index
        switch cursor.next {
        case 0x22:
            let end = LineCursor.closingQuote(in: cursor.bytes, from: start + 1)
            guard end < cursor.bytes.endIndex else { return cursor.text(until: 0x20) }
            cursor.index = end + 1
            return cursor.bytes[(start + 1)..<end]
        case 0x27: return apostrophised(from: start)
        case 0x7B, 0x5B: return bracketed(from: start)
        default: return cursor.text(until: 0x20)
        }
    }

    /// Reads `'Error: it's "wrong"'`, whose inner quotes lograge does not escape: a quote before a blank or
    /// the end of the line ends it.
    private mutating func apostrophised(from start: Int) -> ArraySlice<UInt8> {
        var end = LineCursor.first(0x27, in: cursor.bytes, from: start + 1)
        while end < cursor.bytes.endIndex {
            if end + 1 == cursor.bytes.endIndex || cursor.bytes[end + 1] == 0x20 {
                cursor.index = end + 1
                return cursor.bytes[(start + 1)..<end]
            }
            end = LineCursor.first(0x27, in: cursor.bytes, from: end + 1)
        }
        return cursor.text(until: 0x20)
    }

    /// Reads `{"q"=>"a b"}`, a hash as Ruby inspects it.
    private mutating func bracketed(from start: Int) -> ArraySlice<UInt8> {
        var depth = 0
        var index = start
        while index < cursor.bytes.endIndex {
            switch cursor.bytes[index] {
            case 0x22: index = LineCursor.closingQuote(in: cursor.bytes, from: index + 1)
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D: depth -= 1
            default: break
            }
            index += 1
            if depth == 0 { break }
        }
        cursor.index = min(index, cursor.bytes.endIndex)
        return cursor.bytes[start..<cursor.index]
    }
}

extension FieldDraft {
    /// Reads the pairs of a line.
    init(pairsOf text: ArraySlice<UInt8>, form: KeyValuePairs.Form = .logfmt) {
        self.init(text)
        var pairs = KeyValuePairs(text, form: form)
        while let (name, value) = pairs.next() {
            if let role = FieldNames.role(of: name, in: FieldNames.topLevel) { take(role, value) }
        }
    }
}
