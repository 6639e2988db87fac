// What stands in a cell of a metrics table: a number with or without its unit, nothing, or text.

/// The content of a cell.
enum CellValue: Equatable {
    /// A gap: empty, `NaN`, `null`, `undefined`, `-`.
    case missing
    /// A number without unit.
    case plain(DecimalNumber)
    /// A number with a power of ten after it (`2.36 K`), in the unit of its column.
    case magnitude(DecimalNumber, places: Int)
    /// A number with its unit after it (`11.41 ms`).
    case measured(DecimalNumber, UnitScale)
    case text

    /// What exporters write for a gap, in lower case.
    private static let missingWords: Set<String> = [
        "-", "--", "nan", "null", "nil", "none", "undefined", "n/a", "na", "#n/a", "no data",
        "inf", "+inf", "-inf", "infinity", "-infinity",
    ]

    /// Reads a cell.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - cell: The cell, without its quotes.
    ///   - mark: Which byte parts the fraction.
    ///   - suffixes: What the suffixes met so far mean.
    init(
        _ bytes: [UInt8],
        _ cell: Range<Int>,
        mark: DecimalNumber.Mark,
        _ suffixes: inout UnitSuffixes
    ) {
        var cell = cell
        while !cell.isEmpty, bytes[cell.lowerBound] == 0x20 { cell = cell.dropFirst() }
        while !cell.isEmpty, bytes[cell.upperBound - 1] == 0x20 { cell = cell.dropLast() }
        guard !cell.isEmpty else {
            self = .missing
            return
        }
        guard let (number, end) = DecimalNumber.prefix(of: bytes, cell, mark: mark) else {
            self = Self.isMissing(bytes, cell) ? .missing : .text
            return
        }
        guard end < cell.upperBound else {
            self = .plain(number)
            return
        }
        switch suffixes.meaning(of: bytes, end..<cell.upperBound) {
        case .unit(let scale, let places):
            var scaled = number
            scaled.exponent += places
            self = .measured(scaled, scale)
        case .magnitude(let places): self = .magnitude(number, places: places)
        case .text: self = .text
        }
    }

    private static func isMissing(_ bytes: [UInt8], _ cell: Range<Int>) -> Bool {
        guard cell.count <= UnitSuffixes.suffixBytesMax else { return false }
        return missingWords.contains(String(decoding: bytes[cell], as: UTF8.self).lowercased())
    }
}

extension Range<Int> {
    /// The range without its first index.
    fileprivate func dropFirst() -> Range<Int> { lowerBound + 1..<upperBound }
    /// The range without its last index.
    fileprivate func dropLast() -> Range<Int> { lowerBound..<upperBound - 1 }
}
