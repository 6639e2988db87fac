// One-to-one replacement of short words by words of the same length and letters, so that what differed differs.
// Source: the unbalanced Feistel network of FF1 (NIST SP 800-38G), with another round function.

/// Letters that words are made of.
struct Alphabet: Sendable {
    private let letters: [UInt8]
    private let ranks: [UInt8]

    static let digits = Alphabet("0123456789")
    static let alphanumerics = Alphabet(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    )

    /// Ten letters of 62 fit a word of 64 bits.
    static let halfMax = 10

    private init(_ text: String) {
        letters = Array(text.utf8)
        var ranks = [UInt8](repeating: 0xFF, count: 256)
        for (rank, letter) in letters.enumerated() { ranks[Int(letter)] = UInt8(rank) }
        self.ranks = ranks
    }

    /// Whether a word is of these letters alone.
    func spells(_ word: some Sequence<UInt8>) -> Bool { word.allSatisfy { ranks[Int($0)] != 0xFF } }

    /// Another word of the same length; no two words of one length have the same.
    func permuted(_ word: ArraySlice<UInt8>, by hash: KeyedHash) -> [UInt8] {
        let middle = word.startIndex + word.count / 2
        var left = number(word[..<middle])
        var right = number(word[middle...])
        let leftSize = size(middle - word.startIndex)
        let rightSize = size(word.endIndex - middle)
        for round in UInt8(0)..<Self.rounds {
            if round.isMultiple(of: 2) {
                left = (left + mixed(right, round, word.count, hash) % leftSize) % leftSize
            } else {
                right = (right + mixed(left, round, word.count, hash) % rightSize) % rightSize
            }
        }
        return text(left, count: middle - word.startIndex)
            + text(right, count: word.endIndex - middle)
    }

    /// FF1 takes ten.
    private static let rounds: UInt8 = 10

    private func mixed(_ half: UInt64, _ round: UInt8, _ count: Int, _ hash: KeyedHash) -> UInt64 {
        var message: [UInt8] = [round, UInt8(letters.count), UInt8(truncatingIfNeeded: count)]
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            message.append(UInt8(truncatingIfNeeded: half &>> shift))
        }
        return hash.hash(message)
    }

    private func size(_ count: Int) -> UInt64 {
        (0..<count).reduce(1) { size, _ in size * UInt64(letters.count) }
    }

    private func number(_ word: ArraySlice<UInt8>) -> UInt64 {
        word.reduce(0) { $0 * UInt64(letters.count) + UInt64(ranks[Int($1)]) }
    }

    private func text(_ number: UInt64, count: Int) -> [UInt8] {
        var number = number
        var text = [UInt8](repeating: 0, count: count)
        for index in text.indices.reversed() {
            text[index] = letters[Int(number % UInt64(letters.count))]
            number /= UInt64(letters.count)
        }
        return text
    }
}
