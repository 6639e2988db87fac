// Whatever a report says of a cause can be looked up: a number without evidence fails.

import Foundation
import Testing

@Suite struct TraceabilityTests {
    private static let samples = [
        "campaign-backlog", "flag-rewrites", "healthy-ramp", "queue-reporter",
    ]

    @Test(arguments: samples)
    func citesEvidenceForEveryNumberAboutACause(sample: String) throws {
        #expect(try EvidenceWalk(Self.report(sample)).untraced == [])
    }

    @Test func noticesANumberWithoutEvidence() throws {
        let text = try Self.report("campaign-backlog")
            .replacing(/"evidence": \["E[^\]]*\]/, with: "\"evidence\": []")

        let untraced = try EvidenceWalk(text).untraced

        for part in ["statement", "because", "value", "measures", "what"] {
            #expect(untraced.contains { $0.hasPrefix(part) }, "nobody missed it in \(part)")
        }
    }

    @Test func noticesEvidenceThatIsNotThere() throws {
        let text = try Self.report("campaign-backlog")
            .replacingOccurrences(of: "\"id\": \"E", with: "\"id\": \"X")

        #expect(try !EvidenceWalk(text).untraced.isEmpty)
    }

    private static func report(_ sample: String) throws -> String {
        try Repository.text("Reports/\(sample)/report.json")
    }
}

/// Walks the JSON of a report for sentences and measures that cite nothing.
private struct EvidenceWalk {
    private(set) var untraced: [String] = []
    private let known: Set<String>

    private typealias Object = [String: AnyObject]

    init(_ text: String) throws {
        let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let document = try #require(parsed as? Object)
        known = Set(Self.objects(document, "evidence").compactMap { $0["id"] as? String })
        let findings = Self.objects(document, "findings")
        for incident in Self.objects(document, "incidents") {
            walk(incident, titled: findings)
        }
        for finding in findings {
            let evidence = cited(finding)
            for part in ["title", "explanation"] { check(finding, part, evidence) }
            if finding["measures"] != nil, evidence.isEmpty {
                untraced.append("measures of \(finding["title"] ?? "" as NSString)")
            }
            if let advice = finding["advice"] as? Object {
                check(advice, "expected_effect", evidence)
            }
        }
        for suspect in Self.objects(document, "suspects") {
            check(suspect, "because", cited(suspect))
        }
    }

    private mutating func walk(_ incident: Object, titled findings: [Object]) {
        let named = findings.filter { $0["title"] as? String == incident["title"] as? String }
        check(incident, "title", named.flatMap { cited($0) })
        for impact in Self.objects(incident, "impact") where cited(impact).isEmpty {
            untraced.append("value of \(impact["measure"] ?? "" as NSString)")
        }
        for onset in Self.objects(incident, "onsets") { check(onset, "what", cited(onset)) }
        for hypothesis in Self.objects(incident, "hypotheses") {
            let items = Self.objects(hypothesis, "for") + Self.objects(hypothesis, "against")
            check(hypothesis, "statement", items.flatMap { cited($0) })
            for item in items { check(item, "because", cited(item)) }
        }
    }

    /// The evidence that an object cites; ids that are not in the report count for nothing.
    private func cited(_ object: Object) -> [String] {
        (object["evidence"] as? [String] ?? []).filter(known.contains)
    }

    private mutating func check(_ object: Object, _ part: String, _ evidence: [String]) {
        guard let text = object[part] as? String, text.contains(where: \.isNumber) else { return }
        if evidence.isEmpty { untraced.append("\(part): \(text)") }
    }

    private static func objects(_ object: Object, _ key: String) -> [Object] {
        object[key] as? [Object] ?? []
    }
}
