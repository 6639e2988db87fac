// Strings in quotes inside strings in quotes: MONITOR in a JSON log in a CSV export.
// Source: sds.c `sdscatrepr`; RFC 8259, section 7. Each layer writes `\` before every `\` and `"` of the inner one.

/// How a quote of one layer looks in the outermost text.
struct QuoteForm: Equatable {
    /// Backslashes before a quote that opens or closes a string.
    let backslashes: Int
    /// Backslashes for one of this layer.
    private let unit: Int

    /// The quotes of a line that nothing wraps.
    static let plain = QuoteForm(backslashes: 0, unit: 1)

    private init(backslashes: Int, unit: Int) {
        self.backslashes = backslashes
        self.unit = unit
    }

    /// The form of the quote at an index, told by the backslashes before it; `nil` of a form that nothing writes.
    ///
    /// Two backslashes are those of `redis-cli --quoted-json`, which escapes backslashes and not quotes.
    static func at(_ index: Int, in line: [UInt8]) -> (form: QuoteForm, quote: Int)? {
        var quote = index
        while quote < line.count, line[quote] == 0x5C { quote += 1 }
        guard quote < line.count, line[quote] == 0x22 else { return nil }
        switch quote - index {
        case 0: return (.plain, quote)
        case 1: return (QuoteForm(backslashes: 1, unit: 2), quote)
        case 2: return (QuoteForm(backslashes: 2, unit: 4), quote)
        case 3: return (QuoteForm(backslashes: 3, unit: 4), quote)
        case 7: return (QuoteForm(backslashes: 7, unit: 8), quote)
        case _: return nil
        }
    }

    /// The form of quotes inside a string of this form.
    var inner: QuoteForm { QuoteForm(backslashes: unit + backslashes, unit: 2 * unit) }

    /// Whether a string of this form opens or closes at an index.
    func stands(at index: Int, in line: [UInt8], to end: Int) -> Bool {
        guard index + backslashes < end, line[index + backslashes] == 0x22 else { return false }
        return line[index..<index + backslashes].allSatisfy { $0 == 0x5C }
    }

    /// The end of the content of a string that begins at an index, and the index behind its quote; `nil` when the
    /// text ends first.
    func close(in line: [UInt8], from start: Int, to end: Int) -> (content: Int, next: Int)? {
        var run = 0
        for index in start..<max(start, end) {
            switch line[index] {
            case 0x5C: run += 1
            case 0x22:
                let own = run - backslashes
                if own >= 0, own.isMultiple(of: 2 * unit) {
                    return (index - backslashes, index + 1)
                }
                run = 0
            default: run = 0
            }
        }
        return nil
    }
}

/// Words in quotes, one after the other.
struct QuotedWords {
    /// What stands between the quotes.
    private(set) var words: [Range<Int>] = []
    /// The first byte behind them.
    private(set) var end: Int
    let form: QuoteForm

    /// Reads from an opening quote on.
    ///
    /// `nil` where none stands; the last word may lack its end.
    init?(_ line: [UInt8], from start: Int) {
        guard let (form, quote) = QuoteForm.at(start, in: line) else { return nil }
        self.form = form
        var first = quote + 1
        end = line.count
        while true {
            guard let close = Self.close(form, line, from: first) else {
                words.append(first..<line.count)
                end = line.count
                return
            }
            words.append(first..<close.content)
            end = close.next
            var next = close.next
            while next < line.count, line[next] == 0x20 || line[next] == 0x2C { next += 1 }
            guard next > close.next, form.stands(at: next, in: line, to: line.count) else { return }
            first = next + form.backslashes + 1
        }
    }

    /// A quote inside a word that its writer did not escape is followed by more of the word.
    private static func close(
        _ form: QuoteForm,
        _ line: [UInt8],
        from start: Int
    ) -> (content: Int, next: Int)? {
        var from = start
        while let close = form.close(in: line, from: from, to: line.count) {
            guard close.next < line.count, !" ,]\"\\\r\t".utf8.contains(line[close.next]) else {
                return close
            }
            from = close.next
        }
        return nil
    }
}
