// Refuses YAML that would exhaust time or stack before libyaml sees it.
// Source: Yams Parser.swift composes recursively and hashes keys with their aliases expanded.

/// Checks a document without parsing it.
enum YAMLGuard {
    /// Items of events nest two deep; a recursion this deep fits any stack.
    private static let nestingMax = 64
    /// A list of events needs none; few enough that their expansion stays small (e^(8/e) < 20).
    private static let aliasesMax = 8

    static let nestingRule = "YAML may nest 64 levels"
    static let aliasRule = "YAML may use 8 aliases"

    /// Returns the rule that a document breaks, or `nil`.
    ///
    /// Brackets and asterisks inside quotes count too: the bound must hold, whatever the quoting.
    static func fault(of bytes: [UInt8]) -> String? {
        var brackets = 0
        var aliases = 0
        var indent = 0
        var isLeading = true
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x0A:
                isLeading = true
                indent = 0
                continue
            case 0x5B, 0x7B: brackets += 1
            case 0x5D, 0x7D: brackets = max(0, brackets - 1)
            case 0x2A where index + 1 < bytes.count && isName(bytes[index + 1]): aliases += 1
            default: break
            }
            isLeading = isLeading && [0x20, 0x09, 0x0D, 0x2D, 0x3A, 0x3F].contains(byte)
            if isLeading { indent += 1 }
            if brackets > nestingMax || indent > 2 * nestingMax { return nestingRule }
            if aliases > aliasesMax { return aliasRule }
        }
        return nil
    }

    /// Returns the lines before the item that holds a line.
    ///
    /// An item begins with `-`, whatever its indent.
    static func wholeItems(of bytes: [UInt8], beforeLine line: Int) -> ArraySlice<UInt8> {
        var start = 0
        var number = 1
        var lastItem = 0
        while start < bytes.count, number <= line {
            let (text, next) = CSVLine.next(in: bytes, from: start)
            if bytes[text].first(where: { $0 != 0x20 }) == 0x2D { lastItem = start }
            number += 1
            start = next
        }
        return bytes[..<lastItem]
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte &- 0x30 <= 9 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == 0x5F || byte >= 0x80
    }
}
