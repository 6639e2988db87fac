// Arrays of cells without pointers travel as the bytes they are in memory.
//
// Invariants: a plain cell's fields are whole numbers or floating-point numbers without gaps between them, so
// that every byte is a field's and every pattern of bits a value. `PlainLayout.check` traps for a type that breaks
// this, in the first test that writes or reads one. Memory is little-endian, as on every platform of Swift's.

/// A row of fixed size that holds nothing but numbers, without padding.
package protocol PlainCell: BitwiseCopyable, Codable {
    /// Makes a cell of zeros, from which the fields are told.
    init()
}

extension UInt8: PlainCell {}
extension UInt64: PlainCell {}
extension Int32: PlainCell {}
extension Int64: PlainCell {}
extension Int: PlainCell {}
extension Double: PlainCell {}

/// An array of plain cells.
protocol PlainArray {
    /// Appends the cells, without their count.
    func writeCells(to writer: PartialWriter)

    /// Reads a count and as many cells.
    static func readCells(from reader: PartialReader) throws -> Self
}

extension Array: PlainArray where Element: PlainCell {
    func writeCells(to writer: PartialWriter) {
        PlainLayout.check(Element.self)
        withUnsafeBytes { writer.append(contentsOf: $0) }
    }

    static func readCells(from reader: PartialReader) throws -> [Element] {
        PlainLayout.check(Element.self)
        let size = MemoryLayout<Element>.stride
        let count = try reader.count(bytesEach: size)
        let bytes = try reader.bytes(count * size)
        return [Element](unsafeUninitializedCapacity: count) { cells, filled in
            bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(cells).copyMemory(from: $0) }
            filled = count
        }
    }
}

/// A number that may be missing, in the room of one; an infinite one counts as missing.
struct OptionalNumber: Sendable, Equatable, PlainCell {
    private var stored = -Double.infinity

    init() {}

    var value: Double? {
        get { stored.isFinite ? stored : nil }
        set { stored = newValue ?? -.infinity }
    }
}

/// What a plain cell is made of.
enum PlainLayout {
    /// Traps unless the fields of a type are numbers that fill it.
    static func check<Cell: PlainCell>(_ type: Cell.Type) {
        precondition(
            numberBytes(of: Cell()) == MemoryLayout<Cell>.stride,
            "\(Cell.self) has a gap or something else than numbers, so it cannot travel as bytes"
        )
    }

    private static func numberBytes<Field>(of field: Field) -> Int? {
        if let number = field as? any FixedWidthInteger { return number.bitWidth / 8 }
        if let number = field as? any BinaryFloatingPoint { return size(of: number) }
        let mirror = Mirror(reflecting: field)
        guard mirror.displayStyle == .struct else { return nil }
        var bytes = 0
        for part in mirror.children {
            guard let count = numberBytes(of: part.value) else { return nil }
            bytes += count
        }
        return bytes
    }

    private static func size<Number>(of number: Number) -> Int { MemoryLayout<Number>.size }
}
