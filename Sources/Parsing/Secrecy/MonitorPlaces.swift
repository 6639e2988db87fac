// Where in a MONITOR line the client, the keys and the data stand, whatever wraps the line.
// Source: redis `replicationFeedMonitors` (replication.c) and `sdscatrepr` (sds.c), 2.2 to 7.4.

/// Takes MONITOR lines apart for redaction.
enum MonitorPlaces {
    /// Prefixes of wrappers are shorter.
    private static let prefixBytesMax = 256

    /// The places of a line; `nil` when it is none of MONITOR.
    static func places(in line: [UInt8]) -> [LinePlace]? {
        let start = line.withUnsafeBufferPointer {
            MonitorWrapper.stampStart(in: $0, within: prefixBytesMax)
        }
        guard let start, var index = line[start...].firstIndex(of: 0x20) else { return nil }
        index += 1
        var places: [LinePlace] = []
        if index < line.count, line[index] == 0x5B || line[index] == 0x28 {
            guard let origin = origin(in: line, from: index) else { return nil }
            if let client = origin.client { places.append(LinePlace(client, .client)) }
            index = origin.next
        }
        guard let quoted = QuotedWords(line, from: index) else { return nil }
        places += RedisWords.places(quoted.words, quoted.form, in: line)
        // What follows the words belongs to the last of them, where its quotes were not escaped.
        let rest = line[quoted.end...].firstIndex { !"\"]}),\\ \r".utf8.contains($0) }
        if let rest, start == 0 { places.append(LinePlace(rest..<line.count, .value)) }
        return places
    }

    /// `[0 127.0.0.1:5000] ` or `(db 0) `, and where the words begin.
    private static func origin(
        in line: [UInt8],
        from start: Int
    ) -> (client: Range<Int>?, next: Int)? {
        let close: UInt8 = line[start] == 0x5B ? 0x5D : 0x29
        var end = start
        while let found = line[end...].dropFirst().firstIndex(of: close) {
            end = found
            let next = found + 2
            guard found + 1 < line.count, line[found + 1] == 0x20,
                QuoteForm.at(next, in: line) != nil
            else { continue }
            guard close == 0x5D, let space = line[start..<found].firstIndex(of: 0x20) else {
                return (nil, next)
            }
            return (space + 1..<found, next)
        }
        return nil
    }
}
