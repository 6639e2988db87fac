import Randomness
import Testing

@testable import Statistics

/// A knee is found where one was planted, and not where there is none.
struct KneeFitTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func findsThePlantedKnee(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let points = (0..<200).map { index in
            let x = Double(index * 10)
            let noise = Double.random(in: -0.02...0.02, using: &generator)
            return (x: x, y: 0.4 + max(0, x - 1_000) * 0.001 + noise)
        }
        let fit = try #require(KneeFit(points))
        let knee = try #require(fit.knee)

        // The step down to the line from the mean of the flat part is within the noise of twelve points.
        #expect(abs(knee - 1_000) <= 120)
        #expect(abs(fit.slope - 0.001) <= 0.000_05)
        #expect(abs((fit.level ?? 0) - 0.4) <= 0.01)
        #expect(fit.determination >= 0.95)
        #expect(fit.pointsBefore + fit.pointsAfter == 200)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func takesOneLineForAStraightOne(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let points = (0..<200).map { index in
            (x: Double(index), y: Double(index) * 2 + Double.random(in: -5...5, using: &generator))
        }
        let fit = try #require(KneeFit(points))

        #expect(fit.knee == nil)
        #expect(abs(fit.slope - 2) <= 0.05)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func findsNoSlopeInNoise(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let points = (0..<200).map {
            (x: Double($0), y: Double.random(in: 0...1, using: &generator))
        }
        let fit = try #require(KneeFit(points))

        #expect(fit.determination <= 0.2)
    }

    @Test
    func needsPointsAndPlaces() {
        #expect(KneeFit([]) == nil)
        #expect(KneeFit((0..<19).map { (x: Double($0), y: 1) }) == nil)
        #expect(KneeFit((0..<50).map { (x: 7, y: Double($0)) }) == nil)
        #expect(KneeFit((0..<50).map { (x: Double($0), y: .nan) }) == nil)
    }
}
