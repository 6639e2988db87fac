// What takes the place of values in a capture that is to be shared and analysed again: of the same length and
// kind, the same for the same value, and nothing that a reader could take for the real one.

/// Invents values by a key.
struct Pseudonyms: Sendable {
    private let hash: KeyedHash
    private let key: RedactionKey

    /// Takes the key of a run.
    init(_ key: RedactionKey) {
        self.key = key
        hash = KeyedHash(key.code(Array("debrief pseudonyms 1".utf8)))
    }

    /// The label of a value of a class.
    func label(_ kind: SecretClass, _ value: String) -> String {
        "\(kind.rawValue)#\(key.label(kind, value))"
    }

    /// Longer runs of digits could be those of a card; their replacements begin with a digit that cards lack.
    private static let permutedDigitsMax = 12
    private static let permutedLettersMax = 12

    /// Data of the same length: digits for digits, letters for anything else.
    func value(_ value: ArraySlice<UInt8>) -> [UInt8] {
        if Self.isHarmless(value) { return Array(value) }
        if Alphabet.digits.spells(value) { return digits(value) }
        if value.count <= Self.permutedLettersMax, Alphabet.alphanumerics.spells(value) {
            return Alphabet.alphanumerics.permuted(value, by: hash)
        }
        return letters(value.count, for: value)
    }

    /// Truth, nothing and empty containers say nothing of anybody.
    private static func isHarmless(_ value: ArraySlice<UInt8>) -> Bool {
        value.count <= 6
            && ["", "{}", "[]", "true", "false", "nil", "null", "none", "None", "OK", "\\x00"]
                .contains { value.elementsEqual($0.utf8) }
    }

    /// As many digits.
    func digits(_ value: ArraySlice<UInt8>) -> [UInt8] {
        if value.count <= Self.permutedDigitsMax {
            return Alphabet.digits.permuted(value, by: hash)
        }
        var digits = stream(value.count, for: value).map { 0x30 + $0 % 10 }
        digits[0] = UInt8(ascii: "1")
        return digits
    }

    /// As many lower-case letters.
    private func letters(_ count: Int, for value: some Collection<UInt8>) -> [UInt8] {
        stream(count, for: value).map { UInt8(ascii: "a") + $0 % 26 }
    }

    /// As many bytes, which follow from a value and the key.
    private func stream(_ count: Int, for value: some Collection<UInt8>) -> [UInt8] {
        let seed = hash.hash(value)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        var number: UInt64 = 0
        while bytes.count < count {
            var message: [UInt8] = []
            for word in [seed, number] {
                for shift in stride(from: UInt64(0), to: 64, by: 8) {
                    message.append(UInt8(truncatingIfNeeded: word &>> shift))
                }
            }
            let word = hash.hash(message)
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word &>> shift))
            }
            number += 1
        }
        return Array(bytes[..<count])
    }

    /// An address of 240.0.0.0/4, which belongs to nobody (RFC 1112, section 4).
    func address(_ address: String) -> String {
        let number = hash.hash(address.utf8)
        let octets = [8, 16, 24].map { number >> $0 & 0xFF }
        return ([240 + number % 15] + octets).map(String.init).joined(separator: ".")
    }

    /// Whether an address is one of those.
    static func isInvented(_ address: String) -> Bool {
        Address.octets(Array(address.utf8)[...]).map { (240...254).contains($0[0]) } ?? false
    }
}

extension Pseudonyms {
    private static let hexDigitsMin = 8
    private static let randomBytesMin = 16
    /// `tax2` and `v10` are names; longer runs of digits count or identify.
    private static let digitsInNamesMax = 3

    /// A key whose numbers and random parts are others, of the same kind and length.
    func key(_ key: ArraySlice<UInt8>) -> [UInt8] {
        var shown: [UInt8] = []
        for part in key.split(omittingEmptySubsequences: false, whereSeparator: Self.isDelimiter) {
            if part.startIndex > key.startIndex { shown.append(key[part.startIndex - 1]) }
            shown += segment(part)
        }
        return shown
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool { ":/|.#-".utf8.contains(byte) }

    private func segment(_ segment: ArraySlice<UInt8>) -> [UInt8] {
        guard segment.contains(where: \.isDigit) else { return Array(segment) }
        if segment.allSatisfy(\.isDigit) { return digits(segment) }
        if segment.count >= Self.hexDigitsMin, segment.allSatisfy(\.isHexDigit) {
            return hexadecimal(segment)
        }
        var runs: [Range<Int>] = []
        for index in segment.indices where segment[index].isDigit {
            if runs.last?.upperBound == index {
                runs[runs.count - 1] = runs[runs.count - 1].lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        if segment.count >= Self.randomBytesMin, runs.count >= 3 { return random(segment) }
        var shown = Array(segment)
        for run in runs where run.count > Self.digitsInNamesMax {
            let place = run.lowerBound - segment.startIndex
            shown.replaceSubrange(place..<place + run.count, with: digits(segment[run]))
        }
        return shown
    }

    /// As many hexadecimal digits, a letter and a digit among them.
    private func hexadecimal(_ segment: ArraySlice<UInt8>) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var shown = stream(segment.count, for: segment).map { digits[Int($0 & 15)] }
        shown[0] = UInt8(ascii: "a") + shown[0] % 6
        shown[1] = UInt8(ascii: "0") + shown[1] % 10
        return shown
    }

    /// Letters beyond those of hexadecimal digits and digits in turn.
    private func random(_ segment: ArraySlice<UInt8>) -> [UInt8] {
        stream(segment.count, for: segment).enumerated().map { index, byte in
            index.isMultiple(of: 2) ? UInt8(ascii: "g") + byte % 20 : UInt8(ascii: "0") + byte % 10
        }
    }
}
