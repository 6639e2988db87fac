// The README says what is so: its excerpt, its commands, its codes, its flags and its formats.

import ArgumentParser
import Foundation
import Testing

@testable import Parsing
@testable import debrief

@Suite struct ReadmeTests {
    private static let excerptEnd = "<!-- end of the excerpt -->"

    /// The first words of the summary, the figure and the trial of a report, as a quotation.
    private static func excerpt(of report: String) throws -> String {
        let paragraphs = report.components(separatedBy: "\n\n")
        let summary = try #require(paragraphs.firstIndex(of: "## 1. Summary"))
        let figure = try #require(paragraphs.first { $0.hasPrefix("```") })
        let trial = try #require(paragraphs.first { $0.hasPrefix("| Suspect |") })
        let shown = paragraphs[(summary + 1)...].prefix(2) + [figure, trial]
        return shown.map { paragraph in
            paragraph.split(separator: "\n").map { "> \($0)\n" }.joined()
        }.joined(separator: ">\n")
    }

    @Test func opensWithARealExcerpt() throws {
        let readme = try Repository.text("README.md")
        let start = try #require(readme.firstMatch(of: /<!-- excerpt of (\S+) -->\n/))
        let end = try #require(readme.range(of: Self.excerptEnd))
        let excerpt = try Self.excerpt(of: Repository.text(String(start.1)))
        let shown = start.range.upperBound..<end.lowerBound
        if ProcessInfo.processInfo.environment["RECORD_REPORTS"]?.isEmpty == false {
            let text = readme.replacingCharacters(in: shown, with: excerpt)
            try text.write(to: Repository.place("README.md"), atomically: true, encoding: .utf8)
            Issue.record("the excerpt was recorded, not compared")
        } else {
            #expect(readme[shown] == excerpt, "make reports writes it anew")
        }
    }

    @Test(arguments: ["README.md", "CONTRIBUTING.md"])
    func namesCommandsThatExist(page: String) throws {
        let targets = try Repository.lines(of: "Makefile").compactMap {
            $0.text.firstMatch(of: /^([a-z]+):/).map { String($0.1) }
        }
        let named = try Repository.text(page).matches(of: /(?:`|\n)make ([a-z]+)/).map {
            String($0.1)
        }
        #expect(!named.isEmpty)
        #expect(Set(named).subtracting(targets).isEmpty)
    }

    @Test func listsTheCodesOfAllMessages() throws {
        let sources = try Repository.swiftFiles(under: "Sources").map(Repository.text).joined()
        let used = Set(sources.matches(of: /"(D\d\d\d)"/).map { String($0.1) })
        let readme = try Repository.text("README.md")
        #expect(Set(readme.matches(of: /\b(D\d\d\d)\b/).map { String($0.1) }) == used)
    }

    @Test func listsTheFlags() throws {
        let help = Debrief.helpMessage(for: AnalyzeCommand.self)
        let offered = Set(help.matches(of: /--[a-z-]+/).map { String($0.0) })
        let listed = try Repository.lines(of: "README.md").filter { $0.text.hasPrefix("| `--") }
            .flatMap { $0.text.matches(of: /`(--[a-z-]+)/).map { String($0.1) } }
        #expect(Set(listed) == offered.subtracting(["--help", "--version"]))
    }

    @Test func listsTheFormats() throws {
        let readme = try Repository.text("README.md")
        for format in Formats.all {
            #expect(readme.contains("`\(format.name)`"), "\(format.name) is not in the README")
        }
    }
}
