import Randomness
import Statistics
import Testing

struct LowerEnvelopeTests {
    @Test(arguments: [(-4.2, 0), (-4.2, 50e-6), (7, 50e-6), (7, -50e-6)], 0..<4 as Range<UInt64>)
    func recoversOffsetAndDriftUnderQueueingAndWrongMatches(
        planted: (Double, Double),
        seed: UInt64
    ) throws {
        let (offset, drift) = planted
        var generator = SplitMix64(seed: seed)
        let pairs = (0..<2_000).map { index -> LowerEnvelope.Pair in
            let seconds = Double(index) * 1.8
            var delay = generator.exponential(mean: 0.03)
            if generator.uniform() < 0.5 { delay += generator.uniform() * 30 }
            if generator.uniform() < 0.005 { delay = generator.uniform() < 0.5 ? -60 : 60 }
            return LowerEnvelope.Pair(
                seconds: seconds,
                difference: offset + drift * (seconds - 1_799.1) + delay
            )
        }
        let fit = try #require(LowerEnvelope.fit(pairs))
        #expect(abs(fit.offset - offset) < 0.005)
        #expect(abs(fit.drift - drift) < 5e-6)
        #expect(abs(fit.offset(at: 0) - (offset - drift * 1_799.1)) < 0.01)
    }

    /// A short capture: 150 s, of which the queue holds every job back for 60 s.
    @Test(arguments: [-4.2, 7], 0..<10 as Range<UInt64>)
    func takesAGrowingQueueForNeitherDriftNorOffset(offset: Double, seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let pairs = (0..<400).map { index -> LowerEnvelope.Pair in
            let seconds = Double(index) * 0.375
            let waiting = max(0, min(seconds - 60, 60)) * 0.4
            let delay = waiting + generator.exponential(mean: 0.02)
            return LowerEnvelope.Pair(seconds: seconds, difference: offset + delay)
        }
        let fit = try #require(LowerEnvelope.fit(pairs))
        #expect(abs(fit.offset - offset) < 0.02)
        #expect(abs(fit.drift) <= LowerEnvelope.driftMax)
    }

    @Test func takesTheSmallestOfFewPairs() throws {
        let pairs = [3.3, 3.1, 3.9].enumerated().map {
            LowerEnvelope.Pair(seconds: Double($0.offset), difference: $0.element)
        }
        let fit = try #require(LowerEnvelope.fit(pairs))
        #expect(fit.offset == 3.1 && fit.drift == 0 && fit.middleSeconds == 1)
        #expect(fit.interval.contains(3.0))
        #expect(LowerEnvelope.fit([]) == nil)
        #expect(LowerEnvelope.fit([.init(seconds: .nan, difference: 1)]) == nil)
    }

    @Test(arguments: [-4.2, 7], 0..<10 as Range<UInt64>)
    func boundsTheOffsetFromBothDirections(offset: Double, seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let forward = (0..<300).map { index in
            LowerEnvelope.Pair(
                seconds: Double(index),
                difference: offset + 0.004 + generator.exponential(mean: 0.01)
            )
        }
        let backward = (0..<300).map { index in
            LowerEnvelope.Pair(
                seconds: Double(index),
                difference: -offset + 0.002 + generator.exponential(mean: 0.01)
            )
        }
        let fit = try #require(TwoWayOffset.fit(forward: forward, backward: backward))
        #expect(fit.interval.contains(offset))
        #expect(abs(fit.offset - offset - 0.001) < 0.001)
    }

    @Test func refusesDelaysThatAddUpToLessThanNothing() {
        let pair = LowerEnvelope.Pair(seconds: 0, difference: -1)
        #expect(TwoWayOffset.fit(forward: [pair], backward: [pair]) == nil)
    }

    @Test func fitsALineThatOutliersCannotBend() throws {
        var points: [(x: Double, y: Double)] = []
        for index in 0..<20 {
            let height = index % 5 == 0 ? 1_000.0 : Double(2 * index + 1)
            points.append((x: Double(index), y: height))
        }
        let line = try #require(TheilSen(points))
        #expect(abs(line.slope - 2) < 0.5)
        let exact = try #require(TheilSen([(0, 1), (1, 3), (2, 5)]))
        #expect(exact.slope == 2 && exact.intercept == 1)
        #expect(TheilSen([(1, 1), (1, 2)]) == nil)
    }
}
