import Randomness
import Testing

@testable import Summarizing

@Suite struct KeyPatternTests {
    @Test(arguments: [
        ("user:42", "user:{n}"),
        ("session:3f2504e0-4f89-11d3-9a0c-0305e82c3301", "session:{uuid}"),
        ("job-3f2504e0-4f89-11d3-9a0c-0305e82c3301:x", "job-{uuid}:x"),
        ("sess:9af3c21b77de", "sess:{hex}"),
        ("sess:deadbeef", "sess:deadbeef"),
        ("mail:jo.doe@example.org:new", "mail:{email}:new"),
        ("report:2026-11-21", "report:{n}-{n}-{n}"),
        ("hits:20261121", "hits:{n}"),
        ("ip:192.168.7.1", "ip:{n}.{n}.{n}.{n}"),
        ("{user1000}.following", "{user{n}}.following"),
        ("cart/77/items", "cart/{n}/items"),
        ("v2:page:3", "v{n}:page:{n}"),
        ("token:aB3dE5fG7hI9jK1lM3", "token:{rand}"),
        ("worker-1:400:9af3c21b77de:work", "worker-{n}:{n}:{hex}:work"),
        ("queues", "queues"),
        ("a:", "a:"),
        ("", ""),
    ])
    func keepsTheWordsAndReplacesTheRest(key: String, pattern: String) {
        #expect(KeyPattern.of(Array(key.utf8)[...]) == pattern)
    }

    @Test func endsALongKeyWithAnEllipsis() {
        let key = String(repeating: "x", count: KeyPattern.keyBytesMax + 1)

        let pattern = KeyPattern.of(Array(key.utf8)[...])

        #expect(pattern == String(repeating: "x", count: KeyPattern.keyBytesMax) + "…")
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func givesOnePatternToAllNumbersOfAKey(seed: UInt64) {
        var random = SplitMix64(seed: seed)

        let patterns = Set(
            (0..<50).map { _ in KeyPattern.of(Array("a:\(random.next()):b".utf8)[...]) }
        )

        #expect(patterns == ["a:{n}:b"])
    }
}
