import Randomness
import Foundation
import Statistics
import Testing

/// The two laws of every summary, and that the cut of the stream leaves no trace.
struct SummaryLaws {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func quantileSketchesObey(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let values = (0..<400).map { _ in exp(-30 + 70 * generator.uniform()) }
        expectLaws(QuantileSketch.self, of: values, seed: seed)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func spaceSavingsObeyWhileAllKeysFit(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let keys = (0..<400).map { _ in UInt64(exp(6 * generator.uniform())) }
        expectLaws(SpaceSaving.self, of: keys, seed: seed)
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func hyperLogLogsObey(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        expectLaws(HyperLogLog.self, of: (0..<400).map { _ in generator.next() }, seed: seed)
    }

    private func expectLaws<S: Summary & Equatable>(
        _: S.Type,
        of elements: [S.Element],
        seed: UInt64,
        at location: SourceLocation = #_sourceLocation
    ) {
        var generator = SplitMix64(seed: seed ^ 0xFF)
        let first = Int(generator.uniform() * 200)
        let second = first + Int(generator.uniform() * 200)
        let (a, b, c) = (
            summary(elements[..<first]) as S, summary(elements[first..<second]) as S,
            summary(elements[second...]) as S
        )
        let whole = summary(elements[...]) as S
        #expect(merged(merged(a, b), c) == merged(a, merged(b, c)), sourceLocation: location)
        #expect(merged(merged(a, b), c) == whole, sourceLocation: location)
        #expect(merged(whole, S()) == whole, sourceLocation: location)
        #expect(merged(S(), whole) == whole, sourceLocation: location)
    }

    private func summary<S: Summary>(_ elements: ArraySlice<S.Element>) -> S {
        elements.reduce(into: S()) { $0.insert($1) }
    }

    private func merged<S: Summary>(_ first: S, _ second: S) -> S {
        var result = first
        result.merge(second)
        return result
    }
}
