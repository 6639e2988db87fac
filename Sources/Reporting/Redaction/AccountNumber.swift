// International bank account numbers: two letters, two check digits, 11 to 30 letters and digits.
// Source: ISO 13616; the remainder by 97 of ISO 7064.

/// Finds bank account numbers.
enum AccountNumber {
    private static let lengths = 15...34

    /// The account number that starts at a position, in one piece or in groups with single spaces.
    static func match(in scanner: SecretScanner, at position: Int) -> SecretScanner.Match? {
        let bytes = scanner.bytes
        guard position + 4 <= bytes.count, isCapital(bytes[position]),
            isCapital(bytes[position + 1]), bytes[position + 2].isDigit,
            bytes[position + 3].isDigit
        else { return nil }
        var characters: [UInt8] = []
        var last: Int?
        for next in position..<bytes.count {
            let byte = bytes[next]
            if byte.isDigit || isCapital(byte) {
                characters.append(byte)
                guard characters.count <= lengths.upperBound else { break }
                let isGroupEnd = next + 1 == bytes.count || !bytes[next + 1].isWord
                if isGroupEnd, lengths.contains(characters.count), isValid(characters) {
                    last = next
                }
            } else if byte != 0x20 || bytes[next - 1] == 0x20 {
                break
            }
        }
        return last.map { SecretScanner.Match(range: position..<($0 + 1), kind: .iban) }
    }

    private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

    /// The first four characters moved to the end, letters read as 10 to 35, leave 1 by 97.
    private static func isValid(_ characters: [UInt8]) -> Bool {
        let moved = characters.dropFirst(4) + characters.prefix(4)
        let remainder = moved.reduce(0) { remainder, byte in
            byte.isDigit
                ? (remainder * 10 + Int(byte - 0x30)) % 97
                : (remainder * 100 + Int(byte - 0x41) + 10) % 97
        }
        return remainder == 1
    }
}
