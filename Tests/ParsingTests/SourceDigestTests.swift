// What is noticed of a change to a file.

import Foundation
import Testing

@testable import Parsing

@Suite struct SourceDigestTests {
    private func digest(_ bytes: [UInt8]) throws -> SourceDigest {
        let file = try TemporaryFile(bytes)
        return try #require(try SourceDigest(file.source))
    }

    @Test func isThatOfEveryByteOfASmallFile() throws {
        let digest = try digest(Array("abc".utf8))
        #expect(digest.coverage == .all)
        #expect(digest.bytes == 3)
        #expect(
            digest.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    /// The step of samples of a file of this size is about five times a sample.
    private static let large = SourceDigest.wholeBytesMax + 1_000_003

    @Test(arguments: [0, 16_383, Self.large - 1, Self.large - 16_384])
    func noticesAChangeInASample(place: Int) throws {
        var bytes = [UInt8](repeating: 0x61, count: Self.large)
        let before = try digest(bytes)
        bytes[place] = 0x62
        let after = try digest(bytes)
        #expect(before.coverage == .samples)
        #expect(before.sha256 != after.sha256)
    }

    @Test(arguments: [-1, 1])
    func noticesGrowthAndCutting(by change: Int) throws {
        let before = try digest([UInt8](repeating: 0x61, count: Self.large))
        let after = try digest([UInt8](repeating: 0x61, count: Self.large + change))
        #expect(SourceDigest.combined([before]) != SourceDigest.combined([after]))
    }

    /// Pieces of every length around a block give what the whole gives.
    @Test(arguments: 0..<130)
    func takesPiecesOfAnyLength(length: Int) {
        let message = (0..<length).map { UInt8($0) }
        var digest = SHA256()
        for piece in stride(from: 0, to: length, by: 7) {
            digest.add(Array(message[piece..<min(length, piece + 7)]))
        }
        #expect(digest.finish() == SHA256.digest(message))
    }
}
