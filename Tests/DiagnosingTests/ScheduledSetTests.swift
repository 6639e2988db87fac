// Jobs that were scheduled for one time, told from jobs that somebody sent.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct ScheduledSetTests {
    /// A campaign of ExportJob whose pushes all follow a removal from a sorted set, or those of every n-th.
    private static func finding(
        _ seed: UInt64,
        set: String,
        every stride: Int = 1
    ) throws -> Finding {
        var files = SimulatedCapture(.arrivalsUp, seed: seed).files
        let place = try #require(files.firstIndex { $0.name == "monitor.log" })
        var pushes = 0
        let lines = String(decoding: files[place].bytes, as: UTF8.self).split(separator: "\n")
        let text = lines.map { line -> String in
            guard let push = line.range(of: #""lpush" "queue:exports""#) else { return "\(line)\n" }
            pushes += 1
            guard pushes.isMultiple(of: stride) else { return "\(line)\n" }
            return "\(line[..<push.lowerBound])\"zrem\" \"\(set)\" \"{}\"\n\(line)\n"
        }
        files[place].bytes = Array(text.joined().utf8)
        let diagnosis = Diagnosis.examine(try #require(CaptureReading.timeline(of: files)))
        return try #require(diagnosis.findings.first { $0.kind == .arrivalsUp })
    }

    private static func saysDue(_ finding: Finding) -> Bool {
        finding.evidence.contains { evidence in
            evidence.shows.pieces.contains {
                if case .words(let words) = $0 {
                    words.contains("when they were due")
                } else {
                    false
                }
            }
        }
    }

    @Test(arguments: [1, 2] as [UInt64], ["schedule", "shop:schedule", "rq:scheduled:exports"])
    func saysThatJobsCameDue(seed: UInt64, set: String) throws {
        #expect(Self.saysDue(try Self.finding(seed, set: set)))
    }

    @Test(arguments: [("retry", 1), ("schedule", 5)])
    func saysNothingOfOtherSetsAndOfAFewJobs(set: String, stride: Int) throws {
        #expect(!Self.saysDue(try Self.finding(1, set: set, every: stride)))
    }
}
