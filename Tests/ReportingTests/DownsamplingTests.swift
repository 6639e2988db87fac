import Testing

@testable import Reporting

/// Thinning keeps what the eye would see.
struct DownsamplingTests {
    private static let wave = (0..<86_400).map { index in
        Downsampling.Point(x: Double(index), y: Double((index * 31) % 97))
    }

    @Test(arguments: [3, 10, 700])
    func keepsEndsAndTheNumberAskedFor(pointsMax: Int) {
        let kept = Downsampling.largestTriangles(Self.wave, pointsMax: pointsMax)

        #expect(kept.count == pointsMax)
        #expect(kept.first == Self.wave.first && kept.last == Self.wave.last)
        #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.x < $1.x })
    }

    @Test(arguments: [1, 4_321, 86_398])
    func keepsALonelyPeak(place: Int) {
        var flat = (0..<86_400).map { Downsampling.Point(x: Double($0), y: 0) }
        flat[place] = Downsampling.Point(x: Double(place), y: 1_000)

        #expect(Downsampling.largestTriangles(flat).contains { $0.y == 1_000 })
    }

    @Test
    func leavesShortSeriesAlone() {
        let short = Array(Self.wave.prefix(700))
        #expect(Downsampling.largestTriangles(short) == short)
    }

    @Test
    func breaksWhereValuesAreMissing() {
        let values = (0..<60).map { (20..<40).contains($0) ? nil : Double($0) }
        let stretches = Downsampling.stretches(values, start: 0, step: 1)

        #expect(stretches.map(\.count) == [20, 20])
    }

    @Test
    func takesTheUsualDistanceForNoGap() {
        let values = (0..<600).map { $0 % 10 == 0 ? Double($0) : nil }

        #expect(Downsampling.stretches(values, start: 0, step: 1).count == 1)
    }
}
