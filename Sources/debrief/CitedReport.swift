// What `debrief show` needs of a report.json.

import Foundation
import Parsing
import Reporting

/// The evidence of a report, and what its sources were then.
struct CitedReport: Decodable {
    /// A file as it was when the report was made.
    struct File: Decodable {
        let path: String
        let bytes: Int
        let sha256: String
    }

    struct Source: Decodable {
        let path: String
        let format: String?
        let files: [File]?
    }

    struct Evidence: Decodable {
        let id: String
        let source: String
        let firstLine: Int
        let lastLine: Int
        let time: Double
        let shows: String
    }

    struct Finding: Decodable {
        let id: String
        let evidence: [String]
    }

    struct Redaction: Decodable {
        let mode: String
    }

    let sources: [Source]
    let evidence: [Evidence]
    let findings: [Finding]
    let redaction: Redaction

    /// Where a report stands when nothing is said.
    static let defaultPath = "\(OutputFolder.defaultPath.redacted)/report.json"
    /// A report of every kind of trouble has a tenth of it.
    private static let bytesMax = 256 << 20

    /// Reads a report.
    ///
    /// - Throws: ``InputError`` with code D050 when there is none, or it is none of this debrief's.
    static func read(_ path: String) throws -> CitedReport {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw refusal(path, "there is no report.json here")
        }
        let bytes = file.readData(ofLength: bytesMax)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard ReportFolder.jsonMarks.contains(where: { bytes.starts(with: Data($0.utf8)) }) else {
            throw refusal(path, "this is no report.json of debrief")
        }
        do {
            return try decoder.decode(CitedReport.self, from: bytes)
        } catch {
            throw refusal(path, "this report.json is damaged or of another debrief")
        }
    }

    /// What ids of evidence and findings cite, each once, in the order given.
    ///
    /// - Throws: ``InputError`` with code D051 when the report has no such id.
    func cited(by ids: [String], in path: String) throws -> [Evidence] {
        var cited: [Evidence] = []
        for id in ids {
            let named = findings.first { $0.id == id }?.evidence ?? [id]
            for name in named where !cited.contains(where: { $0.id == name }) {
                guard let found = evidence.first(where: { $0.id == name }) else {
                    throw unknown(name, path)
                }
                cited.append(found)
            }
        }
        return cited
    }

    /// The file that some evidence cites, as it was; `nil` where no digest was taken.
    func file(of cited: Evidence) -> File? {
        sources.lazy.compactMap(\.files).joined().first { Self.names(cited.source, $0.path) }
    }

    /// The format that the source of some evidence was read as.
    func format(of cited: Evidence) -> String? {
        let exact = sources.first { $0.path == cited.source }
        let holding = sources.first { source in
            source.files?.contains { Self.names(cited.source, $0.path) } ?? false
        }
        return (exact ?? holding)?.format
    }

    /// Whether a citation is of a file: `app.log`, or `app.log#web` for one of the programs in it.
    static func names(_ cited: String, _ path: String) -> Bool {
        cited == path || cited.hasPrefix(path + "#")
    }

    /// What was masked in the report.
    var mode: Redactor.Mode {
        switch redaction.mode {
        case "off": .off
        case "keep-private-ips": .keepPrivateAddresses
        case _: .on
        }
    }

    private static func refusal(_ path: String, _ problem: String) -> InputError {
        InputError(
            code: "D050",
            position: Position(path: path),
            problem: problem,
            remedy: "run debrief analyze first, or name the report with --report"
        )
    }

    private func unknown(_ id: String, _ path: String) -> InputError {
        let range = evidence.isEmpty ? "no evidence" : "E1 to E\(evidence.count)"
        let also = findings.isEmpty ? "" : " and F1 to F\(findings.count)"
        return InputError(
            code: "D051",
            position: Position(path: path),
            problem: "this report cites nothing as \(id)",
            notes: ["it has \(range)\(also)"],
            remedy: "ids stand in brackets in the report: [E4]"
        )
    }
}
