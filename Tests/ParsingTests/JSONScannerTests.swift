// JSON as logs hold it: whole, cut, hostile.

import Testing

@testable import Parsing

@Suite struct JSONScannerTests {
    @Test(arguments: [
        ("null", JSONValue.null), ("true", .bool(true)), (" false ", .bool(false)),
        ("-42", .integer(-42)), ("9223372036854775807", .integer(.max)),
        ("9223372036854775808", .number(9_223_372_036_854_775_808)),
        ("1.5e3", .number(1_500)), (#""a\"\\\/\n\u00e9""#, .string("a\"\\/\né")),
        (#""\ud83d\ude00""#, .string("😀")), (#""\ud83d""#, .string("\u{FFFD}")),
        ("[]", .array([])), ("[1, [2]]", .array([.integer(1), .array([.integer(2)])])),
        (
            #"{"a":1,"b":{"c":null}}"#,
            .object([
                .init(name: "a", value: .integer(1)),
                .init(name: "b", value: .object([.init(name: "c", value: .null)])),
            ])
        ),
    ])
    func readsValues(text: String, value: JSONValue) {
        #expect(JSONScanner.parse(Array(text.utf8)[...]) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "tru", "[1", "[1,", "[1 2]", "{\"a\"", "{\"a\":}", "{a:1}", "\"abc", "\"\\",
        "\"\\u12\"", "1 2", "--1", "]", "\"a\nb\"",
    ])
    func refusesWhatIsNoValue(text: String) {
        #expect(JSONScanner.parse(Array(text.utf8)[...]) == nil)
    }

    @Test func toleratesBytesThatAreNotUTF8() {
        let text: [UInt8] = [0x22, 0x61, 0xFF, 0x62, 0x00, 0x22]

        #expect(JSONScanner.parse(text[...]) == .string("a\u{FFFD}b\0"))
    }

    @Test(arguments: [(64, true), (65, false), (100_000, false)])
    func refusesDeepNesting(depth: Int, isRead: Bool) {
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)

        #expect((JSONScanner.parse(Array(text.utf8)[...]) != nil) == isRead)
    }

    @Test func refusesLongNumbers() {
        let digits = String(repeating: "1", count: JSONScanner.numberBytesMax + 1)

        #expect(JSONScanner.parse(Array(digits.utf8)[...]) == nil)
    }

    @Test(arguments: [
        (#"a\x00\xff"#, [0x61, 0x00, 0xFF] as [UInt8]), (#"\n\r\t\a\b"#, [10, 13, 9, 7, 8]),
        (#"\"\\"#, [0x22, 0x5C]), (#"\q"#, [0x71]), (#"\xZZ"#, [0x78, 0x5A, 0x5A]),
        (#"\x1"#, [0x78, 0x31]), (#"end\"#, [0x65, 0x6E, 0x64, 0x5C]), ("", []),
    ])
    func undoesTheEscapesOfRedis(text: String, bytes: [UInt8]) {
        #expect(RedisEscapes.decode(Array(text.utf8)[...]) == bytes)
    }

    @Test(arguments: [(#"a\"b"c"#, 4 as Int?), (#"abc\""#, nil), (#""#, nil), (#"a\"#, nil)])
    func findsTheClosingQuote(text: String, index: Int?) {
        #expect(RedisEscapes.closingQuote(in: Array(text.utf8)[...], from: 0) == index)
    }
}
