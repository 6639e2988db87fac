import Randomness
import Testing

@testable import Parsing

/// What is taken out of documents, as text.
private func events(_ text: String, _ places: [JSONPlace], cutAt cuts: [Int] = []) -> [String] {
    var elements = JSONElements(places)
    var splitter = LineSplitter(delivery: .pieces)
    let bytes = Array(text.utf8)
    var found: [JSONElements.Event] = []
    var start = 0
    for cut in cuts + [bytes.count] {
        if let block = splitter.append(bytes[start..<cut]) { found += elements.read(block) }
        start = cut
    }
    found += elements.finish()
    return found.map { event in
        switch event {
        case .value(let place, let bytes, let line):
            "\(line) \(place) \(String(decoding: bytes, as: UTF8.self))"
        case .end(let place, let line): "\(line) \(place) end"
        case .broken(let line): "\(line.line) broken"
        }
    }
}

@Suite struct JSONElementsTests {
    private static let places = [JSONPlace.value("a[].b"), .end("a[]"), .value("*.c[][]")]
    private static let text = """
        {"a": [{"b": {"x]": "}\\"{"}, "d": [1, 2]},
               {"b": -1.5e3}], "e": {"c": [[1], [true, "s"]]}}
        {"a": [{"b": null}]}[]
        {"x": 1}
        """

    @Test func handsOnTheValuesAtItsPlaces() {
        #expect(
            events(Self.text, Self.places) == [
                #"1 0 {"x]": "}\"{"}"#, "1 1 end", "2 0 -1.5e3", "2 1 end", "2 2 1", "2 2 true",
                #"2 2 "s""#, "3 0 null", "3 1 end",
            ]
        )
    }

    @Test func readsTheSameInPiecesOfAnyLength() {
        let whole = events(Self.text, Self.places)
        let bytes = Self.text.utf8.count
        let differing = (0...bytes).filter { events(Self.text, Self.places, cutAt: [$0]) != whole }

        #expect(differing == [])
        #expect(events(Self.text, Self.places, cutAt: Array(0...bytes)) == whole)
    }

    @Test(arguments: [
        (#"{"a": [{"b": 1}, {"b": "cut"#, ["1 0 1", "1 1 end", "1 broken"]),
        ("{\"a\": [{\"b\": \"cut\n{\"a\": [{\"b\": 2}]}", ["1 broken", "2 0 2", "2 1 end"]),
        (#"{"a": [{"b" 1}]} {"a": [{"b": 3}]}"#, ["1 broken"]),
        ("nonsense\n[1}\n{\"a\": [{\"b\": 4}]}", ["1 broken", "2 broken", "3 0 4", "3 1 end"]),
        (#"{"a": [{"b": 5]}"#, ["1 0 5", "1 broken"]),
    ])
    func resumesAtTheNextLineThatBeginsADocument(text: String, found: [String]) {
        #expect(events(text, Self.places) == found)
    }

    @Test func passesOverAValueThatIsTooLong() {
        let long = String(repeating: "x", count: JSONElements.valueBytesMax)

        #expect(
            events(#"{"a": [{"b": "\#(long)"}, {"b": 2}]}"#, Self.places) == [
                "1 broken", "1 1 end", "1 0 2", "1 1 end",
            ]
        )
    }

    @Test func refusesDeepNestingWhereItLooks() {
        let path = String(repeating: "[]", count: 70)
        let text = String(repeating: "[", count: 70)

        #expect(events(text, [.value(path)]) == ["1 broken"])
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func survivesDamage(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var bytes = Array(Self.text.utf8)
        for _ in 0..<8 {
            let place = Int.random(in: bytes.indices, using: &random)
            bytes[place] = [0x7B, 0x5D, 0x22, 0x0A, 0x5C].randomElement(using: &random) ?? 0
        }
        let text = String(decoding: bytes, as: UTF8.self)

        #expect(
            events(text, Self.places)
                == events(text, Self.places, cutAt: Array(0...text.utf8.count))
        )
    }

    @Test func countsTheLineOfADocumentWithoutLineFeed() {
        var splitter = LineSplitter(delivery: .pieces)
        _ = splitter.append(Array("[1,".utf8)[...])
        _ = splitter.append(Array("2]".utf8)[...])
        let block = splitter.finish()

        #expect(block == nil)
        #expect(splitter.lineAfter == 2)
    }
}
