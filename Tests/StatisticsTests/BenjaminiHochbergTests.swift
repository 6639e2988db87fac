import Randomness
import Statistics
import Testing

struct BenjaminiHochbergTests {
    /// The example of the paper's section 3.2: four of fifteen.
    @Test func agreesWithThePaper() {
        let pValues = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1,
        ]
        let discoveries = BenjaminiHochberg.discoveries(pValues, falseShare: 0.05)
        #expect(discoveries == pValues.map { $0 <= 0.0095 })
    }

    @Test func keepsTheOrderAndIgnoresWhatIsNoNumber() {
        let discoveries = BenjaminiHochberg.discoveries([0.9, .nan, 0.001], falseShare: 0.05)
        #expect(discoveries == [false, false, true])
        #expect(BenjaminiHochberg.discoveries([], falseShare: 0.05).isEmpty)
    }

    @Test(arguments: 0..<5 as Range<UInt64>)
    func boundsTheShareOfFalseDiscoveries(batch: UInt64) {
        let shares = (0..<40 as Range<UInt64>).map { seed -> Double in
            var generator = SplitMix64(seed: batch * 1_000 + seed)
            let pValues = (0..<156).map { index in
                NormalDistribution.twoSidedTail(generator.normal() + (index < 16 ? 4 : 0))
            }
            let found = BenjaminiHochberg.discoveries(pValues, falseShare: 0.05).enumerated()
                .filter(\.element).map(\.offset)
            return found.isEmpty
                ? 0 : Double(found.filter { $0 >= 16 }.count) / Double(found.count)
        }
        #expect(shares.reduce(0, +) / 40 < 0.08)
    }
}
