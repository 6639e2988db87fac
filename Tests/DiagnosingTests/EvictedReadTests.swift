// Evictions that somebody paid for, told from those that nobody noticed, and what filled the memory.

import Testing

@testable import Diagnosing
@testable import Simulator
@testable import Summarizing

private let seeds: Range<UInt64> = 0..<3

@Suite struct EvictedReadTests {
    private static func scene(_ capture: SimulatedCapture) throws -> Scene {
        Scene(try #require(CaptureReading.timeline(of: capture.files)))
    }

    @Test(arguments: seeds)
    func namesWhatFilledTheMemoryAndWhatWasMissed(seed: UInt64) throws {
        let capture = SimulatedCapture(.evictedReads, seed: seed)
        let findings = EvictedReads().findings(in: try Self.scene(capture))

        #expect(findings.map(\.kind) == [.memoryExhaustion])
        let finding = try #require(findings.first)
        #expect(finding.subject.keyPattern == "vendor:acme:row:{n}")
        #expect(finding.subject.clients == ["10.0.0.70"])
        let start = try #require(capture.planted).start + Double(Moment.epoch)
        #expect(abs(finding.start.seconds - start) <= 2)
        // Rows of 600 bytes, 330 a second, until the room was used up.
        let filled = try #require(finding.measures.first { $0.name == "filled_bytes" })
        #expect((1_500_000...3_000_000).contains(filled.quantity.value))
    }

    @Test(arguments: seeds)
    func takesEvictionsThatNobodyMissesForAFact(seed: UInt64) throws {
        let capture = SimulatedCapture(fact: .unreadEvictions, seed: seed)
        let scene = try Self.scene(capture)

        #expect(EvictedReads().findings(in: scene).isEmpty)
        let findings = Evictions().findings(in: scene)
        #expect(findings.map(\.subject.keyPattern) == ["vendor:acme:row:{n}"])
        #expect(findings.map(\.subject.metric) == ["evicted_keys/s"])
    }

    /// A cache that was full before the capture began evicts all the time, and always misses some.
    @Test
    func staysSilentWhereEvictionsWereThereAllTheTime() throws {
        let capture = SimulatedCapture(.evictedReads, seed: 0)
        let full = try #require(capture.planted).start + 8
        let later = capture.beginning(at: full)

        #expect(EvictedReads().findings(in: try Self.scene(later)).isEmpty)
    }

    @Test
    func saysNothingOfWhatFilledItWithoutMonitor() throws {
        var capture = SimulatedCapture(.evictedReads, seed: 1)
        capture.files.removeAll { $0.name == "monitor.log" }
        let scene = try Self.scene(capture)

        #expect(EvictedReads().findings(in: scene).isEmpty)
        #expect(Evictions().findings(in: scene).map(\.subject.keyPattern) == [nil])
    }
}
