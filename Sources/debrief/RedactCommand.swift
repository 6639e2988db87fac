// `debrief redact`: captures that can be given away, and analysed again.

import ArgumentParser
import Foundation
import Parsing
import Reporting

/// Writes captures without their values, addresses and secrets.
struct RedactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract:
            "Write captures without values, addresses and secrets, so that they can be shared.",
        discussion: """
            What is written is of the same format and gives the same findings: arguments, payloads and query \
            strings become text of the same length, numbers and ids in keys other numbers and ids, addresses \
            others of 240.0.0.0/4, and what looks like a secret a label. The same value is replaced by the same \
            text everywhere. Names of keys, queues, classes and files stay, and so do names of people in \
            messages: read it once before you share it.

            Without --redact-key every run invents a key and forgets it.

            Examples:
              debrief redact incident/monitor.log | less
              debrief redact incident/ --output shared/
              zcat monitor.log.gz | debrief redact - > shared.log
            """
    )

    @Argument(help: "A folder, or files, packed or not; - for standard input.")
    var paths: [String]

    @Option(help: "A new folder for the files; one file goes to standard output without it.")
    var output: String?

    @Option(help: "Replace values by the key in this file, the same in every run.")
    var redactKey: String?

    @Flag(help: "Keep private and loopback addresses.")
    var keepPrivateIps = false

    @Flag(name: .shortAndLong, help: "Print nothing on standard error but errors.")
    var quiet = false

    mutating func run() throws {
        do {
            let key = try KeyFile.key(redactKey) ?? Self.inventedKey()
            let files = try SourceFile.find(at: paths, excluding: excluded)
            let readable = files.filter { $0.refusal == nil }
            guard !readable.isEmpty else { throw Refusal.nothingReadable(paths, []) }
            var redactor = LineRedactor(
                pseudonyms: key,
                mode: keepPrivateIps ? .keepPrivateAddresses : .on
            )
            if let output {
                try RedactedFolder(path: output).write(readable, &redactor)
            } else {
                guard readable.count == 1 else { throw Self.needsFolder(readable.count) }
                try RedactedCapture(readable[0]).write(&redactor) { try Terminal.print($0) }
            }
            if !quiet { Terminal.write(summary(files, redactor)) }
        } catch let error as InputError {
            Terminal.show(error)
            throw ExitStatus.status(for: error)
        }
    }

    private var excluded: Set<String> {
        Set([output, redactKey].compactMap { $0 }.map(SourceFile.absolute))
    }

    /// A key that only this run knows: what it hides, nobody can find by trying values out.
    private static func inventedKey() throws -> RedactionKey {
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        guard let key = RedactionKey(bytes) else { throw ExitStatus.cannotWrite }
        return key
    }

    private static func needsFolder(_ count: Int) -> InputError {
        InputError(
            code: "D020",
            position: Position(path: "-"),
            problem: "\(count) files cannot go to standard output",
            remedy: "name a new folder for them with --output"
        )
    }

    private func summary(_ files: [SourceFile], _ redactor: LineRedactor) -> String {
        let counts = redactor.counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let masked = counts.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        var text = "Masked \(masked.isEmpty ? "nothing" : masked)\n"
        for file in files {
            guard let refusal = file.refusal else { continue }
            text +=
                MessageText(
                    severity: .warning,
                    code: "D010",
                    path: file.path,
                    line: nil,
                    problem: "left out: \(refusal)",
                    notes: [],
                    remedy: ""
                ).text
        }
        return text
            + "Names of people, places and products in messages are not found: read it before you share it\n"
    }
}
