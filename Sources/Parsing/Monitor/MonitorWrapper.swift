// What wrappers and people put around a MONITOR line: `ts`, docker, kubectl, RESP's `+`, comment marks, the
// quotes of redis-cli --csv, --json and --quoted-json.

/// Finds the MONITOR line inside a wrapped one.
enum MonitorWrapper {
    /// Returns the line from its stamp on, unescaped where it stood inside quotes, or `nil`.
    static func payload(of line: UnsafeBufferPointer<UInt8>, within prefixBytesMax: Int) -> [UInt8]?
    {
        guard let start = stampStart(in: line, within: prefixBytesMax) else { return nil }
        let rest = line[start...]
        guard start > 0, line[start - 1] == 0x22, line.last == 0x22,
            let depth = escapeDepth(rest)
        else { return Array(rest) }
        let once = unescaped(Array(rest.dropLast()), layer: depth == 2 ? .doubled : .quoted)
        return depth == 2 ? unescaped(once, layer: .quoted) : once
    }

    /// The first place where digits, a point, digits, a space and an origin or quote follow each other.
    static func stampStart(
        in line: UnsafeBufferPointer<UInt8>,
        within prefixBytesMax: Int
    ) -> Int? {
        var index = 0
        while index < min(line.count, prefixBytesMax) {
            guard line[index] &- 0x30 < 10 else {
                index += 1
                continue
            }
            let start = index
            while index < line.count, line[index] &- 0x30 < 10 { index += 1 }
            guard MonitorLine.secondsDigits.contains(index - start), index < line.count,
                line[index] == 0x2E
            else { continue }
            var after = index + 1
            let fraction = after
            while after < line.count, after - fraction < 7, line[after] &- 0x30 < 10 { after += 1 }
            guard after > fraction, after + 1 < line.count, line[after] == 0x20 else { continue }
            let next = line[after + 1]
            if next == 0x5B || next == 0x28 || next == 0x22 || next == 0x5C { return start }
        }
        return nil
    }

    /// How many backslashes stand before the inner quotes: one (--csv, --json) or two (--quoted-json).
    private static func escapeDepth(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard let quote = text.firstIndex(of: 0x22), quote > text.startIndex + 1,
            text[quote - 1] == 0x5C
        else { return nil }
        return text[quote - 2] == 0x5C ? 2 : 1
    }

    private enum Layer {
        case quoted, doubled
    }

    /// Takes one layer of backslashes off; others (`\n`, `\x00`) belong to the next layer and stay.
    private static func unescaped(_ text: [UInt8], layer: Layer) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == 0x5C, index + 1 < text.count {
                let next = text[index + 1]
                if next == 0x5C || (next == 0x22 && layer == .quoted) {
                    result.append(next)
                    index += 2
                    continue
                }
            }
            result.append(text[index])
            index += 1
        }
        return result
    }
}
