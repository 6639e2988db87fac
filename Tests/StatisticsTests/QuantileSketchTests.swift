import Randomness
import Foundation
import Statistics
import Testing

struct QuantileSketchTests {
    @Test(arguments: [0, 0.5, 0.9, 0.99, 1], 0..<10 as Range<UInt64>)
    func staysWithinItsRelativeError(share: Double, seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let seconds = (0..<999).map { _ in exp(-14 + 19 * generator.uniform()) }
        let sketch = seconds.reduce(into: QuantileSketch()) { $0.insert($1) }
        let exact = seconds.sorted()[Int(share * 998)]
        let estimate = try #require(sketch.quantile(share))
        #expect(abs(estimate - exact) <= exact * QuantileSketch.relativeError * 1.000001)
        #expect(sketch.maximum == seconds.max())
    }

    @Test func keepsTheTopExactWhenTheBottomIsFolded() throws {
        let values = (0..<1_000).map { pow(10, -9 + Double($0) * 0.3) }
        let sketch = values.reduce(into: QuantileSketch()) { $0.insert($1) }
        let top = try #require(sketch.quantile(1))
        #expect(abs(top / values[999] - 1) <= 0.0100001)
        #expect(sketch.count == 1_000)
    }

    @Test func countsWhatIsNoDurationAsZeroOrNotAtAll() {
        let sketch = [-5, 0, .nan, .infinity].reduce(into: QuantileSketch()) { $0.insert($1) }
        #expect(sketch.count == 2)
        #expect(sketch.quantile(1) == 0)
        #expect(QuantileSketch().quantile(0.5) == nil)
    }
}
