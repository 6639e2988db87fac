// What a file's bytes were when it was read, so that a later reader can notice that they changed.

/// The size of a file and SHA-256 over its bytes, or over samples of them where the file is large.
///
/// Samples keep the cost of a file of any size at a hundredth of a second. They notice what happens to logs, growth,
/// cutting, replacement; not every change of a few bytes that leaves the size as it is.
package struct SourceDigest: Codable, Sendable, Hashable {
    /// What was looked at.
    package enum Coverage: String, Codable, Sendable {
        /// Every byte: the digest is that of `sha256sum`.
        case all
        /// The beginning, the end, and blocks in equal distances between.
        case samples
    }

    /// The file's path in the report.
    package let path: String
    /// The size as it is stored.
    package let bytes: Int
    package let coverage: Coverage
    /// 64 hexadecimal digits.
    package let sha256: String

    /// Of smaller files every byte is looked at; 4 MiB take some 20 ms.
    static let wholeBytesMax = 4 << 20
    /// 64 blocks of 16 KiB are 1 MiB, in a gigabyte one every 16 MiB.
    static let samples = 64
    static let sampleBytes = 16 << 10

    /// Takes the digest of a file; `nil` of what cannot be read a second time, or not at all.
    ///
    /// - Throws: ``InputError`` with code D005 when it cannot be opened or the disk refuses.
    package init?(_ file: SourceFile) throws {
        guard file.refusal == nil, !file.isPipe, !file.location.isEmpty else { return nil }
        let window = try file.open()
        path = file.path
        bytes = window.count
        coverage = window.count <= Self.wholeBytesMax ? .all : .samples
        var digest = SHA256()
        switch coverage {
        case .all:
            var place = 0
            while place < window.count {
                let piece = try window.read(count: Self.sampleBytes, at: place)
                // The file may have been cut since it was opened.
                guard !piece.isEmpty else { break }
                digest.add(piece)
                place += piece.count
            }
        case .samples:
            for number in 0..<Self.samples {
                let place = Self.place(of: number, in: window.count)
                digest.add(try window.read(count: Self.sampleBytes, at: place))
            }
        }
        sha256 = Hexadecimal.text(digest.finish())
    }

    /// Where a sample begins: the first at the beginning, the last so that it ends with the file.
    private static func place(of number: Int, in count: Int) -> Int {
        let last = count - sampleBytes
        let (quotient, rest) = last.quotientAndRemainder(dividingBy: samples - 1)
        return quotient * number + rest * number / (samples - 1)
    }

    /// One digest for the inputs of a run: over the sizes and digests in their order, without the names; `nil` of
    /// none.
    package static func combined(_ digests: [SourceDigest]) -> String? {
        guard !digests.isEmpty else { return nil }
        var whole = SHA256()
        for digest in digests {
            whole.add(Array("\(digest.bytes) \(digest.coverage.rawValue) \(digest.sha256)\n".utf8))
        }
        return Hexadecimal.text(whole.finish())
    }
}

/// Bytes as pairs of hexadecimal digits in lower case.
package enum Hexadecimal {
    private static let digits = Array("0123456789abcdef")

    /// Writes bytes.
    package static func text(_ bytes: [UInt8]) -> String {
        String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
