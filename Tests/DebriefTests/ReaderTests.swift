// Somebody tired opens report.md: what must be found in the first screen, and the language of all of it.

import Foundation
import Testing

@testable import Reporting

@Suite struct ReaderTests {
    private static let firstLines = 80

    /// Samples with an incident, of which six questions are asked.
    private static let incidents = [
        "campaign-backlog", "flag-rewrites", "queue-reporter", "two-at-once",
    ]
    private static let reports = incidents + ["healthy-ramp", "slow-log-alone"]

    /// The questions, and how the answer to each is introduced.
    private static let answers: [(question: String, pattern: String)] = [
        (
            "when it began and ended",
            #"\(\d\d:\d\d:\d\d to (\d\d:\d\d:\d\d|the end of the capture)\)"#
        ),
        ("what was hurt", #"## 2\. Impact\n\n\| Measure \| Value \| Source \|\n.*\n\| [A-Z]"#),
        (
            "the likely cause",
            #"\*\*Most likely explanation\*\*: |Most likely explanation: |we cannot tell these apart"#
        ),
        (
            "its trigger",
            #"Likely trigger: |set this off|no trigger was found|\*\*likely trigger\*\*"#
        ),
        ("one thing ruled out", #"\*\*Ruled out:\*\* [A-Za-z`]"#),
        ("one thing unknown", #"\*\*Not known:\*\* [A-Za-z`]"#),
    ]

    private func firstScreen(_ sample: String) throws -> String {
        let lines = try Repository.text("Reports/\(sample)/report.md").split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        return lines.prefix(Self.firstLines).joined(separator: "\n")
    }

    @Test(arguments: incidents, answers.map(\.question))
    func answersOnTheFirstScreen(sample: String, question: String) throws {
        let pattern = try #require(Self.answers.first { $0.question == question }).pattern
        let screen = try firstScreen(sample)
        #expect(screen.contains(try Regex(pattern)), "\(sample) does not say \(question)")
    }

    @Test func saysWhenNothingWasFound() throws {
        let screen = try firstScreen("healthy-ramp")
        for words in ["**No incident was found.**", "Normal: ", "What was not in the folder: "] {
            #expect(screen.contains(words))
        }
    }

    @Test func saysFirstWhatIsMissing() throws {
        let screen = try firstScreen("slow-log-alone")
        #expect(screen.contains("## 1. What we could not know"))
        #expect(screen.contains("**The files do not allow an answer.**"))
    }

    @Test(arguments: reports)
    func blamesNobodyAndPromisesNothing(sample: String) throws {
        let text = try Repository.text("Reports/\(sample)/report.md").lowercased()
        for word in ["root cause", "simply", "obviously", "human error", "should have", "leverag"] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test(arguments: reports)
    func writesShortSentences(sample: String) throws {
        let report = try Repository.text("Reports/\(sample)/report.md")
        let prose = report.split(separator: "\n").filter { line in
            line.first.map { $0.isLetter || $0 == "*" } ?? false
        }
        let sentences = prose.flatMap { $0.split(separator: #/[.!?;:]\s/#) }
            .map { $0.split(separator: " ").count }.filter { $0 > 1 }
        let mean = Double(sentences.reduce(0, +)) / Double(max(1, sentences.count))
        #expect(mean < 25)
    }

    /// Half a sentence in a table tells nobody what to do.
    @Test(arguments: reports)
    func cutsNoAdvice(sample: String) throws {
        let report = try Repository.text("Reports/\(sample)/report.md")
        for heading in ["Actions with expected effect", "What we could not know", "Questions"] {
            guard let start = report.firstRange(of: heading + "\n") else { continue }
            let section = report[start.upperBound...].prefix { $0 != "#" }
            #expect(!section.contains(" …"), "\(section)")
        }
    }
}
