// Keys given up for lack of memory, by the server's own count, and what the check of memory says of them.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct EvictionTests {
    private static func scene(of column: String = "evicted_keys", _ value: (Int) -> Int) throws
        -> Scene
    {
        let rows = (0..<80).map { second in
            "\(Moment.iso(200 + Double(second))),\(value(second))\n"
        }
        let text = "timestamp,\(column)\n" + rows.joined()
        let files = [("metrics.csv", Array(text.utf8))]
        return Scene(try #require(CaptureReading.timeline(of: files)))
    }

    /// Nothing for 40 seconds, 30 a second for 20, and nothing again.
    private static func risen(_ second: Int) -> Int { max(0, min(second, 60) - 40) * 30 }

    private static func check(_ scene: Scene) throws -> ResourceCheck {
        let findings = Evictions().findings(in: scene)
        let checks = ResourceChecks.all(in: scene, incidents: [], findings: findings)
        return try #require(checks.first { $0.resource == "Redis memory and eviction" })
    }

    @Test
    func findsTheStretchOfEvictions() throws {
        let findings = Evictions().findings(in: try Self.scene(Self.risen))

        #expect(findings.map(\.kind) == [.eviction])
        #expect(findings.first?.isChronic == false)
        let length = (findings.first?.end?.seconds ?? 0) - (findings.first?.start.seconds ?? 0)
        #expect(abs(length - 19) <= 1)
    }

    @Test
    func staysSilentOnACountThatStands() throws {
        #expect(Evictions().findings(in: try Self.scene { _ in 812 }).isEmpty)
    }

    @Test
    func takesNoClientThatWasCutOffForAKey() throws {
        #expect(
            Evictions().findings(in: try Self.scene(of: "evicted_clients", Self.risen)).isEmpty
        )
    }

    @Test
    func checksMemoryByTheEvictionsThatWereFound() throws {
        #expect(try Self.check(try Self.scene(Self.risen)).result == .involved)
        #expect(try Self.check(try Self.scene { _ in 812 }).result == .ruledOut)
        #expect(try Self.check(try Self.scene(of: "evicted_clients", Self.risen)).result == .open)
        #expect(try Self.check(try Self.scene(of: "cpu_percent") { _ in 12 }).result == .open)
    }
}
