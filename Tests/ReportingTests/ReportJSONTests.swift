import Diagnosing
import Foundation
import Testing

@testable import Reporting

/// The JSON keeps the contract of `debrief/1`.
struct ReportJSONTests {
    @Test(arguments: SampleShape.allCases)
    func holdsTheTopKeys(shape: SampleShape) throws {
        let json = try Contract(composed(shape.diagnosis()).json)

        #expect(json.schema == "debrief/1")
        #expect(json.tool == ["version": "0.1.0", "rules": "2026-11"])
        #expect(json.evidence.map(\.id) == json.evidence.indices.map { "E\($0 + 1)" })
        #expect(json.findings.allSatisfy { !$0.evidence.isEmpty })
        #expect(json.sources.count == 2)
    }

    @Test
    func writesAnIncidentInTheContractsWords() throws {
        let json = try Contract(composed(SampleShape.strongCause.diagnosis()).json)
        let incident = try #require(json.incidents.first)
        let first = try #require(incident.hypotheses.first)

        #expect(json.verdict == "incident")
        #expect(incident.kind == "queue-backlog")
        #expect(incident.start == 1_795_232_123.4)
        #expect(incident.title == "Queue tax backed up to 1,204 jobs for 27 s")
        #expect(incident.impact.first?.evidence == ["E4"])
        #expect(incident.hypotheses.map(\.id) == ["H1", "H2", "H3"])
        #expect(incident.hypotheses.last?.cause == "other")
        #expect(first.for.first?.item == "precedence")
        #expect(first.for.first?.evidence == ["E1"])
        #expect(first.trigger?.event == "deploy shop 9.0")
    }

    @Test
    func writesSubjectsWithLabels() throws {
        let text = composed(SampleShape.strongCause.diagnosis()).json

        #expect(text.contains("\"client\": [\"ip#1\", \"ip#2\"]"))
        #expect(text.contains("\"client_name\": \"tax\""))
        #expect(text.contains("\"client\": \"ip#1\""))
        #expect(!text.contains("10.1.2.3"))
        #expect(!text.contains("not_finite"))
    }

    @Test
    func showsAddressesOnlyWhenAsked() {
        let diagnosis = SampleShape.strongCause.diagnosis()

        #expect(composed(diagnosis, .off).json.contains("\"client\": \"10.1.2.3\""))
        #expect(
            composed(diagnosis, .keepPrivateAddresses).json.contains("\"client\": \"10.1.2.3\"")
        )
    }

    @Test(arguments: SampleShape.allCases)
    func usesTheKeysOfTheContractAlone(shape: SampleShape) throws {
        let text = composed(shape.diagnosis()).json
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: AnyObject]
        )
        let incidents = try #require(document["incidents"] as? [[String: AnyObject]])
        let needed: Set<String> = [
            "schema", "tool", "verdict", "span", "sources", "incidents", "findings", "suspects",
            "context", "evidence", "caveats",
        ]

        #expect(needed.isSubset(of: document.keys))
        for incident in incidents {
            let impact = try #require(incident["impact"] as? [[String: AnyObject]])
            let hypotheses = try #require(incident["hypotheses"] as? [[String: AnyObject]])
            #expect(impact.allSatisfy { $0["measure"] != nil && $0["unit"] != nil })
            #expect(hypotheses.last?["cause"] as? String == "other")
            let weights = hypotheses.compactMap { $0["weight"] as? Double }
            #expect(abs(weights.reduce(0, +) - 1) < 0.001 && weights.count == hypotheses.count)
            for hypothesis in hypotheses {
                let mind = hypothesis["would_change_our_mind"] as? String
                #expect(mind?.isEmpty == false)
                let trigger = hypothesis["trigger"] as? [String: AnyObject]
                #expect(trigger.map { Set($0.keys) == ["event", "time"] } ?? true)
            }
        }
    }

    @Test
    func leavesOutWhatDoesNotApply() {
        let text = composed(SampleShape.nothing.diagnosis()).json

        #expect(!text.contains("\"series\""))
        #expect(!text.contains(": null"))
    }
}

/// The keys of the contract that a reader relies on.
private struct Contract: Decodable {
    struct Source: Decodable { let path: String, lines: Int, unreadable: Int }
    struct Impact: Decodable {
        let measure: String, value: Double, unit: String, evidence: [String]
    }
    struct Item: Decodable { let item: String, decibans: Double, evidence: [String] }
    struct Trigger: Decodable { let event: String, time: Double }
    struct Hypothesis: Decodable {
        let id: String, cause: String, confidence: String, weight: Double, statement: String
        let trigger: Trigger?
        let `for`: [Item], against: [Item]
        let would_change_our_mind: String
    }
    struct Incident: Decodable {
        let id: String, kind: String, start: Double, end: Double?, title: String
        let impact: [Impact], hypotheses: [Hypothesis]
    }
    struct Finding: Decodable {
        let id: String, kind: String, chronic: Bool, confidence: String, start: Double
        let title: String, measures: [String: Double], evidence: [String]
    }
    struct Cited: Decodable {
        let id: String, source: String, first_line: Int, last_line: Int, time: Double, shows: String
    }
    struct Suspect: Decodable {
        let what: String, verdict: String, because: String, evidence: [String]
    }
    struct Event: Decodable { let event: String, time: Double, source: String, role: String }
    struct Caveat: Decodable { let id: String, what: String, effect: String, next_time: String }

    let schema: String, verdict: String
    let tool: [String: String], span: [String: Double]
    let sources: [Source], incidents: [Incident], findings: [Finding], suspects: [Suspect]
    let context: [Event], evidence: [Cited], caveats: [Caveat]

    init(_ text: String) throws {
        self = try JSONDecoder().decode(Contract.self, from: Data(text.utf8))
    }
}
