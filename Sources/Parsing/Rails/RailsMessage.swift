// The messages of Rails that tell of requests and statements.
// Source: Rails 3.0 to 8.1 `Rails::Rack::Logger`, `ActionController::LogSubscriber`, `ActiveRecord::LogSubscriber`.

/// A message that a reader acts upon.
enum RailsMessage {
    /// `Started GET "/users?q=a" for 127.0.0.1 at 2026-11-21 03:47:18 +0000`.
    case started(method: String, path: String, stamp: CalendarTime.Stamp?)
    /// `Processing by UsersController#index as HTML`.
    case processing(endpoint: String)
    /// `Processing PostController#list (for 75.36.147.245 at 2010-10-06 21:51:07) [GET]`, the first line of Rails 2.
    case begun(endpoint: String, method: String, stamp: CalendarTime.Stamp?)
    /// `Completed 200 OK in 12ms (Views: 0.3ms | ActiveRecord: 0.1ms)`.
    case completed(status: Int, milliseconds: Double?, databaseMilliseconds: Double?)
    /// `User Load (0.1ms)  SELECT … [["id", 1]]`.
    case statement(sql: ArraySlice<UInt8>, milliseconds: Double, binds: ArraySlice<UInt8>)
    /// `Performed MailJob (Job ID: …) from Sidekiq(mailers) in 3.07ms`.
    case job(ActiveJobMessage)
    /// `method=GET path=/users … status=200 duration=4.19`, the one line of lograge.
    case fields(FieldDraft, escapes: FieldDraft.Escapes)
    /// A statement that the query cache answered, so that no database saw it.
    case cachedStatement
    /// `# Logfile created on 2026-11-21 04:50:17 +0100 by logger.rb/v1.5.0`.
    case created(CalendarTime.Stamp)
    /// Lines that repeat for every request and say nothing more.
    case routine

    /// A path is cut before its query; longer ones are attacks.
    private static let pathBytesMax = 300
    private static let endpointBytesMax = 200
    /// Where the duration of a statement stands at the latest: names of models are short.
    private static let statementNameBytesMax = 120

    /// Reads a message, given without blanks before it; `nil` for any other.
    static func read(_ text: ArraySlice<UInt8>) -> RailsMessage? {
        var cursor = LineCursor(text)
        switch text.first {
        case 0x53 where cursor.skip("Started "): return started(&cursor)
        case 0x50 where cursor.skip("Processing by "):
            let endpoint = cursor.text(until: 0x20).prefix(endpointBytesMax)
            return .processing(endpoint: LineCursor.string(endpoint))
        case 0x50 where cursor.skip("Processing "):
            if let message = begun(&cursor) { return message }
        case 0x43 where cursor.skip("Completed in "):
            if let message = RailsTwo.completed(&cursor) { return message }
        case 0x6D where LineCursor.begins(text, with: "method="):
            return fields(FieldDraft(pairsOf: text), .none)
        case 0x6D where LineCursor.begins(text, with: "method:"):
            return fields(FieldDraft(pairsOf: text, form: .tabbed), .none)
        case 0x7B where LineCursor.begins(text, with: #"{"method":"#):
            return FieldDraft(objectOf: text).flatMap { fields($0, .json) }
        case 0x43 where cursor.skip("Completed "):
            if let message = completed(&cursor) { return message }
        case 0x23 where cursor.skip("# Logfile created on "):
            return CalendarTime.stamp(in: text, at: cursor.index).map { .created($0) }
        default: break
        }
        if let job = ActiveJobMessage(text) { return .job(job) }
        if routineHeads.contains(where: { LineCursor.begins(text, with: $0) }) { return .routine }
        return statement(text)
    }

    private static let routineHeads: [StaticString] = [
        "Parameters: ", "Rendered ", "Rendering ", "Redirected to ", "Enqueued ", "Read fragment ",
        "Write fragment ", "Sent file ",
    ]

    /// Lograge's line; `nil` for fields that tell of no request.
    private static func fields(
        _ draft: FieldDraft,
        _ escapes: FieldDraft.Escapes
    ) -> RailsMessage? {
        draft.has(.status) && draft.has(.path) ? .fields(draft, escapes: escapes) : nil
    }

    private static func started(_ cursor: inout LineCursor) -> RailsMessage? {
        let method = cursor.text(until: 0x20)
        guard !method.isEmpty, method.allSatisfy({ (0x41...0x5A).contains($0) }),
            cursor.skip(byte: 0x22)
        else { return nil }
        let target = cursor.text(until: 0x22)
        let path = target.prefix { $0 != 0x3F }.prefix(pathBytesMax)
        let at = LineCursor.findLast(" at ", in: cursor.rest)
        return .started(
            method: LineCursor.string(method.prefix(16)),
            path: LineCursor.string(path),
            stamp: at.flatMap { CalendarTime.stamp(in: cursor.bytes, at: $0 + 4) }
        )
    }

    private static func begun(_ cursor: inout LineCursor) -> RailsMessage? {
        let endpoint = cursor.text(until: 0x20).prefix(endpointBytesMax)
        guard endpoint.contains(0x23), cursor.skip("(for "),
            let at = LineCursor.find(" at ", in: cursor.rest),
            let open = LineCursor.findLast(") [", in: cursor.rest), open > at
        else { return nil }
        let method = cursor.bytes[(open + 3)...].prefix { LineCursor.isLetter($0) }
        return .begun(
            endpoint: LineCursor.string(endpoint),
            method: LineCursor.string(method.prefix(16)),
            stamp: CalendarTime.stamp(in: cursor.bytes, at: at + 4)
        )
    }

    private static func completed(_ cursor: inout LineCursor) -> RailsMessage? {
        guard let status = cursor.integer(), (100...999).contains(status) else { return nil }
        var milliseconds: Double?
        if let start = LineCursor.find(" in ", in: cursor.rest) {
            cursor.index = start + 4
            milliseconds = cursor.decimal()
        }
        var database: Double?
        if let start = LineCursor.find("ActiveRecord: ", in: cursor.rest) {
            cursor.index = start + 14
            database = cursor.decimal()
        }
        return .completed(
            status: status,
            milliseconds: milliseconds,
            databaseMilliseconds: database
        )
    }

    private static func statement(_ text: ArraySlice<UInt8>) -> RailsMessage? {
        let head = text.prefix(statementNameBytesMax)
        guard let unit = LineCursor.find("ms)", in: head),
            let open = head[..<unit].lastIndex(of: 0x28)
        else { return nil }
        var cursor = LineCursor(text)
        cursor.index = open + 1
        guard let milliseconds = cursor.decimal(), cursor.index == unit else { return nil }
        cursor.index = unit + 3
        if cursor.skip(" (db time ") { _ = cursor.text(until: 0x29) }
        guard cursor.skip("  ") else { return nil }
        cursor.skipSpaces()
        if LineCursor.begins(text, with: "CACHE ") { return .cachedStatement }
        var sql = cursor.rest
        var binds: ArraySlice<UInt8> = []
        if let start = LineCursor.findLast("  [[", in: sql) {
            binds = sql[(start + 2)...]
            sql = sql[..<start]
        }
        guard let first = sql.first, LineCursor.isWord(first) || first == 0x28 || first == 0x2F
        else { return nil }
        return .statement(sql: sql, milliseconds: milliseconds, binds: binds)
    }
}

/// The list `[["updated_at", "…"], ["id", 146]]` behind a statement.
enum RailsBinds {
    /// Statements with more values are bulk inserts, which pick no row.
    private static let bindsMax = 200

    /// Returns the hash of the value that picks the row.
    static func rowHash(of pick: StatementText.Pick?, in text: ArraySlice<UInt8>) -> UInt64? {
        var wanted = 0
        switch pick {
        case .literal(let hash): return hash
        case .parameter(let number): wanted = number
        case nil: return nil
        }
        var cursor = LineCursor(text)
        guard cursor.skip(byte: 0x5B) else { return nil }
        var named: ArraySlice<UInt8>?
        for number in 1...bindsMax where cursor.skip(byte: 0x5B) {
            let name = value(&cursor)
            guard cursor.skip(", ") else { break }
            let value = value(&cursor)
            if number == wanted { return FixedHash.hash(value) }
            if LineCursor.equal(name, "id") { named = value }
            guard cursor.skip("], ") else { break }
        }
        return named.map { FixedHash.hash($0) }
    }

    /// Reads a string without its quotes, or whatever stands before the next bracket or comma.
    private static func value(_ cursor: inout LineCursor) -> ArraySlice<UInt8> {
        let start = cursor.index
        guard cursor.skip(byte: 0x22) else {
            while let byte = cursor.next, byte != 0x2C, byte != 0x5D { cursor.index += 1 }
            return cursor.bytes[start..<cursor.index]
        }
        while let byte = cursor.next, byte != 0x22 { cursor.index += byte == 0x5C ? 2 : 1 }
        cursor.index = min(cursor.index, cursor.bytes.endIndex)
        let text = cursor.bytes[(start + 1)..<cursor.index]
        _ = cursor.skip(byte: 0x22)
        return text
    }
}
