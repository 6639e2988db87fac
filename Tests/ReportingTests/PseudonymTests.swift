// What takes the place of values in captures that are shared.

import Diagnosing
import Foundation
import Testing

@testable import Reporting

struct PseudonymTests {
    private static func key(_ seed: UInt8) throws -> RedactionKey {
        try #require(RedactionKey([UInt8](repeating: seed, count: 32)))
    }

    /// RFC 4231, test case 1, and a key longer than a block, test case 6.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131),
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func authenticatesAsTheStandardDoes(bytes: [UInt8], message: String, code: String) throws {
        let key = try #require(RedactionKey(bytes))
        let found = key.code(Array(message.utf8)).map { String(format: "%02x", $0) }.joined()
        #expect(found == code)
    }

    /// The example of the paper's appendix.
    @Test func hashesAsThePaperDoes() {
        let hash = KeyedHash((0..<16).map { UInt8($0) })
        #expect(hash.hash((0..<15).map { UInt8($0) }) == 0xa129_ca61_49be_45e5)
    }

    @Test func refusesAKeyThatCanBeTried() {
        #expect(RedactionKey([UInt8](repeating: 1, count: 15)) == nil)
    }

    @Test(arguments: 1...4)
    func givesNoTwoNumbersTheSamePlace(length: Int) throws {
        let pseudonyms = Pseudonyms(try Self.key(7))
        let count = [0, 10, 100, 1_000, 10_000][length]
        let shown = (0..<count).map { number in
            let digits = String(number)
            let padded = String(repeating: "0", count: length - digits.count) + digits
            return pseudonyms.value(Array(padded.utf8)[...])
        }
        #expect(Set(shown).count == count)
        #expect(shown.allSatisfy { $0.count == length && $0.allSatisfy(\.isDigit) })
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func keepsTheLengthOfAValue(seed: UInt64) throws {
        let value = Array(HostileText.text(seed: seed).utf8)
        let shown = Pseudonyms(try Self.key(1)).value(value[...])
        #expect(shown.count == value.count)
        #expect(shown == Pseudonyms(try Self.key(1)).value(value[...]))
    }

    @Test(arguments: [
        "cart:17", "session:9f1c2b3a4d5e6f70", "user:6ba7b810-9dad-11d1-80b4-00c04fd430c8:x",
        "rate/10.1/2026-03-17", "k:4111111111111111", "v10:tax2", "job:a1b2c3d4e5f6g7h8i9",
    ])
    func keepsThePatternOfAKey(key: String) throws {
        let shown = Pseudonyms(try Self.key(1)).key(Array(key.utf8)[...])
        #expect(shown.count == key.utf8.count)
        #expect(KeyPattern.of(shown[...]) == KeyPattern.of(Array(key.utf8)[...]))
    }

    @Test func inventsOtherValuesWithAnotherKey() throws {
        let value = Array("hunter2hunter2".utf8)[...]
        #expect(
            Pseudonyms(try Self.key(1)).value(value) != Pseudonyms(try Self.key(2)).value(value)
        )
    }

    @Test func labelsAreTheSameInEveryReportWithTheKey() throws {
        var first = Redactor(mode: .on, key: try Self.key(3))
        var second = Redactor(mode: .on, key: try Self.key(3))
        _ = second.quoted(.event("ask ben@example.org"))
        let shown = first.quoted(.event("ask anna@example.org")).text

        #expect(second.quoted(.event("ask anna@example.org")).text == shown)
        #expect(shown.wholeMatch(of: /ask ‹email#[0-9a-f]{8}›/) != nil)
    }

    @Test(arguments: RedactorTests.secrets)
    func findsNothingLeftInWhatWasMasked(secret: String) {
        var redactor = Redactor(mode: .on)
        let shown = redactor.quoted(.event("see \(secret) there")).text

        #expect(RedactionCheck.hits(in: shown, mode: .on).isEmpty)
    }

    @Test func saysWhereSomethingWasLeft() {
        let text = "# Report\nall is well\nask anna@example.org, ben@example.org\n"
        #expect(
            RedactionCheck.hits(in: text, mode: .on)
                == [RedactionCheck.Hit(kind: "email", line: 3, count: 2)]
        )
    }

    /// No text is looked at again and again: beginnings without an end are cheap.
    @Test(arguments: [
        "a.", "eyJ.", "eyJhbGciOi.", "://a@", "1.1.", "a-", "x@", "SG.", "4 ", "DE89 ",
    ])
    func scansWithoutRunningBack(part: String) {
        let line = Array(String(repeating: part, count: 2_000).utf8)
        _ = SecretScanner(line, .prose).matches()
    }
}
