// One header of a tar archive. Source: POSIX.1-2017, pax "ustar Interchange Format"; GNU tar `tar.h`.

/// The header that stands before each member.
struct TarHeader {
    /// Headers and members begin at multiples of this.
    static let bytes = 512

    let name: String
    let size: Int
    let kind: Kind

    /// What follows a header.
    enum Kind: Equatable {
        case file
        /// Folders, links and devices: nothing of them is read.
        case other
        /// Names and sizes for the next member, `key=value` a line.
        case extended
        /// The name of the next member, as GNU tar writes long ones.
        case longName
    }

    /// The largest size that is believed, so that sums cannot overflow.
    private static let sizeMax = 1 << 50

    /// Whether a tar archive begins here.
    static func begins(_ head: [UInt8]) -> Bool { TarHeader(head[...]) != nil }

    /// Reads a header; `nil` when its sum is wrong or its size is no number.
    init?(_ block: ArraySlice<UInt8>) {
        guard block.count == Self.bytes else { return nil }
        let start = block.startIndex
        func field(_ offset: Int, _ count: Int) -> ArraySlice<UInt8> {
            block[start + offset..<start + offset + count]
        }
        guard let sum = Self.octal(field(148, 8)), sum == Self.sum(block), sum > 8 * 0x20,
            let size = Self.number(field(124, 12)), size <= Self.sizeMax
        else { return nil }
        self.size = size
        kind =
            switch block[start + 156] {
            case 0x30, 0x00, 0x37: .file
            case 0x78: .extended
            case 0x4C: .longName
            default: .other
            }
        let prefix = field(257, 6).elementsEqual("ustar\0".utf8) ? Self.text(field(345, 155)) : ""
        name = (prefix.isEmpty ? "" : prefix + "/") + Self.text(field(0, 100))
    }

    /// The sum of all bytes, the field of the sum itself read as blanks.
    private static func sum(_ block: ArraySlice<UInt8>) -> Int {
        block.enumerated().reduce(0) {
            $0 + ((148..<156).contains($1.offset) ? 0x20 : Int($1.element))
        }
    }

    /// Octal digits, or GNU's binary form for sizes of 8 GiB and more.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        guard let first = field.first, first & 0x80 != 0 else { return octal(field) }
        let tail = field.suffix(7)
        guard first == 0x80, field.dropFirst().dropLast(7).allSatisfy({ $0 == 0 }) else {
            return nil
        }
        return tail.reduce(0) { $0 << 8 | Int($1) }
    }

    private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
        return digits.reduce(0) { $0 << 3 | Int($1 & 7) }
    }

    /// Text up to the first NUL, decoded lossily.
    static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }
}
