// The connections of a Redis server, as CLIENT LIST prints them.
// Source: redis `networking.c`, `catClientInfoString`, 2.4 to 7.4.

/// Reads `CLIENT LIST`.
package struct RedisClientList: LogFormat {
    package let name = "redis-client-list"
    package let isSplittable = true

    /// A name may take what fits into a query buffer; nobody's list needs longer lines than this.
    private static let lineBytesMax = 65_536

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        var lines = 0
        var clients = 0
        for line in head.lines where !SlowlogSession.isBlank(line) {
            lines += 1
            if Self.client(line, number: 1) != nil { clients += 1 }
        }
        guard clients > 0, clients * 2 > lines else { return nil }
        return Recognition(
            score: Double(clients) / Double(lines),
            reason: "lines of addr=, fd= and age="
        )
    }

    /// Reads a line; `nil` when it names no address, descriptor and age.
    static func client(_ line: ArraySlice<UInt8>, number: Int) -> ClientIdentity? {
        guard line.count <= lineBytesMax else { return nil }
        var address: String?
        var name = ""
        var known = 0
        for word in line.split(separator: 0x20) {
            guard let sign = word.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = word[(sign + 1)...]
            switch String(decoding: word[..<sign], as: UTF8.self) {
            case "addr": address = String(decoding: value, as: UTF8.self)
            case "name": name = String(decoding: value, as: UTF8.self)
            case "fd", "age": known += 1
            default: continue
            }
        }
        guard let address, !address.isEmpty, known == 2 else { return nil }
        return ClientIdentity(line: number, address: address, name: name)
    }

    /// Reads a line at a time.
    struct Reader: FormatReader {
        let zone = WrittenZone.none

        mutating func read(_ block: LineBlock) -> Batch {
            var rows: [Row] = []
            block.forEachLine { number, line in
                if let client = RedisClientList.client(line, number: number) {
                    rows.append(.client(client))
                } else if !SlowlogSession.isBlank(line), SlowlogSession.line(line) == nil {
                    let reason = "a line without addr=, fd= and age="
                    rows.append(.unreadable(UnreadableLine(line: number, reason: reason)))
                }
            }
            return .rows(rows)
        }

        mutating func finish() -> Batch { .rows([]) }
    }

    package let samples: [FormatSample] = [
        FormatSample(
            """
            id=4 addr=127.0.0.1:33732 laddr=127.0.0.1:7424 fd=8 name= age=64 idle=0 flags=O db=0
            id=5 addr=127.0.10.50:59096 laddr=127.0.0.1:7424 fd=9 name=metrics-agent age=64 idle=1
            """,
            reads: [
                .client(ClientIdentity(line: 1, address: "127.0.0.1:33732", name: "")),
                .client(ClientIdentity(line: 2, address: "127.0.10.50:59096", name: "metrics-agent")),
            ],
            source: "redis 7.0.15 CLIENT LIST, a real run, lines shortened"
        ),
        FormatSample(
            "addr=127.0.0.1:52555 fd=5 age=855 idle=0 flags=N db=0 sub=0 psub=0 qbuf=0 obl=0",
            reads: [.client(ClientIdentity(line: 1, address: "127.0.0.1:52555", name: ""))],
            source: "redis 2.4 networking.c, getAllClientsInfoString"
        ),
        FormatSample("time=1 level=info msg=started", reads: [], source: "logfmt of something else"),
    ]
}
