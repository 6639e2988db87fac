// `debrief show`: the lines that a report cites.

import ArgumentParser
import Foundation
import Parsing
import Reporting

/// Prints cited lines, and says if their file changed.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print the lines behind a citation such as E4, with what stands around them.",
        discussion: """
            Examples:
              debrief show incident-2026-03-17/ E4 E7
              debrief show incident-2026-03-17/ F1 --context 5
              debrief show incident-2026-03-17/ E4 --report tickets/1234/report.json
            """
    )

    @Argument(
        help:
            "The folder or files that the report was made of, and ids: E4, or F2 for all that F2 cites."
    )
    var words: [String]

    @Option(help: "The report.json that cites them.")
    var report = CitedReport.defaultPath

    @Option(help: "Lines to show before and after.")
    var context = 2

    @Option(help: "Cited lines to show at most, from their beginning and their end.")
    var lines = 20

    @Option(help: "Label values with the key in this file, the same in every run.")
    var redactKey: String?

    @Flag(help: "Show values, addresses and secrets.")
    var noRedact = false

    @Flag(help: "Show private and loopback addresses.")
    var keepPrivateIps = false

    /// More would be the file.
    private static let contextMax = 1_000
    private static let linesMax = 100_000

    func validate() throws {
        if ids.isEmpty { throw ValidationError("Name what to show: E4, or F2.") }
        if paths.isEmpty { throw ValidationError("Name the folder that the report was made of.") }
        guard 0...Self.contextMax ~= context, 1...Self.linesMax ~= lines else {
            throw ValidationError(
                "--context is 0 to \(Self.contextMax), --lines is 1 to \(Self.linesMax)."
            )
        }
    }

    mutating func run() throws {
        do {
            let report = try CitedReport.read(report)
            let cited = try report.cited(by: ids, in: self.report)
            let files = try CitedFiles(at: paths, mode: report.mode)
            var redactor = LineRedactor(
                labels: Redactor(mode: mode, key: try KeyFile.key(redactKey))
            )
            for (number, evidence) in cited.enumerated() {
                if number > 0 { try Terminal.print("\n") }
                try show(evidence, report, files, &redactor)
            }
        } catch let error as InputError {
            Terminal.show(error)
            throw ExitStatus.status(for: error)
        }
    }

    private var ids: [String] { words.filter { $0.wholeMatch(of: /[EF][0-9]+/) != nil } }
    private var paths: [String] { words.filter { !ids.contains($0) } }

    private var mode: Redactor.Mode {
        noRedact ? .off : keepPrivateIps ? .keepPrivateAddresses : .on
    }

    private func show(
        _ cited: CitedReport.Evidence,
        _ report: CitedReport,
        _ files: CitedFiles,
        _ redactor: inout LineRedactor
    ) throws {
        let was = report.file(of: cited)
        let file = try files.file(of: cited, was: was)
        let first = max(1, cited.firstLine)
        let window = LineWindow(
            cited: first...max(first, cited.lastLine),
            context: context,
            linesMax: lines
        )
        let found = try CitedLines(
            window,
            of: file,
            format: report.format(of: cited),
            redactor: &redactor
        )
        try Terminal.print(CitationText.text(cited, window, found))
        if let change = try change(of: file, since: was) {
            Terminal.write(CitationText.warning(cited, change, lastLine: found.lastLine))
        }
    }

    /// What happened to a file since the report, or `nil` when it is as it was.
    private func change(
        of file: SourceFile,
        since was: CitedReport.File?
    ) throws -> String? {
        guard let was, let now = try SourceDigest(file) else {
            return "nobody can say if this file changed: the report has no digest of it"
        }
        if now.bytes != was.bytes {
            return "this file changed since the report: \(was.bytes) bytes then, \(now.bytes) now"
        }
        return now.sha256 == was.sha256
            ? nil : "this file changed since the report: its digest is another"
    }
}
