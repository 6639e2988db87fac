// MONITOR's grammar written down a second time, slowly, from redis replication.c and sds.c.

@testable import Parsing

/// What a line of MONITOR says, read with arrays and strings only.
struct MonitorOracle {
    var database = ""
    var client = ""
    /// The words, without quotes.
    var words: [String] = []

    /// The first key, or `nil` when the command takes none or it was cut.
    var key: String? {
        let index = RedisCommand.named(words[0].utf8).firstKeyIndex
        return index > 0 && index < words.count ? words[index] : nil
    }

    /// Reads a line that begins with its stamp; `nil` when it does not or breaks the grammar.
    init?(_ line: [UInt8]) {
        let line = line.last == 0x0D ? Array(line.dropLast()) : line
        let parts = line.split(separator: 0x20, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isStamp(parts[0]) else { return nil }
        let rest = Array(parts[1])
        switch rest.first.map({ Character(Unicode.Scalar($0)) }) {
        case "\"":
            words = Self.words(rest).words
        case "(":
            guard let end = rest.firstIndex(of: UInt8(ascii: ")")), rest.starts(with: "(db ".utf8),
                Self.isNumber(rest[4..<end]), rest[(end + 1)...].first == 0x20
            else { return nil }
            database = Self.text(rest[4..<end])
            words = Self.words(Array(rest[(end + 2)...])).words
        case "[":
            guard let space = rest.firstIndex(of: 0x20), Self.isNumber(rest[1..<space]) else {
                return nil
            }
            database = Self.text(rest[1..<space])
            readClient(Array(rest[(space + 1)...]))
        default: return nil
        }
        if words.isEmpty { return nil }
    }

    /// A socket path may hold `] "`; the split that explains most of the line is the right one.
    private mutating func readClient(_ text: [UInt8]) {
        let splits = text.indices.filter { text[$0...].starts(with: "] \"".utf8) }
        let readings = splits.map { split in
            (client: Self.text(text[..<split]), read: Self.words(Array(text[(split + 2)...])))
        }
        let isPath = text.starts(with: "unix:".utf8)
        let candidates = isPath ? readings : Array(readings.prefix(1))
        let bestRank = candidates.map(\.read.rank).max()
        guard let best = candidates.first(where: { $0.read.rank == bestRank }) else { return }
        client = best.client
        words = best.read.words
    }

    /// The words, and how well they explain the text: 3 to its end, 2 with the last one cut, 1 partly.
    private static func words(_ text: [UInt8]) -> (words: [String], rank: Int) {
        var words: [String] = []
        var rest = text[...]
        while rest.first == UInt8(ascii: "\"") {
            rest = rest.dropFirst()
            var word: [UInt8] = []
            while let byte = rest.first, byte != UInt8(ascii: "\"") {
                word.append(byte)
                rest = rest.dropFirst()
                if byte == UInt8(ascii: "\\"), let escaped = rest.first {
                    word.append(escaped)
                    rest = rest.dropFirst()
                }
            }
            if rest.isEmpty { return (words, words.isEmpty ? 0 : 2) }
            rest = rest.dropFirst()
            words.append(Self.text(word[...]))
            if rest.isEmpty { return (words, 3) }
            guard rest.first == 0x20, rest.count > 1 else { break }
            rest = rest.dropFirst()
        }
        return (words, words.isEmpty ? 0 : 1)
    }

    private static func isStamp(_ text: ArraySlice<UInt8>) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 2 && (9...11).contains(parts[0].count)
            && (1...6).contains(parts[1].count) && parts.joined().allSatisfy(isDigit)
    }

    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        (1...6).contains(text.count) && text.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    // Latin-1 keeps every byte apart.
    private static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
