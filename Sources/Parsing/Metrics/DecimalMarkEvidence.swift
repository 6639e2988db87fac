// Which byte parts the fraction of the numbers in a table: `1,5` or `1.5`, seen in its first rows.

/// Counts what the numbers of a table show of their decimal mark.
///
/// `1,234` alone may be either; `0,5`, `1.234,5` and `1,721,992` may not.
struct DecimalMarkEvidence {
    private var point = 0
    private var comma = 0
    private var hasDoubtfulComma = false

    /// Looks at the number at the start of a cell, if there is one.
    mutating func see(_ bytes: [UInt8], _ cell: Range<Int>) {
        var commas = 0
        var points = 0
        var lastMark = cell.lowerBound
        var index = cell.lowerBound
        if index < cell.upperBound, bytes[index] == 0x2D { index += 1 }
        let firstDigit = index
        scan: while index < cell.upperBound {
            switch bytes[index] {
            case 0x30...0x39: break
            case 0x2C:
                commas += 1
                lastMark = index
            case 0x2E:
                points += 1
                lastMark = index
            default: break scan
            }
            index += 1
        }
        guard commas + points > 0, index > firstDigit else { return }
        if commas > 0, points > 0 {
            count(bytes[lastMark])
        } else if commas > 1 {
            point += 1
        } else if points > 1 {
            comma += 1
        } else if index - lastMark == 4, bytes[firstDigit] != 0x30, bytes[lastMark] == 0x2C {
            hasDoubtfulComma = true
        } else {
            count(bytes[lastMark])
        }
    }

    /// The mark the table uses.
    ///
    /// Without evidence a doubtful comma is a decimal one where semicolon or tab part the cells, for
    /// that is why they do.
    func mark(delimiter: UInt8) -> DecimalNumber.Mark {
        if comma != point { return comma > point ? .comma : .point }
        if comma > 0 { return .point }
        return hasDoubtfulComma && delimiter != CSVDelimiter.comma ? .comma : .point
    }

    private mutating func count(_ mark: UInt8) {
        if mark == 0x2C { comma += 1 } else { point += 1 }
    }
}
