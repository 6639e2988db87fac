// Captures that are given away: nothing of the values is in them, and they say the same.

import Foundation
import Testing

@testable import Reporting
@testable import debrief

@Suite struct RedactTests {
    private let folder: IncidentFolder

    init() throws {
        folder = try IncidentFolder()
        try folder.add("debrief.key", String(repeating: "k", count: 32))
    }

    /// What an analysis found, without what redaction changes on purpose: addresses and sizes of files.
    private func findings(_ path: String) async throws -> [String] {
        let outcome = try await Analysis.run(AnalysisRequest(paths: [path]))
        let diagnosis = outcome.diagnosis
        var found = [
            "\(diagnosis.verdict) \(diagnosis.start.microseconds) \(diagnosis.end.microseconds)"
        ]
        for incident in diagnosis.incidents {
            found.append(
                "\(incident.kind) \(incident.start.microseconds) \(incident.end?.microseconds ?? 0)"
            )
            found += incident.hypotheses.map { "\($0.cause) \($0.confidence) \($0.weight)" }
        }
        for finding in diagnosis.findings {
            let subject = finding.subject
            let names = [
                subject.command, subject.keyPattern, subject.queue, subject.jobClass,
                subject.clientNames.first, subject.metric,
            ]
            found.append(
                "\(finding.kind) \(finding.start.microseconds) \(finding.confidence) \(names.compactMap { $0 })"
            )
        }
        return found + diagnosis.suspects.map { "\($0.subject.command ?? "") \($0.verdict)" }
    }

    /// `make hostile` does the same with every sample.
    @Test func givesTheSameFindings() async throws {
        let made = try SyntheticFolder(PlantedText(argument: "hunter2secret"), name: "redact")
        defer { try? made.remove() }
        let original = made.url.path
        let run = try folder.debrief(
            "redact",
            original,
            "--output",
            "shared",
            "--redact-key",
            "debrief.key"
        )
        #expect(run.status == 0, "\(run.messages)")
        let shared = folder.place.appendingPathComponent("shared").path
        #expect(try await findings(shared) == findings(original))
        let monitor = try folder.text("shared/monitor.log")
        #expect(!monitor.contains("10.1.2.3") && !monitor.contains("hunter2"))
        #expect(RedactionCheck.hits(in: String(monitor.prefix(20_000)), mode: .on).isEmpty)
    }

    private static let line =
        #"1795229810.125496 [0 10.1.2.3:5000] "SET" "session:4711" "anna@example.org" "EX" "60""#

    @Test func keepsTheFormOfALine() throws {
        try folder.add("monitor.log", Self.line + "\n")
        let run = try folder.debrief("redact", "monitor.log", "--redact-key", "debrief.key")
        let form =
            /1795229810\.125496 \[0 2[45][0-9]\.[0-9.]+:5000\] "SET" "session:[0-9]{4}" "[a-z]{16}" "EX" "60"\n/
        #expect(run.status == 0)
        #expect(run.output.wholeMatch(of: form) != nil, "\(run.output)")
        #expect(run.messages.contains("Masked 1 ip, 1 value"))
    }

    /// An id looks random, and is what joins a push with the worker's log.
    @Test func keepsTheIdsOfJobs() throws {
        let id = "b56510e16b02807d8568a49a"
        try folder.add(
            "monitor.log",
            #"1795229810.125496 [0 10.1.2.3:5000] "lpush" "queue:mail" "{\"class\":\"MailJob\","#
                + #"\"args\":[\"b56510e16b02807d8568a49b\"],\"jid\":\"\#(id)\"}""# + "\n"
        )
        let run = try folder.debrief("redact", "monitor.log")
        #expect(run.output.contains(id))
        #expect(!run.output.contains("b56510e16b02807d8568a49b"))
    }

    /// A client that does not encode its query: the name of the secret is a value, and its value is none.
    @Test(arguments: ["api_key: ZUzqEyVsCJ4Eq7", "requirepass ZUzqEyVsCJ4Eq7"])
    func masksWhatFollowsAPlaceByTheNameInIt(text: String) throws {
        try folder.add(
            "access.log",
            #"10.1.2.3 - - [21/Nov/2026:03:33:20 +0000] "GET /a?q=\#(text) HTTP/1.1" 500 12 "-" "-""#
                + "\n"
        )
        let run = try folder.debrief("redact", "access.log")
        #expect(run.status == 0)
        #expect(!run.output.contains("ZUzqEyVsCJ4Eq7"), "\(run.output)")
    }

    @Test func replacesTheSameByTheSameWithAKeyAlone() throws {
        try folder.add("monitor.log", Self.line + "\n" + Self.line + "\n")
        let keyed = try (0..<2).map { _ in
            try folder.debrief("redact", "monitor.log", "--redact-key", "debrief.key").output
        }
        let invented = try (0..<2).map { _ in try folder.debrief("redact", "monitor.log").output }
        let lines = invented[0].split(separator: "\n")
        #expect(keyed[0] == keyed[1])
        #expect(invented[0] != invented[1])
        #expect(lines.count == 2 && lines[0] == lines[1])
    }

    @Test func readsPackedFilesAndPipes() throws {
        try folder.add("monitor.log", Self.line + "\n")
        let run = try ToolRun(
            shell: """
                gzip -k monitor.log && DEBRIEF redact monitor.log --redact-key debrief.key > a && \
                DEBRIEF redact monitor.log.gz --redact-key debrief.key > b && \
                DEBRIEF redact - --redact-key debrief.key < monitor.log.gz > c && cmp a b && cmp b c && cat a
                """,
            in: folder.place
        )
        #expect(run.status == 0 && run.output.hasSuffix("\"60\"\n"), "\(run.messages)")
    }

    @Test func givesFilesTheirNamesWithoutSecrets() throws {
        try folder.add("in/redis-10.1.2.3.log", Self.line + "\n")
        try folder.add("in/deeper/app.log", "mail to anna@example.org\n")
        let run = try folder.debrief("redact", "in", "--output", "out", "-q")
        let names = try folder.names(in: "out")
        #expect(run.status == 0 && run.messages.isEmpty)
        #expect(names.count == 2 && names[0] == "deeper" && !names[1].contains("10.1.2.3"))
        #expect(try folder.text("out/deeper/app.log").hasPrefix("mail to ‹email#"))
    }

    @Test(arguments: [
        (["redact", "gone"], "D001", 3), (["redact", "in"], "D020", 5),
        (["redact", "in", "--output", "in"], "D021", 5),
        (["redact", "in", "--redact-key", "in/a.log"], "D025", 64),
        (["redact", "in", "--redact-key", "gone"], "D025", 64),
    ])
    func refuses(arguments: [String], code: String, status: Int32) throws {
        try folder.add("in/a.log", "a\n")
        try folder.add("in/b.log", "b\n")
        let run = try ToolRun(arguments, in: folder.place)
        #expect(run.status == status && run.messages.contains("error[\(code)]"), "\(run.messages)")
        #expect(try folder.names() == ["debrief.key", "in"])
        #expect(try folder.names(in: "in") == ["a.log", "b.log"])
    }
}
