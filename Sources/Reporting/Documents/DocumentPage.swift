// A short document beside the report: blocks, and under them the places that they cite.

import Diagnosing

/// What a document is written with.
struct DocumentPage {
    var phrasing: Phrasing
    private let evidence: [Evidence]

    /// Places that are listed; more hide the answer.
    private static let citationsMax = 40

    init(citing evidence: [Evidence], start: Timestamp, redaction: Redactor.Mode) {
        var seen: Set<Evidence> = []
        self.evidence = evidence.filter { seen.insert($0).inserted }
        phrasing = Phrasing(
            redactor: Redactor(mode: redaction),
            index: EvidenceIndex(of: self.evidence),
            start: start
        )
    }

    /// The document as Markdown.
    mutating func markdown(title: String, _ blocks: [Block]) -> String {
        var blocks = blocks
        let citations = citations()
        if !citations.isEmpty {
            blocks.append(.citations(citations, shownMax: Self.citationsMax))
        }
        let report = Report(title: title, preface: blocks, sections: [], footer: [])
        return MarkdownRenderer().render(report)
    }

    private mutating func citations() -> [Citation] {
        var citations: [Citation] = []
        for (number, cited) in zip(phrasing.index.numbers(of: evidence), evidence) {
            citations.append(
                Citation(
                    number: number,
                    place: phrasing.redactor.quoted(.file(cited.place)),
                    time: phrasing.text(cited.time),
                    shows: phrasing.inlines(cited.shows)
                )
            )
        }
        return citations
    }
}

extension Evidence {
    /// The file and the lines: `monitor.log:10-98`.
    var place: String {
        let lines = firstLine == lastLine ? "\(firstLine)" : "\(firstLine)-\(lastLine)"
        return "\(source):\(lines)"
    }
}
