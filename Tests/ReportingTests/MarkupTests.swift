import Diagnosing
import Foundation
import Testing

@testable import Reporting

/// Markup is escaped in one place, and its digests are those of the standards.
struct MarkupTests {
    @Test(arguments: 0..<500 as Range<UInt64>)
    func turnsNoTextIntoMarkup(seed: UInt64) throws {
        let text = HostileText.text(seed: seed)
        var writer = MarkupWriter(.xml)
        writer.write(.element(.svg, [], [.element(.text, [], [.text(text)])]))
        let parsed = try ParsedMarkup(writer.text)

        #expect(parsed.elements == ["svg", "text"])
        #expect(parsed.text == VisibleText.neutralised(text))
    }

    @Test
    func keepsDataInsideItsElement() {
        var writer = MarkupWriter(.html)
        writer.write(.element(.script, [], [.data(.text("</script><!-- & \u{2028}"))]))

        #expect(
            writer.text
                == "<script>\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\\\u{2028}\"</script>\n"
        )
    }

    @Test(arguments: [
        ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
        ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
        ),
    ])
    func digestsAsTheStandardDoes(message: String, digest: String) {
        #expect(Base64.text(SHA256.digest(Array(message.utf8))) == digest)
    }

    @Test(arguments: [1, 54, 55, 56, 63, 64, 65, 119, 1_000])
    func digestsEveryLengthOfPadding(length: Int) {
        let digest = SHA256.digest([UInt8](repeating: 0x61, count: length))
        #expect(digest.count == 32)
        #expect(Data(digest).base64EncodedString() == Base64.text(digest))
    }

    @Test(arguments: [
        (0.04, "0"), (-0.04, "0"), (1, "1"), (12.25, "12.3"), (-7.5, "-7.5"),
        (.infinity, "0"), (1_795_232_070.1, "1795232070.1"),
    ])
    func writesCoordinatesToATenth(number: Double, text: String) {
        #expect(CoordinateText.text(number) == text)
    }
}
