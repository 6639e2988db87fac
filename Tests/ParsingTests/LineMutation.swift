// Damage as disks, terminals, editors and attackers do it to a line.

import Randomness

/// A way to damage a line.
enum LineMutation: CaseIterable {
    case flip
    case delete
    case insert
    case duplicate
    case truncate
    case swap

    /// Bytes that parsers stumble over.
    private static let awkward: [UInt8] = [
        0x00, 0xFF, 0x22, 0x27, 0x5C, 0x0A, 0x0D, 0x20, 0x09, 0x2C, 0x5B, 0x7B, 0x28, 0x2D, 0x39,
        0x80,
    ]

    /// Damages a line in one place.
    func apply(to line: [UInt8], with random: inout SplitMix64) -> [UInt8] {
        guard !line.isEmpty else { return [Self.awkwardByte(with: &random)] }
        var line = line
        let place = Int.random(in: line.indices, using: &random)
        let other = Int.random(in: line.indices, using: &random)
        switch self {
        case .flip: line[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case .delete: line.removeSubrange(min(place, other)...max(place, other))
        case .insert: line.insert(Self.awkwardByte(with: &random), at: place)
        case .duplicate:
            line.insert(contentsOf: line[min(place, other)...max(place, other)], at: other)
        case .truncate: line.removeSubrange(place...)
        case .swap: line.swapAt(place, other)
        }
        return line
    }

    private static func awkwardByte(with random: inout SplitMix64) -> UInt8 {
        awkward[Int.random(in: awkward.indices, using: &random)]
    }
}
