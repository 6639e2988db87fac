import Randomness
import Foundation
import Statistics
import Testing

struct SketchAccuracyTests {
    @Test(arguments: 0..<2 as Range<UInt64>, [1, 4])
    func spaceSavingBoundsEveryCount(seed: UInt64, shards: Int) {
        var generator = SplitMix64(seed: seed)
        let keys = (0..<40_000).map { _ in UInt64(exp(12 * generator.uniform())) }
        let exact = keys.reduce(into: [UInt64: Int]()) { $0[$1, default: 0] += 1 }
        var merged = SpaceSaving()
        for shard in 0..<shards {
            let slice = keys[(shard * keys.count / shards)..<((shard + 1) * keys.count / shards)]
            merged.merge(slice.reduce(into: SpaceSaving()) { $0.insert($1) })
        }
        let listed = merged.top(SpaceSaving.capacity)
        #expect(listed.allSatisfy { $0.count >= exact[$0.key] ?? 0 })
        #expect(listed.allSatisfy { $0.count - $0.error <= exact[$0.key] ?? 0 })
        #expect(merged.absentCountMax <= keys.count / SpaceSaving.capacity)
        let absent = exact.filter { merged.entry(of: $0.key) == nil }
        #expect(absent.allSatisfy { $0.value <= merged.absentCountMax })
        let top = exact.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(50).map(\.key)
        #expect(Set(top).subtracting(merged.top(60).map(\.key)).isEmpty)
    }

    @Test(arguments: [0, 1, 100, 5_000, 20_000, 60_000])
    func hyperLogLogCountsWithinFourErrors(count: Int) {
        var generator = SplitMix64(seed: UInt64(count))
        var sketch = HyperLogLog()
        for _ in 0..<count { sketch.insert(generator.next()) }
        #expect(abs(sketch.estimate - Double(count)) <= 4 * 0.0081 * Double(count))
    }
}
