// Tables whose columns are parted by spaces: words of a row under the words of a heading.

/// Cuts rows of such tables.
enum ColumnText {
    /// The widest table of sysstat has 30 columns; longer rows are no table.
    static let wordsMax = 128

    /// The words of a line, at most ``wordsMax``.
    static func words(_ line: ArraySlice<UInt8>) -> [String] {
        line.split(maxSplits: wordsMax, whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D })
            .prefix(wordsMax).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A measured word as a number: a point or a comma parts the fraction, by the locale.
    static func number(_ word: String) -> DecimalNumber? {
        let bytes = Array(word.utf8)
        let mark: DecimalNumber.Mark = bytes.contains(0x2C) ? .comma : .point
        guard let read = DecimalNumber.prefix(of: bytes, 0..<bytes.count, mark: mark),
            read.end == bytes.count
        else { return nil }
        return read.number
    }
}

/// A heading of sysstat and what a row under it measures.
struct SysstatTable: Sendable {
    let columns: [String]

    static let widthRule = "a row must have as many columns as its heading"
    static let numberRule = "a measured column must hold a number"

    /// Makes a table; `nil` when no word of a heading names a measured column.
    init?(_ heading: [String]) {
        columns = heading.map { $0.hasSuffix(":") && $0 != "Device:" ? String($0.dropLast()) : $0 }
        guard columns.contains(where: SysstatUnit.isOwn), columns.count > 1 else {
            return nil
        }
        // A heading has no numbers in it, and a row has.
        guard !columns.contains(where: { ColumnText.number($0) != nil }) else { return nil }
    }

    /// Appends a sample for each measured column of a row.
    ///
    /// - Returns: The rule that the row breaks, or `nil`.
    func read(
        _ words: [String],
        at stamp: MetricsTable.Stamp,
        into rows: inout [Row]
    ) -> String? {
        // Only a command, in the last column, may hold spaces.
        guard
            words.count == columns.count || words.count > columns.count && columns.last == "Command"
        else { return Self.widthRule }
        var labels: [String] = []
        for (column, word) in zip(columns, words) where SysstatUnit.isShown.contains(column) {
            if column != "CPU" || columns.first == "CPU"
                || columns.count(where: SysstatUnit.isLabel) == 1
            {
                labels.append("\(Self.labelName(column)):\(word)")
            }
        }
        let suffix = labels.isEmpty ? "" : "{\(labels.sorted().joined(separator: ","))}"
        for (column, word) in zip(columns, words) where !SysstatUnit.isLabel(column) {
            guard let number = ColumnText.number(word) else { return Self.numberRule }
            let scale = SysstatUnit.scale(of: column)
            let value = number.value(shiftedBy: scale.places) * scale.factor
            guard value.isFinite, value >= 0 else { continue }
            rows.append(
                .sample(
                    Sample(
                        line: stamp.line,
                        time: stamp.time,
                        metric: column + suffix,
                        value: value,
                        unit: scale.unit
                    )
                )
            )
        }
        return nil
    }

    private static func labelName(_ column: String) -> String {
        switch column {
        case "Device", "Device:", "DEV", "disk-device", "device": "device"
        case "CPU", "cpu": "cpu"
        case "Command": "command"
        case "PID", "TGID": "pid"
        case "IFACE", "iface": "interface"
        case "INTR": "interrupt"
        case "FILESYSTEM": "filesystem"
        default: column
        }
    }
}
