import Diagnosing
import Testing

@testable import Reporting

/// The limits of the report hold for every shape.
struct ReportLimitsTests {
    @Test(arguments: SampleShape.allCases)
    func fitsATicket(shape: SampleShape) {
        let markdown = composed(shape.diagnosis()).markdown

        #expect(markdown.unicodeScalars.count <= 30_000)
        #expect(markdown.split(separator: "\n", omittingEmptySubsequences: false).count <= 261)
    }

    @Test(arguments: [10, 40, 200])
    func fitsATicketWithLongHostileNames(length: Int) {
        let name = String(repeating: "word|`<", count: length)
        let markdown = composed(SampleShape.overfull.diagnosis(.all(name))).markdown

        #expect(markdown.unicodeScalars.count <= 30_000)
        #expect(markdown.split(separator: "\n", omittingEmptySubsequences: false).count <= 261)
    }

    @Test(arguments: SampleShape.allCases, [Redactor.Mode.on, .off])
    func keepsTheTitleShortAndFreeOfLogText(shape: SampleShape, mode: Redactor.Mode) {
        let title = composed(shape.diagnosis(.all("hostile")), mode).markdown.prefix { $0 != "\n" }

        #expect(title.count <= 72)
        #expect(!title.contains("hostile"))
        #expect(title.contains("NOT REDACTED") == (mode == .off))
    }

    @Test(arguments: SampleShape.allCases)
    func keepsTheSummaryUnder150Words(shape: SampleShape) {
        let markdown = composed(shape.diagnosis()).markdown
        let summary = section("Summary", of: markdown)

        #expect(summary.split(whereSeparator: \.isWhitespace).count <= 150)
        #expect(!summary.isEmpty)
    }

    @Test(arguments: SampleShape.allCases)
    func keepsTablesWithinFiveColumnsAndFifteenRows(shape: SampleShape) {
        let tables = MarkdownReader.tables(composed(shape.diagnosis()).markdown)

        #expect(tables.allSatisfy { $0.count <= 2 + 16 })
        #expect(tables.joined().allSatisfy { MarkdownReader.cells($0).count <= 5 })
    }

    @Test(arguments: SampleShape.allCases)
    func avoidsBannedWords(shape: SampleShape) {
        let markdown = composed(shape.diagnosis()).markdown.lowercased()
        let banned = ["root cause", "simply", "obviously", "human error", "should have", "leverag"]

        #expect(banned.filter(markdown.contains).isEmpty)
    }

    @Test(arguments: SampleShape.allCases)
    func resolvesEveryReference(shape: SampleShape) {
        let result = composed(shape.diagnosis())
        let cited = result.markdown.matches(of: /\[E([0-9]+)\]/).map { String($0.1) }

        #expect(cited.allSatisfy { result.json.contains("\"id\": \"E\($0)\"") })
    }

    @Test(arguments: SampleShape.allCases)
    func repeatsItselfByteForByte(shape: SampleShape) {
        let (first, second) = (composed(shape.diagnosis()), composed(shape.diagnosis()))

        #expect(first.markdown == second.markdown)
        #expect(first.json == second.json)
    }

    private func section(_ name: String, of markdown: String) -> Substring {
        guard let start = markdown.firstRange(of: ". \(name)\n") else { return "" }
        let rest = markdown[start.upperBound...]
        return rest[..<(rest.firstRange(of: "\n## ")?.lowerBound ?? rest.endIndex)]
    }
}

/// Each shape says what it must.
struct ReportShapeTests {
    @Test
    func namesTheMostLikelyExplanation() {
        let markdown = composed(SampleShape.strongCause.diagnosis()).markdown

        #expect(
            markdown.contains(
                "Most likely explanation: `tax` took 190 ms instead of 20 ms from 03:35:23"
            )
        )
        #expect(markdown.contains("6 workers could finish 31 jobs/s of 72 jobs/s arriving."))
        #expect(markdown.contains("**Confidence: strong**"))
        #expect(markdown.hasPrefix("# Debrief: queue backlog, 21 November 2026\n"))
    }

    @Test
    func admitsThatItCannotTellCandidatesApart() {
        let markdown = composed(SampleShape.twoCandidates.diagnosis()).markdown

        #expect(markdown.contains("we cannot tell these apart"))
        #expect(markdown.contains("| 1 | A time per job of `tax` from its own log. | detect |"))
        #expect(!markdown.contains("Most likely explanation"))
    }

    @Test
    func staysWithinHalfAPageWhenNothingHappened() {
        let markdown = composed(SampleShape.nothing.diagnosis()).markdown

        #expect(markdown.contains("No incident was found."))
        #expect(markdown.contains("What was not in the folder"))
        #expect(markdown.split(separator: "\n", omittingEmptySubsequences: false).count <= 60)
    }

    @Test
    func putsGapsFirstWhenDataIsPoor() {
        let markdown = composed(SampleShape.poorData.diagnosis()).markdown

        #expect(markdown.contains("## 1. What we could not know"))
        #expect(markdown.contains("`monitor.log`: only 40% of 1,000 lines could be read"))
        #expect(markdown.contains("`notes-monitor.log`"))
    }

    @Test
    func addsUpTheProfileWhenRowsAreDropped() {
        let markdown = composed(SampleShape.overfull.diagnosis()).markdown
        let rows = MarkdownReader.tables(markdown).first { $0[0].contains("| Calls |") } ?? []
        let calls = rows.dropFirst(2).compactMap { row in
            Int(MarkdownReader.cells(row)[1].filter(\.isNumber))
        }

        #expect(calls.reduce(0, +) == 40_500)
    }

    @Test
    func readsWellWithoutAnyPart() {
        let empty = Diagnosis(
            verdict: .incident,
            start: Timestamp(microseconds: .min),
            end: Timestamp(microseconds: .max),
            sources: []
        )
        let markdown = composed(empty).markdown

        #expect(markdown.contains("No incident was found."))
    }
}
