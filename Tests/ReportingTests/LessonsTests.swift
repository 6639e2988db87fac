import Diagnosing
import Testing

@testable import Reporting

/// Every kind of finding can be looked up.
struct LessonsTests {
    @Test(arguments: Finding.Kind.allCases)
    func fitsAScreen(kind: Finding.Kind) {
        let lines = Lessons.text(of: kind).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        #expect(lines.count - 1 <= Lessons.linesMax)
        #expect(lines.allSatisfy { $0.count <= Lessons.columnsMax })
        #expect(lines.first == "F:\(kind.rawValue)   \(KindWords.words(kind))")
    }

    @Test(arguments: Finding.Kind.allCases)
    func saysWhatToPutBesideItAndWhatToDo(kind: Finding.Kind) {
        let lesson = FindingLesson.of(kind)
        #expect((2...4).contains(lesson.beside.count) && (2...4).contains(lesson.act.count))
        #expect(lesson.tells.split(separator: " ").count >= 20)
        #expect(lesson.mistake.split(separator: " ").count >= 12)
    }

    /// The language of reports: systems act, people decide, and nothing is easy for who is in trouble.
    @Test(arguments: Finding.Kind.allCases)
    func blamesNobody(kind: Finding.Kind) {
        let text = Lessons.text(of: kind).lowercased()
        for word in ["root cause", "simply", "obviously", "human error", "should have", "leverag"] {
            #expect(!text.contains(word))
        }
    }

    @Test func teachesEachKindSomethingElse() {
        let lessons = Finding.Kind.allCases.map { FindingLesson.of($0).tells }
        #expect(Set(lessons).count == lessons.count)
    }

    @Test(arguments: Finding.Kind.allCases)
    func isFoundWithAndWithoutItsMark(kind: Finding.Kind) {
        #expect(Lessons.kind(named: kind.rawValue) == kind)
        #expect(Lessons.kind(named: "F:" + kind.rawValue) == kind)
        #expect(Lessons.overview.contains("\nF:\(kind.rawValue) ") || kind == .arrivalsUp)
    }

    @Test(arguments: [
        ("deadwrites", ["dead-writes"]), ("F:ded-writes", ["dead-writes"]),
        ("no-op-write", ["no-op-writes"]), ("storm", ["retry-storm"]),
        ("LATENCY-RISE", ["latency-rise"]), ("zzzzzzzz", []), ("", []),
        ("redis-cost", ["redis-costs"]),
    ])
    func namesWhatSomebodyMayHaveMeant(typed: String, near: [String]) {
        let names = Lessons.names(near: typed, among: ["redis-costs"])
        #expect(names.prefix(near.count) == near[...])
        #expect(near.isEmpty == names.isEmpty)
    }

    @Test func looksAtTheBeginningOfAnEndlessName() {
        #expect(Lessons.names(near: String(repeating: "x", count: 1_000_000)).isEmpty)
    }
}
