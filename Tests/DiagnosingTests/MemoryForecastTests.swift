// The time at which memory would be full, from a steady rise and the limit.

import Randomness
import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct MemoryForecastTests {
    private static let limit = 100e6

    /// Ninety seconds of memory in use, with half a megabyte of noise.
    private static func scene(seed: UInt64 = 1, _ megabytes: (Int) -> Double) throws -> Scene {
        var random = SplitMix64(seed: seed)
        let rows = (0..<90).map { second in
            let bytes = megabytes(second) * 1e6 + random.between(-250_000, 250_000)
            return "\(Moment.iso(200 + Double(second))),\(Int(bytes))\n"
        }
        let info = "# Server\nredis_version:7.0.15\n# Memory\nmaxmemory:\(Int(limit))\n"
        let files = [
            ("metrics.csv", Array(("timestamp,used_memory\n" + rows.joined()).utf8)),
            ("redis-info.txt", Array(info.utf8)),
        ]
        return Scene(try #require(CaptureReading.timeline(of: files)))
    }

    private static func check(_ scene: Scene) throws -> ResourceCheck {
        let checks = ResourceChecks.all(in: scene, incidents: [], findings: [])
        return try #require(checks.first { $0.resource == "Redis memory and eviction" })
    }

    @Test(arguments: 0..<5 as Range<UInt64>)
    func carriesARiseOnToTheLimit(seed: UInt64) throws {
        let scene = try Self.scene(seed: seed) { 20 + Double(max(0, $0 - 30)) * 0.5 }

        let forecast = try #require(MemoryForecast.find(scene))

        // 49.5 MB at the end, and 50.5 more at half a megabyte a second.
        #expect(forecast.isOpen)
        #expect(abs(forecast.full.seconds - scene.timeline.start.seconds - 190) <= 8)
        #expect(try Self.check(scene).result == .open)
    }

    @Test func saysHowFarARiseThatEndedWas() throws {
        let scene = try Self.scene { second in
            second < 30 ? 20 : second < 60 ? 20 + Double(second - 30) : 30
        }

        let forecast = try #require(MemoryForecast.find(scene))

        #expect(!forecast.isOpen)
        #expect(abs(forecast.peak - 49e6) < 1e6)
        #expect(try Self.check(scene).result == .ruledOut)
    }

    /// A rise that stopped just below the limit may have been stopped by it between two samples.
    @Test func rulesNothingOutCloseToTheLimit() throws {
        let scene = try Self.scene { second in
            second < 30 ? 60 : second < 60 ? 60 + Double(second - 30) * 1.2 : 70
        }

        #expect(try #require(MemoryForecast.find(scene)).isOpen == false)
        #expect(try Self.check(scene).result == .open)
    }

    @Test func foretellsNothingOfMemoryThatBreathes() throws {
        #expect(MemoryForecast.find(try Self.scene { _ in 40 }) == nil)
        #expect(MemoryForecast.find(try Self.scene { 40 + Double($0 % 7) }) == nil)
        #expect(MemoryForecast.find(try Self.scene { 90 - Double($0) / 2 }) == nil)
    }
}
