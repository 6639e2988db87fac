// What a statement's text says: its verb, its table, the columns it sets, and which value picks the row.
// Source: PostgreSQL 15 manual, SQL Commands; the SQL that ActiveRecord 4 to 8 writes.

/// A statement's name and shape, without the values in it.
struct StatementText {
    /// Where the value stands that picks the row.
    enum Pick: Equatable, Sendable {
        /// The bound value of this number, from 1.
        case parameter(Int)
        /// The hash of a value that stands in the text.
        case literal(hash: UInt64)
    }

    /// The first word, upper case.
    let verb: String
    /// The table it writes or first reads; empty when unknown.
    let table: String
    /// The columns that an UPDATE sets, joined by commas.
    let columns: String
    /// The text with `?` for values, at most ``fingerprintBytesMax`` bytes.
    let fingerprint: String
    /// Which value picks the row, or `nil` when the statement has no such condition.
    let pick: Pick?
    /// Where the value stands that picks the row, when it stands in the text.
    let pickedRange: Range<Int>?
    /// A hash of all of the above but the value.
    let identity: UInt64

    /// Longer statements are cut: the head names them, the rest is data.
    static let bytesMax = 65_536
    /// A report shows a line or two; statements that differ only beyond this count as one.
    static let fingerprintBytesMax = 400
    /// Longer names do not exist in any database (PostgreSQL 63 bytes, MySQL 64).
    private static let nameBytesMax = 256

    /// Reads a statement; `nil` when no word begins it.
    init?(_ bytes: ArraySlice<UInt8>, dialect: SQLDialect = .standard) {
        let tokens = SQLTokens.of(bytes.prefix(Self.bytesMax), dialect: dialect)
        guard let first = tokens.first(where: { !$0.is(symbol: 0x28) }), first.kind == .word else {
            return nil
        }
        verb = LineCursor.string(first.text.prefix(Self.nameBytesMax)).uppercased()
        table = Self.table(of: tokens, after: first)
        columns = first.is("UPDATE") ? Self.columns(in: tokens) : ""
        fingerprint = Self.fingerprint(of: tokens)
        let picked = Self.pick(in: tokens)
        pick = picked?.pick
        pickedRange = picked?.range
        identity = StatementEvent.identity(verb, table, fingerprint, columns)
    }

    /// Whether the first word is a command of SQL, for texts that may be something else.
    var isStatement: Bool {
        switch verb {
        case "SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "REPLACE", "MERGE", "TRUNCATE", "COPY",
            "LOCK", "VACUUM", "ANALYZE", "ALTER", "CREATE", "DROP", "BEGIN", "COMMIT", "ROLLBACK",
            "SET", "CALL", "EXPLAIN":
            true
        default: false
        }
    }

    /// The hash of the value that picks the row, where it stands in the text.
    var literalHash: UInt64? {
        guard case .literal(let hash) = pick else { return nil }
        return hash
    }
}

extension StatementText {
    private static func table(of tokens: [SQLToken], after verb: SQLToken) -> String {
        if verb.is("SELECT") || verb.is("DELETE") || verb.is("WITH") {
            return tokens.indices.lazy.filter { tokens[$0].is("FROM") || tokens[$0].is("UPDATE") }
                .map { name(in: tokens, at: $0 + 1) }.first { !$0.isEmpty } ?? ""
        }
        let isNamed =
            verb.is("UPDATE") || verb.is("INSERT") || verb.is("REPLACE") || verb.is("TRUNCATE")
            || verb.is("COPY") || verb.is("LOCK") || verb.is("VACUUM") || verb.is("ANALYZE")
            || verb.is("ALTER") || verb.is("CREATE") || verb.is("DROP")
        return isNamed ? name(in: tokens, at: 1) : ""
    }

    /// The name at an index, behind such words as `INTO` and `ONLY`; empty where a parenthesis stands.
    private static func name(in tokens: [SQLToken], at start: Int) -> String {
        var index = start
        while index < tokens.count, isFiller(tokens[index]) { index += 1 }
        var parts: [String] = []
        while index < tokens.count, tokens[index].isName, parts.count < 3 {
            parts.append(LineCursor.string(tokens[index].text.prefix(nameBytesMax)))
            guard index + 2 < tokens.count, tokens[index + 1].is(symbol: 0x2E) else { break }
            index += 2
        }
        if parts.count > 1, parts.first == "public" { parts.removeFirst() }
        return parts.joined(separator: ".")
    }

    private static func isFiller(_ token: SQLToken) -> Bool {
        token.is("INTO") || token.is("ONLY") || token.is("FROM") || token.is("TABLE")
            || token.is("IF") || token.is("EXISTS") || token.is("NOT") || token.is("FULL")
            || token.is("ANALYZE") || token.is("VERBOSE") || token.is("IGNORE")
    }

    /// The names before the `=` of each assignment between SET and WHERE.
    private static func columns(in tokens: [SQLToken]) -> String {
        guard let set = tokens.firstIndex(where: { $0.is("SET") }) else { return "" }
        var names: [String] = []
        var depth = 0
        for index in tokens.indices.dropFirst(set + 1) {
            let token = tokens[index]
            if token.is(symbol: 0x28) { depth += 1 }
            if token.is(symbol: 0x29) { depth -= 1 }
            guard depth == 0 else { continue }
            if token.is("WHERE") || token.is("RETURNING") { break }
            let before = tokens[index - 1]
            guard token.isName, index == set + 1 || before.is(symbol: 0x2C) else { continue }
            names.append(LineCursor.string(token.text.prefix(nameBytesMax)))
        }
        return names.joined(separator: ",")
    }

    private static func fingerprint(of tokens: [SQLToken]) -> String {
        var text: [UInt8] = []
        var isInList = false
        for index in tokens.indices {
            let token = tokens[index]
            if token.is(symbol: 0x28), index > 0, tokens[index - 1].is("IN") { isInList = true }
            if token.is(symbol: 0x29) { isInList = false }
            let isValue =
                token.kind == .literal || token.kind == .numberedParameter
                || token.kind == .parameter
            // A list may have any number of values: `IN (?)` stands for all of them.
            if isInList, text.last == 0x3F, isValue || token.is(symbol: 0x2C) { continue }
            if token.isSpaced, !text.isEmpty { text.append(0x20) }
            if isValue {
                text.append(0x3F)
            } else if token.kind == .quotedName {
                text += [0x22] + token.text + [0x22]
            } else {
                text += token.text
            }
            guard text.count < fingerprintBytesMax else { break }
        }
        return LineCursor.string(text.prefix(fingerprintBytesMax))
    }

    /// The condition `id = value`; else, when it is the only one of an UPDATE or DELETE, any equality.
    private static func pick(in tokens: [SQLToken]) -> (pick: Pick, range: Range<Int>?)? {
        guard let verb = tokens.first,
            verb.is("SELECT") || verb.is("UPDATE") || verb.is("DELETE") || verb.is("WITH"),
            let start = tokens.lastIndex(where: { $0.is("WHERE") })
        else { return nil }
        var parametersBefore = tokens[..<start].count { $0.kind == .parameter }
        var single: (pick: Pick, range: Range<Int>?)?
        var conditions = 1
        for index in tokens.indices.dropFirst(start + 1) {
            let token = tokens[index]
            if token.kind == .parameter { parametersBefore += 1 }
            if token.is("AND") || token.is("OR") { conditions += 1 }
            guard token.is(symbol: 0x3D), index + 1 < tokens.count, tokens[index - 1].isName,
                let pick = value(tokens[index + 1], parametersBefore: parametersBefore)
            else { continue }
            let text = tokens[index + 1].text
            let isLiteral = tokens[index + 1].kind == .literal
            let value = (pick: pick, range: isLiteral ? text.startIndex..<text.endIndex : nil)
            let column = tokens[index - 1]
            if column.is("ID") || LineCursor.equal(column.text, "id") { return value }
            if single == nil { single = value }
        }
        let writes = verb.is("UPDATE") || verb.is("DELETE")
        return writes && conditions == 1 ? single : nil
    }

    private static func value(_ token: SQLToken, parametersBefore: Int) -> Pick? {
        switch token.kind {
        case .literal: return .literal(hash: FixedHash.hash(token.text))
        case .parameter: return .parameter(parametersBefore + 1)
        case .numberedParameter:
            var digits = LineCursor(token.text)
            return digits.integer().map { .parameter($0) }
        case .word, .quotedName, .symbol: return nil
        }
    }
}
