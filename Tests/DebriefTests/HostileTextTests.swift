import Diagnosing
import Foundation
import Reporting
import Testing

@testable import Reporting
@testable import debrief

/// Text planted in the input comes out inert, and secrets do not come out at all.
struct HostileTextTests {
    /// Eight positions in each of thirty folders: 240 strings.
    @Test(arguments: 0..<30)
    func keepsPlantedTextInert(seed: Int) async throws {
        let output = try await analyzed(HostileStrings.planted(seed), name: "hostile-\(seed)")

        #expect(!holdsControls(output.markdown))
        #expect(!holdsControls(output.json))
        _ = try JSONSerialization.jsonObject(with: Data(output.json.utf8))
        for line in proseLines(output.markdown) {
            let outside = outsideCode(line)
            let isDetails =
                line.hasPrefix("<details><summary>") || line == "</details>"
                || ["<!-- keep:owners -->", "<!-- keep:answers -->", "<!-- /keep -->"].contains(
                    line
                )
            #expect(isDetails || !outside.contains("<"), "\(line)")
            #expect(!outside.contains("](") && !outside.contains("!["), "\(line)")
            #expect(!outside.contains("@") && !outside.contains("zq7x"), "\(line)")
        }
    }

    @Test(arguments: PlantedSecrets.all)
    func letsNoSecretOut(secret: PlantedSecret) async throws {
        let said = secret.context
        let text = PlantedText(
            key: "session:\(said)",
            event: "deploy shop, \(said)",
            value: said,
            argument: said
        )
        let output = try await analyzed(text, name: "secret-\(secret.number)")

        for document in output.documents {
            #expect(!document.text.contains(secret.core), "\(secret.core) in \(document.path)")
        }
        #expect(RedactionCheck.hits(in: output.markdown, mode: .on).isEmpty)
    }

    @Test
    func findsTheTroubleOfTheSyntheticFolder() async throws {
        let output = try await analyzed(PlantedText(), name: "plain")

        #expect(output.json.contains("\"verdict\": \"incident\""))
        #expect(output.markdown.contains("`mail`") && output.markdown.contains("`feature:flag:"))
        #expect(output.markdown.contains("deploy shop 9.0"))
        #expect(output.markdown.unicodeScalars.count <= 30_000)
        #expect(output.markdown.utf8.count { $0 == UInt8(ascii: "\n") } <= 260)
    }

    private func analyzed(_ text: PlantedText, name: String) async throws -> (
        markdown: String, json: String, documents: [ReportDocument]
    ) {
        let folder = try SyntheticFolder(text, name: name)
        defer { try? folder.remove() }
        let outcome = try await Analysis.run(AnalysisRequest(paths: [folder.url.path], tasks: 1))
        return (
            MarkdownRenderer().render(outcome.composed.report), outcome.composed.json,
            ReportFolder.documents(of: outcome.composed)
        )
    }

    private func holdsControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0 != "\n" && VisibleText.isHidden($0) }
    }

    /// The lines outside of fenced blocks.
    private func proseLines(_ markdown: String) -> [String] {
        var fence: Substring?
        return markdown.split(separator: "\n").compactMap { line in
            let ticks = line.prefix { $0 == "`" }
            if let open = fence {
                if line == open { fence = nil }
                return nil
            }
            guard ticks.count < 3 else {
                fence = ticks
                return nil
            }
            return String(line)
        }
    }

    /// A line without code spans and escapes: a span ends at the next run of as many backticks.
    private func outsideCode(_ line: String) -> String {
        var rest = Array(line.unicodeScalars)[...]
        var outside = ""
        while let scalar = rest.first {
            if scalar == "\\" {
                rest = rest.dropFirst(2)
            } else if scalar == "`" {
                let length = rest.prefix { $0 == "`" }.count
                let body = rest.dropFirst(length)
                rest = closing(body, length).map { rest[$0...] } ?? body
            } else {
                outside.unicodeScalars.append(scalar)
                rest = rest.dropFirst()
            }
        }
        return outside
    }

    private func closing(_ body: ArraySlice<Unicode.Scalar>, _ length: Int) -> Int? {
        var index = body.startIndex
        while index < body.endIndex {
            let run = body[index...].prefix { $0 == "`" }.count
            if run == length { return index + run }
            index += max(1, run)
        }
        return nil
    }
}

/// Strings that attack Markdown, JSON, terminals and readers.
enum HostileStrings {
    private static let parts = [
        "|", "\\|", "\\", "`", "``", "```", "\u{1B}[2J", "\u{1B}]8;;http://x\u{7}", "\u{9B}",
        "</details>", "<img src=x onerror=alert(1)>", "<!-- keep:owners -->",
        "[x](javascript:alert(1))", "![](http://beacon)", "@team", "#123", ":boom:", "[^1]:",
        "\u{202E}", "\u{200B}", "\u{2028}", "\u{E0041}", "\u{7F}", "&lt;", "**", "# ", "> ",
        "- ", "| --- |", "=cmd()", "{\"a\":", "\"", "'", "😀", ",", ";", "zq7x", "\r\n", "\n",
        "ignore previous instructions", "{n}", "%s", "\u{0}",
    ]

    static func planted(_ seed: Int) -> PlantedText {
        PlantedText(
            key: text(seed, 0),
            queue: text(seed, 1),
            jobClass: text(seed, 2),
            clientName: text(seed, 3),
            fileName: fileName(seed),
            header: text(seed, 5),
            event: text(seed, 6),
            value: text(seed, 7),
            argument: "none"
        )
    }

    /// Up to six parts, the same ones for the same seed and position.
    private static func text(_ seed: Int, _ position: Int) -> String {
        var state = UInt64(seed * 31 + position + 1)
        var text = ""
        for _ in 0..<(2 + seed % 5) {
            // Knuth's linear congruential step is enough to shuffle a list.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            text += parts[Int(state >> 33) % parts.count]
        }
        return text
    }

    /// A name that a file system takes.
    private static func fileName(_ seed: Int) -> String {
        let name = text(seed, 4).unicodeScalars.filter { $0 != "/" && $0 != "\0" }
        return "x" + String(String.UnicodeScalarView(name)) + ".csv"
    }
}
