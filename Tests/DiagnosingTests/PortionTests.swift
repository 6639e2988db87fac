// Findings that are portions of one cause stand as one explanation, and those of two causes as two.

import Testing

@testable import Diagnosing
@testable import Simulator
@testable import Summarizing

@Suite struct PortionTests {
    /// Writes that nobody reads, of two kinds, by one or two hosts.
    private static func diagnosis(secondHost: String, secondFrom: Int = 40) throws -> Diagnosis {
        var lines = ""
        for second in 0..<120 {
            for part in 0..<100 {
                let stamp = Moment.monitor(200 + Double(second) + Double(part) / 100)
                let number = part % 10
                lines += "\(stamp) [0 10.0.0.11:4000] \"GET\" \"page:\(number)\"\n"
                guard second < 90 else { continue }
                if second >= 40 {
                    lines +=
                        "\(stamp) [0 10.0.0.31:4001] \"HSET\" \"box:\(number):status\" \"at\" \"\(second)-\(part)\"\n"
                }
                if second >= secondFrom, part % 2 == 0 {
                    lines +=
                        "\(stamp) [0 \(secondHost):4002] \"SET\" \"box:\(number):eta\" \"\(second)-\(part)\"\n"
                }
            }
        }
        let files = [(name: "monitor.log", bytes: Array(lines.utf8))]
        return Diagnosis.examine(try #require(CaptureReading.timeline(of: files)))
    }

    @Test
    func joinsWhatOneWriterBeganAtOnce() throws {
        let diagnosis = try Self.diagnosis(secondHost: "10.0.0.31")

        let dead = diagnosis.findings.filter { $0.kind == .deadWrites }
        #expect(dead.map(\.subject.command) == ["HSET", "SET"])
        let hypotheses = try #require(diagnosis.incidents.first).hypotheses
        #expect(hypotheses.map(\.cause) == [.deadWrites, .other])
        #expect(hypotheses[0].subject == dead[0].subject)
        #expect(
            hypotheses[0].statement
                == "\(dead[0].title), and likewise \(LogText.command("SET")) on \(LogText.keyPattern("box:{n}:eta"))"
        )
        let cited = Set(hypotheses[0].supporting.flatMap(\.evidence))
        #expect(cited.isSuperset(of: dead.flatMap(\.evidence)))
    }

    @Test(arguments: [("10.0.0.32", 40), ("10.0.0.31", 60)])
    func keepsWritersAndOnsetsApart(host: String, from: Int) throws {
        let diagnosis = try Self.diagnosis(secondHost: host, secondFrom: from)

        let hypotheses = try #require(diagnosis.incidents.first).hypotheses
        #expect(
            hypotheses.map(\.cause).sorted { $0.rawValue < $1.rawValue } == [
                .deadWrites, .deadWrites, .other,
            ]
        )
    }

    private static func long(_ command: String, _ client: String, _ weight: Double) -> Finding {
        Finding(
            kind: command == "ZRANGE" ? .bigKey : .slowCommand,
            confidence: .strong,
            start: Timestamp(microseconds: 0),
            end: nil,
            subject: Subject(command: command, keyPattern: "affinity:{n}", clients: [client]),
            title: "it held the server",
            measures: [],
            evidence: [],
            advice: nil,
            explanation: "",
            weight: weight
        )
    }

    @Test(arguments: [("lua", ["EVALSHA"]), ("10.0.0.7", ["EVALSHA", "ZRANGE"])])
    func joinsAScriptAndWhatItCalls(client: String, remaining: [String]) throws {
        let capture = SimulatedCapture(.healthyQuiet, seed: 1)
        let scene = Scene(try #require(CaptureReading.timeline(of: capture.files)))

        let joined = Portions.joined(
            [Self.long("EVALSHA", "10.0.0.35", 600), Self.long("ZRANGE", client, 90)],
            scene
        )

        #expect(joined.map(\.subject.command) == remaining)
    }
}
