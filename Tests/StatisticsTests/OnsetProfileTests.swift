import Randomness
import Statistics
import Testing

struct OnsetProfileTests {
    @Test(arguments: [0, 30, 60])
    func coversTheOnsetAsOftenAsPromised(ramp: Int) {
        let fits = (0..<60 as Range<UInt64>).compactMap { seed in
            OnsetProfile.fit(series(ramp: ramp, seed: seed), around: 90 + ramp / 2)
        }
        #expect(fits.count == 60)
        #expect(fits.filter { $0.interval.contains(90) }.count >= 54)
        let errors = fits.map { $0.onset - 90 }
        #expect(abs(RobustScale.median(of: errors) ?? .infinity) <= 3)
    }

    @Test func placesASharpStepExactly() throws {
        let values = (0..<120).map { $0 < 47 ? 1.0 : 9 }
        let profile = try #require(OnsetProfile.fit(values, around: 49))
        #expect(profile.onset == 47)
        #expect(profile.rampBins == 0)
        #expect(profile.interval == 47...47)
    }

    @Test func looksNoFurtherThanTheNeighbouringChanges() throws {
        let values = (0..<200).map { $0 < 50 ? 20.0 : $0 < 120 ? 1 : 9 }
        let profile = try #require(OnsetProfile.fit(values, around: 120, within: 50..<200))
        #expect(profile.onset == 120)
    }

    @Test func abstainsWithoutAChangeOrWithoutBins() {
        #expect(OnsetProfile.fit(Array(repeating: 3, count: 100), around: 50) == nil)
        #expect(OnsetProfile.fit([1, 2, 3], around: 1) == nil)
        #expect(OnsetProfile.fit([], around: 0) == nil)
        #expect(OnsetProfile.fit(Array(repeating: 1, count: 50), around: 900) == nil)
    }

    private func series(ramp: Int, seed: UInt64) -> [Double] {
        var generator = SplitMix64(seed: seed)
        return (0..<240).map { bin in
            let height =
                ramp == 0 ? (bin < 90 ? 0 : 1) : min(max(Double(bin - 90) / Double(ramp), 0), 1)
            return 4 * height + generator.normal()
        }
    }
}
