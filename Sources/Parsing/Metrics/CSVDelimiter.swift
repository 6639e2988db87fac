// Which byte parts the cells of a table, by its first line.
// Source: Excel's `sep=` line; Grafana's toCSV, which writes the list separator of the locale.

/// Finds the delimiter of a table.
enum CSVDelimiter {
    static let comma: UInt8 = 0x2C
    static let semicolon: UInt8 = 0x3B
    static let tab: UInt8 = 0x09

    /// The mark that UTF-8 files of Windows begin with.
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Returns the range of a line without a byte order mark at its start.
    static func withoutByteOrderMark(_ bytes: [UInt8], _ line: Range<Int>) -> Range<Int> {
        guard line.count >= byteOrderMark.count, bytes[line.lowerBound] == byteOrderMark[0],
            bytes[line].starts(with: byteOrderMark)
        else { return line }
        return line.lowerBound + byteOrderMark.count..<line.upperBound
    }

    /// Reads Excel's `sep=;` line.
    ///
    /// - Returns: The delimiter, or `nil` when the line is another one.
    static func declared(_ bytes: [UInt8], _ line: Range<Int>) -> UInt8? {
        guard line.count == 5, bytes[line].starts(with: Array("sep=".utf8)) else { return nil }
        return bytes[line.upperBound - 1]
    }

    /// Picks the delimiter that cuts a header into most cells.
    ///
    /// Only what stands outside quotes counts; a tie goes to the comma, then the semicolon.
    ///
    /// - Returns: `nil` when the line holds none, and so is no header.
    static func sniffed(_ bytes: [UInt8], _ line: Range<Int>) -> UInt8? {
        var counts: [(delimiter: UInt8, count: Int)] = [(comma, 0), (semicolon, 0), (tab, 0)]
        var isQuoted = false
        for byte in bytes[line] {
            switch byte {
            case 0x22: isQuoted.toggle()
            case comma where !isQuoted: counts[0].count += 1
            case semicolon where !isQuoted: counts[1].count += 1
            case tab where !isQuoted: counts[2].count += 1
            default: break
            }
        }
        var best = counts[0]
        for candidate in counts where candidate.count > best.count { best = candidate }
        return best.count > 0 ? best.delimiter : nil
    }
}
