// Internet addresses in text, and which of them belong to nobody in particular.
// Source: RFC 1918, RFC 4193, RFC 4291.

/// Reads and judges host addresses.
enum Address {
    /// Whether an address is private (RFC 1918, RFC 4193) or loopback.
    static func isPrivate(_ text: String) -> Bool {
        if let octets = octets(Array(text.utf8)[...]) {
            return octets[0] == 10 || octets[0] == 127
                || (octets[0] == 172 && (16...31).contains(octets[1]))
                || (octets[0] == 192 && octets[1] == 168)
        }
        let lowered = text.lowercased()
        return lowered == "::1" || lowered.hasPrefix("fc") || lowered.hasPrefix("fd")
    }

    /// The four octets of a dotted address, or `nil` when it is not exactly one.
    static func octets(_ bytes: ArraySlice<UInt8>) -> [Int]? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var octets: [Int] = []
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy(\.isDigit) else { return nil }
            let value = part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            guard value <= 255 else { return nil }
            octets.append(value)
        }
        return octets
    }

    /// Whether a run of hex digits, colons and dots is an IPv6 address rather than a time or a name.
    static func isVersion6(_ bytes: ArraySlice<UInt8>) -> Bool {
        let colons = bytes.count { $0 == UInt8(ascii: ":") }
        guard (2...7).contains(colons), bytes.contains(where: \.isDigit) else { return false }
        let groups = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let isCompressed = zip(bytes, bytes.dropFirst()).contains { $0 == 0x3A && $1 == 0x3A }
        guard isCompressed || colons == 7 else { return false }
        return groups.dropLast().allSatisfy { $0.count <= 4 && $0.allSatisfy(\.isHexDigit) }
    }
}

extension UInt8 {
    /// An ASCII digit.
    var isDigit: Bool { (0x30...0x39).contains(self) }

    /// An ASCII hexadecimal digit.
    var isHexDigit: Bool { isDigit || (0x41...0x46).contains(self) || (0x61...0x66).contains(self) }

    /// An ASCII letter.
    var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }

    /// A digit, a letter, or part of a character beyond ASCII.
    var isWord: Bool { isDigit || isLetter || self >= 0x80 }
}
