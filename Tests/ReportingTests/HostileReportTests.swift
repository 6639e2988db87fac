import Diagnosing
import Foundation
import Testing

@testable import Reporting

/// Hostile log text comes out inert in every position.
struct HostileReportTests {
    private static let keepMarks =
        KeptText.Region.allCases.map(\.opening) + [KeptText.closing]

    /// A picture's words are constants and harmless names, its place one of the charts.
    private static var picture: Regex<Substring> {
        /^!\[[^\[\]<>@`|#]*\]\(charts\/[a-z-]+\.svg\)$/
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func keepsHostileNamesInert(seed: UInt64) throws {
        let shape = SampleShape.allCases[Int(seed % 4)]
        let diagnosis = shape.diagnosis(.all(HostileText.text(seed: seed)))
        let result = composed(diagnosis, seed % 2 == 0 ? .on : .off)

        expectInert(result.markdown)
        #expect(!holdsControls(result.json))
        _ = try JSONSerialization.jsonObject(with: Data(result.json.utf8))
    }

    @Test(arguments: 0..<4_000 as Range<UInt64>)
    func keepsTheCellsOfARow(seed: UInt64) {
        let text = HostileText.text(seed: seed)
        let row = "| a | \(MarkdownText.code(text, in: .tableCell)) | b |"

        #expect(MarkdownReader.cells(row).count == 3)
        #expect(
            MarkdownReader.outsideCode(row.split(separator: "\\|").joined(separator: "!"))
                == "| a |  | b |"
        )
    }

    private func expectInert(_ markdown: String) {
        #expect(!holdsControls(markdown))
        for table in MarkdownReader.tables(markdown) {
            #expect(Set(table.map { MarkdownReader.cells($0).count }).count == 1)
        }
        for line in MarkdownReader.prose(markdown) {
            let details =
                line.hasPrefix("<details><summary>") || line == "</details>"
                || Self.keepMarks.contains(line)
            let outside = MarkdownReader.outsideCode(line.replacing(Self.picture, with: ""))
            #expect(details || !outside.contains("<"), "\(line)")
            #expect(!outside.contains("](") && !outside.contains("!["))
            #expect(!outside.contains("@") && !outside.contains("javascript"))
        }
    }

    private func holdsControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0 != "\n" && VisibleText.isHidden($0) }
    }

    @Test
    func steersNoTerminal() {
        let message = MessageText(
            severity: .error,
            code: "D001",
            path: "a\u{1B}[2J.log",
            line: 7,
            problem: "there is no file or folder at x\ny",
            notes: ["tried\u{202E}"],
            remedy: "did you mean incident/ ?"
        )

        #expect(
            message.text == """
                error[D001]: there is no file or folder at x\\ny
                  --> a\\e[2J.log:7
                note: tried\\u{202e}
                help: did you mean incident/ ?

                """
        )
    }
}
