// Where in a line of any other log data stands: arguments of jobs, query strings, headers, literals of SQL.
// Source: Sidekiq, Rails, ActiveJob, Celery and RQ loggers; RFC 3986, 3.4; RFC 6265; SQL-92, 5.3.

/// Finds data in lines of text by what stands before it.
struct TextPlaces: Sendable {
    private let hasStatements: Bool
    private let hasCalls: Bool

    /// Begins a file that was recognised as a format, or as none.
    init(format: String?) {
        hasStatements = format.map { $0.hasPrefix("postgres") || $0.hasPrefix("mysql") } ?? false
        hasCalls = format == "rq-worker"
    }

    /// The places of data in a line, in any order.
    func places(in line: [UInt8]) -> [LinePlace] {
        var places: [LinePlace] = []
        for index in line.indices {
            switch line[index] {
            case UInt8(ascii: "?"): places += Self.query(in: line, from: index + 1)
            case UInt8(ascii: ":"), UInt8(ascii: "="): places += Self.named(in: line, at: index)
            case _: break
            }
        }
        if hasStatements || Self.holdsStatement(line) { places += Self.literals(in: line) }
        if hasCalls { places += Self.call(in: line) }
        return places
    }

    /// The values of `?name=value&name=value`.
    private static func query(in line: [UInt8], from start: Int) -> [LinePlace] {
        var places: [LinePlace] = []
        var index = start
        while index < line.count, isQueryPart(line[index]) {
            guard let sign = line[index...].firstIndex(where: { !isNamePart($0) }),
                line[sign] == UInt8(ascii: "=")
            else { break }
            let end = line[(sign + 1)...].firstIndex { !isQueryPart($0) } ?? line.count
            let value = line[(sign + 1)..<end].firstIndex(of: UInt8(ascii: "&")) ?? end
            places.append(LinePlace(sign + 1..<value, .value))
            index = value + 1
            guard value < end else { break }
        }
        return places
    }

    /// The value behind a sign whose name says that it is data.
    private static func named(in line: [UInt8], at sign: Int) -> [LinePlace] {
        var end = sign
        while end > 0, "\"'\\ ".utf8.contains(line[end - 1]) { end -= 1 }
        var start = end
        while start > 0, end - start <= nameBytesMax, isNamePart(line[start - 1]) { start -= 1 }
        let name = String(decoding: line[start..<end], as: UTF8.self).lowercased()
        var value = sign + 1
        while value < line.count, line[value] == 0x20 { value += 1 }
        guard value < line.count else { return [] }
        // `with arguments:` of ActiveJob and `Parameters:` of Rails go to the end of the line.
        let isRest = end == sign && line[sign] == UInt8(ascii: ":") && rests.contains(name)
        if arguments.contains(name), !isRest { return list(in: line, from: value) }
        let isHeader = line[sign] == UInt8(ascii: ":")
        guard isRest || isHeader && (headers.contains(name) || isTokenHeader(name)) else {
            return []
        }
        let opened = start > 0 && line[start - 1] == 0x22 && line[end] != 0x22 ? 0x22 as UInt8 : 0
        if let (form, quote) = QuoteForm.at(value, in: line) {
            let close = form.close(in: line, from: quote + 1, to: line.count)
            return [LinePlace(quote + 1..<(close?.content ?? line.count), .value)]
        }
        let rest = opened == 0 ? line.count : line[value...].firstIndex(of: opened) ?? line.count
        return [LinePlace(value..<rest, .value)]
    }

    /// A list or an object of JSON or Python behind its name, or one word.
    private static func list(in line: [UInt8], from start: Int) -> [LinePlace] {
        if let (form, quote) = QuoteForm.at(start, in: line) {
            let close = form.close(in: line, from: quote + 1, to: line.count)
            return [LinePlace(quote + 1..<(close?.content ?? line.count), .value)]
        }
        guard "[{(".utf8.contains(line[start]) else {
            let end = line[start...].firstIndex { " ,;}".utf8.contains($0) } ?? line.count
            return [LinePlace(start..<end, .value)]
        }
        guard let end = balanced(in: line, from: start), line[start] != UInt8(ascii: "(") else {
            return [LinePlace(start + 1..<(balanced(in: line, from: start) ?? line.count), .value)]
        }
        let quote = line[start..<end].firstIndex(of: 0x22)
        let first = quote.map { quote in
            line[..<quote].lastIndex { $0 != 0x5C }.map { $0 + 1 } ?? quote
        }
        guard let first, let (form, _) = QuoteForm.at(first, in: line) else {
            return [LinePlace(start + 1..<end, .value)]
        }
        return PayloadPlaces.places(in: line, start..<end + 1, form, isData: true)
    }

    /// The index of the bracket that closes the one at an index; quotes are not looked into.
    private static func balanced(in line: [UInt8], from start: Int) -> Int? {
        var depth = 0
        for index in start..<line.count {
            if "[{(".utf8.contains(line[index]) { depth += 1 }
            if "]})".utf8.contains(line[index]) { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    /// What stands in single quotes; `''` is a quote inside.
    private static func literals(in line: [UInt8]) -> [LinePlace] {
        var places: [LinePlace] = []
        var index = 0
        while let open = line[index...].firstIndex(of: 0x27) {
            var end = open + 1
            while end < line.count {
                if line[end] == 0x27 {
                    guard end + 1 < line.count, line[end + 1] == 0x27 else { break }
                    end += 1
                }
                end += 1
            }
            places.append(LinePlace(open + 1..<min(end, line.count), .value))
            index = min(end + 1, line.count)
        }
        return places
    }

    private static func holdsStatement(_ line: [UInt8]) -> Bool {
        guard line.contains(0x27) else { return false }
        let words = line.split(maxSplits: wordsMax) { !isNamePart($0) }
        return words.contains { statements.contains(RedisWords.upper($0)) }
    }

    /// `tasks.send('x', 1)` of RQ: what stands between the first bracket and its end.
    private static func call(in line: [UInt8]) -> [LinePlace] {
        guard let open = line.firstIndex(of: UInt8(ascii: "(")), open > 0,
            isNamePart(line[open - 1]), let close = balanced(in: line, from: open)
        else { return [] }
        return [LinePlace(open + 1..<close, .value)]
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
            || "_-.[]%".utf8.contains(byte)
                && byte != 0x5D && byte != 0x5B
    }

    private static func isQueryPart(_ byte: UInt8) -> Bool {
        byte > 0x20 && !"\"'<>#\\`)".utf8.contains(byte)
    }

    private static func isTokenHeader(_ name: String) -> Bool {
        name.hasPrefix("x-") && (name.hasSuffix("token") || name.hasSuffix("key"))
    }

    private static let nameBytesMax = 32
    /// A statement's verb stands near the beginning of a line.
    private static let wordsMax = 60
    private static let arguments: Set<String> = [
        "args", "arguments", "kwargs", "argsrepr", "kwargsrepr", "params", "parameters",
    ]
    private static let rests: Set<String> = ["arguments", "parameters"]
    private static let headers: Set<String> = [
        "cookie", "set-cookie", "authorization", "proxy-authorization",
    ]
    private static let statements: Set<[UInt8]> = Set(
        ["SELECT", "INSERT", "UPDATE", "DELETE", "VALUES", "WHERE", "EXECUTE"].map {
            Array($0.utf8)
        }
    )
}
