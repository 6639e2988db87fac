// Commands that the slow log alone tells of: those that MONITOR never prints, and all where none was read.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct UnmonitoredCommandTests {
    /// A slow log as redis-cli prints it, oldest entry last.
    private static func slowlog(_ entries: [(second: Int, micros: Int, words: [String])])
        -> (name: String, bytes: [UInt8])
    {
        let text = entries.enumerated().reversed().enumerated().map { place, numbered in
            let (id, entry) = numbered
            let words = entry.words.enumerated().map { number, word in
                "   \(number == 0 ? "4)" : "  ") \(number + 1)) \"\(word)\"\n"
            }
            return
                "\(place + 1)) 1) (integer) \(id)\n   2) (integer) \(Moment.epoch + entry.second)\n   3) (integer) \(entry.micros)\n\(words.joined())   5) \"10.0.0.88:50001\"\n   6) \"chaos\"\n"
        }
        return ("slowlog.txt", Array(text.joined().utf8))
    }

    private static func files(_ entries: [(second: Int, micros: Int, words: [String])])
        -> [(name: String, bytes: [UInt8])]
    {
        SimulatedCapture(.healthyQuiet, seed: 2).files.filter { $0.name != "slowlog.txt" }
            + [slowlog(entries)]
    }

    private static func findings(_ files: [(name: String, bytes: [UInt8])]) throws -> [Finding] {
        let scene = Scene(try #require(CaptureReading.timeline(of: files)))
        return UnmonitoredCommands().findings(in: scene)
    }

    @Test
    func findsWhatMonitorNeverPrints() throws {
        let files = Self.files([
            (240, 1_400_000, ["DEBUG", "SLEEP", "1.4"]),
            (270, 2_400_000, ["debug", "sleep", "2.4"]),
        ])

        let findings = try Self.findings(files)

        #expect(findings.map(\.kind) == [.slowCommand])
        let finding = try #require(findings.first)
        #expect(finding.subject.command == "DEBUG SLEEP")
        #expect(finding.subject.clients == ["10.0.0.88"])
        #expect(finding.subject.clientNames == ["chaos"])
        #expect(finding.start.seconds == Double(Moment.epoch) + 238.6)
        #expect(finding.end?.seconds == Double(Moment.epoch) + 270)
        #expect(finding.measures.first { $0.name == "seconds_max" }?.quantity.value == 2.4)
        #expect(finding.measures.first { $0.name == "seconds_seen" }?.quantity.value == 3.8)
        #expect(finding.evidence.map(\.source) == ["slowlog.txt"])
        let diagnosis = Diagnosis.examine(try #require(CaptureReading.timeline(of: files)))
        #expect(diagnosis.verdict == .incident)
        #expect(diagnosis.incidents.map(\.kind) == [.slowCommand])
    }

    @Test
    func findsTheScanOfAFolderWithoutMonitor() throws {
        let files = SimulatedCapture(.keyspaceScan, seed: 0).files
        let others = files.filter { $0.name != "monitor.log" }

        #expect(try Self.findings(others).map(\.kind) == [.keyspaceScan])
        #expect(try Self.findings(others).map(\.subject.command) == ["KEYS"])
        #expect(try Self.findings(files).isEmpty)
    }

    @Test(arguments: [
        // A hiccup, one that is too quick to be felt, one that waits, and one of another day.
        [(240, 300_000, ["DEBUG", "SLEEP", "0.3"])],
        [Int](200..<260).map { ($0, 60_000, ["DEBUG", "SLEEP", "0.06"]) },
        [(240, 4_000_000, ["BLPOP", "list", "5"])],
        [(-90_000, 4_000_000, ["DEBUG", "SLEEP", "4"])],
    ])
    func passesOverWhatNobodyFelt(entries: [(Int, Int, [String])]) throws {
        let files = Self.files(entries.map { (second: $0.0, micros: $0.1, words: $0.2) })

        #expect(try Self.findings(files.filter { $0.name != "monitor.log" }).isEmpty)
        #expect(try Self.findings(files).isEmpty)
    }

    @Test(arguments: SimulatedKind.healthy)
    func staysSilentOnHealthyDays(kind: SimulatedKind) throws {
        #expect(try Self.findings(SimulatedCapture(kind, seed: 3).files).isEmpty)
    }
}
