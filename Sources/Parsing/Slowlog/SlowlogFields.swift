// The fields of one slow-log entry, whatever the shape they were printed in.
// Source: redis `slowlog.c`, 2.2.12 to 8.10 (`slowlogCreateEntry`, `slowlogCommand`).

/// Fields on their way to an entry.
struct SlowlogFields {
    /// Seconds that a time field may hold: from 2008, before the slow log existed, to 2096.
    static let plausibleTimes: ClosedRange<Int64> = 1_200_000_000...4_000_000_000
    /// `SLOWLOG_ENTRY_MAX_ARGC` before 8.10; the last one kept says how many are missing.
    private static let argumentsMax = 32
    /// A command cannot have more words: `argc` is a C int.
    private static let argumentCountMax: Int64 = 2_147_483_647

    var firstLine: Int
    var lastLine: Int
    var id: Int64
    var time: Int64 = 0
    var durationMicroseconds: Int64 = 0
    var arguments: [String] = []
    /// The position that the writer gave the last argument; a person may have left some out before it.
    var lastPosition = 0
    var client: String?
    var clientName: String?
    /// The seventh field, 8.10 on: the number of arguments before any was cut.
    var total: Int64?

    /// Begins an entry.
    init(line: Int, id: Int64) {
        firstLine = line
        lastLine = line
        self.id = id
    }

    /// Begins an entry whose three numbers are known.
    init(line: Int, id: Int64, time: Int64, durationMicroseconds: Int64) {
        self.init(line: line, id: id)
        self.time = time
        self.durationMicroseconds = durationMicroseconds
    }

    /// Up to a week: no command runs for longer, and sums of what is read stay far from the end of 64 bits.
    private static let plausibleDurations: ClosedRange<Int64> = 0...604_800_000_000

    /// Whether three numbers can begin an entry.
    static func areHead(id: Int64, time: Int64, durationMicroseconds: Int64) -> Bool {
        id >= 0 && plausibleDurations.contains(durationMicroseconds)
            && plausibleTimes.contains(time)
    }

    /// The entry, or `nil` when the numbers cannot be those of a slow log.
    var entry: SlowlogEntry? {
        guard Self.areHead(id: id, time: time, durationMicroseconds: durationMicroseconds),
            !arguments.isEmpty
        else { return nil }
        var kept = arguments
        var count = kept.count
        if let missing = arguments.last.flatMap(Self.missingArguments),
            isMarker(missing: missing)
        {
            kept.removeLast()
            count = Int(min(Int64(lastPosition - 1) + missing, Self.argumentCountMax))
        }
        if let total, total >= Int64(kept.count), total <= Self.argumentCountMax {
            count = Int(total)
        }
        return SlowlogEntry(
            firstLine: firstLine,
            lastLine: lastLine,
            id: id,
            end: Timestamp(microseconds: time * 1_000_000),
            durationMicroseconds: durationMicroseconds,
            arguments: kept,
            argumentCount: max(count, kept.count),
            client: client.flatMap { $0.isEmpty ? nil : $0 },
            clientName: clientName.flatMap { $0.isEmpty ? nil : $0 }
        )
    }

    /// Whether the last argument stands for those that were cut: a client may send such a text itself.
    private func isMarker(missing: Int64) -> Bool {
        arguments.count > 1
            && (lastPosition == Self.argumentsMax || total == Int64(lastPosition - 1) + missing)
    }

    /// N of `... (N more arguments)`, or `nil`.
    static func missingArguments(_ text: String) -> Int64? {
        let prefix = "... ("
        let suffix = " more arguments)"
        guard text.hasPrefix(prefix), text.hasSuffix(suffix),
            text.utf8.count > prefix.utf8.count + suffix.utf8.count
        else { return nil }
        let digits = text.utf8.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)
        return SlowlogNumber.whole(digits).flatMap { $0 > argumentCountMax ? nil : $0 }
    }
}

/// Numbers and addresses as Redis prints them.
enum SlowlogNumber {
    /// Reads digits without sign, blanks or leading zero; `nil` for anything else.
    static func whole(_ digits: some Collection<UInt8>) -> Int64? {
        guard let first = digits.first, digits.count <= 19 else { return nil }
        if first == UInt8(ascii: "0"), digits.count > 1 { return nil }
        var value: Int64 = 0
        for byte in digits {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            let (product, tooBig) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = product.addingReportingOverflow(Int64(digit))
            guard !tooBig, !overflow else { return nil }
            value = sum
        }
        return value
    }

    /// Whether a text is a client's address: `host:port`, `[v6]:port`, `/socket:0` or `?:0`.
    ///
    /// Source: redis `networking.c`, `genClientAddrString` and `anetFormatAddr`.
    static func isAddress(_ text: some BidirectionalCollection<UInt8>) -> Bool {
        guard text.count <= addressBytesMax, let colon = text.lastIndex(of: UInt8(ascii: ":")),
            let port = whole(text[text.index(after: colon)...]), port <= 65_535
        else { return false }
        let host = text[..<colon]
        guard let first = host.first else { return false }
        switch first {
        case UInt8(ascii: "/"): return port == 0
        case UInt8(ascii: "["): return host.last == UInt8(ascii: "]")
        case UInt8(ascii: "?"): return host.count == 1
        default: return isHost(host)
        }
    }

    /// `NET_ADDR_STR_LEN` allows 46 bytes; socket paths have up to 108.
    private static let addressBytesMax = 128

    /// An IPv4 address, or IPv6 without brackets, as 2.8 printed it.
    private static func isHost(_ host: some Collection<UInt8>) -> Bool {
        var dots = 0
        var colons = 0
        for byte in host {
            switch byte {
            case UInt8(ascii: "."): dots += 1
            case UInt8(ascii: ":"): colons += 1
            default: guard RedisEscapes.hexadecimalDigit(byte) != nil else { return false }
            }
        }
        return dots == 3 || colons >= 2
    }
}
