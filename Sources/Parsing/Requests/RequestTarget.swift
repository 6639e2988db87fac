// What was asked for: the method and the path of a request, without host and query.
// Source: RFC 9112, section 3 (request line); RFC 3986 (URI).

/// A method and a path, as slices of a line.
struct RequestTarget {
    let method: ArraySlice<UInt8>
    let path: ArraySlice<UInt8>

    /// A path is cut before its query; longer ones are attacks.
    static let pathBytesMax = 300
    /// The longest registered method, `UPDATEREDIRECTREF`, has 17 letters.
    private static let methodBytesMax = 20

    /// Reads `GET /users?q=a HTTP/1.1`; empty parts where a client sent no request line.
    init(line: ArraySlice<UInt8>) {
        var cursor = LineCursor(line)
        let word = cursor.text(until: 0x20)
        guard !cursor.isAtEnd, Self.isMethod(word) else {
            method = []
            path = []
            return
        }
        method = word
        path = Self.path(of: cursor.text(until: 0x20))
    }

    /// Whether a word may be a method: capitals, with `-` and `_` in extensions.
    static func isMethod(_ word: ArraySlice<UInt8>) -> Bool {
        !word.isEmpty && word.count <= methodBytesMax
            && word.allSatisfy { (0x41...0x5A).contains($0) || $0 == 0x2D || $0 == 0x5F }
    }

    /// The path in a URL or in what stands behind the method: without scheme, host and query.
    static func path(of target: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = target
        if rest.first != 0x2F, let scheme = LineCursor.find("://", in: rest.prefix(16)) {
            rest = rest[(scheme + 3)...]
            let slash = LineCursor.first(0x2F, in: rest, from: rest.startIndex)
            rest = rest[slash...]
        }
        let end = LineCursor.first(0x3F, in: rest, from: rest.startIndex)
        return rest[..<end].prefix(pathBytesMax)
    }
}

extension RequestEvent {
    /// Makes the event of a request that a single line tells of.
    init(
        line: Int,
        start: Timestamp,
        target: RequestTarget,
        status: Int?,
        durationMilliseconds: Double?,
        idHash: UInt64? = nil,
        cache: CacheResult? = nil
    ) {
        self.init(
            firstLine: line,
            lastLine: line,
            start: start,
            method: LineCursor.string(target.method),
            path: LineCursor.string(target.path),
            endpoint: "",
            status: status,
            durationMilliseconds: durationMilliseconds,
            databaseMilliseconds: nil,
            idHash: idHash,
            cache: cache
        )
    }
}

/// Statuses and ids as access logs write them.
enum RequestWords {
    /// Servers count 100 to 599; some proxies add codes of their own above.
    private static let statuses = 100...999
    /// Shorter words are counts or names; a UUID without hyphens has 32 digits.
    private static let idBytes = 16...128

    /// The status that a number is; `nil` for 0 and -1, by which proxies say that none was sent.
    static func status(_ number: Int?) -> Int? {
        number.flatMap { statuses.contains($0) ? $0 : nil }
    }

    /// The hash of a request's id: a long word with digits, without blanks.
    static func idHash(_ word: ArraySlice<UInt8>) -> UInt64? {
        guard idBytes.contains(word.count), word.contains(where: LineCursor.isDigit),
            !word.contains(0x20), !word.contains(0x2F)
        else { return nil }
        return FixedHash.hash(word)
    }
}
