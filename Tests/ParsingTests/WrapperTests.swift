// What every wrapper must do, whatever it wraps.

import Foundation
import Randomness
import Testing

@testable import Parsing

/// A sample of a wrapper, by which a test case is named.
struct WrapperCase: CustomTestStringConvertible, Sendable {
    let wrapper: any LineWrapper
    let sample: WrapperSample
    let number: Int

    var testDescription: String { "\(wrapper.name) \(number): \(sample.source)" }

    static let all = Wrappers.all.flatMap { wrapper in
        wrapper.samples.enumerated().map { number, sample in
            WrapperCase(wrapper: wrapper, sample: sample, number: number)
        }
    }
}

@Suite struct WrapperTests {
    /// FUZZ_LINES sets how many lines are damaged over all wrappers.
    private static let damagedLines =
        ProcessInfo.processInfo.environment["FUZZ_LINES"].flatMap { Int($0) } ?? 4_000

    @Test func namesAreLowerCaseWordsAndDiffer() {
        let names = Wrappers.all.map(\.name)

        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil })
        #expect(Wrappers.all.allSatisfy { !$0.samples.isEmpty })
    }

    @Test(arguments: WrapperCase.all)
    func unwrapsItsSamples(example: WrapperCase) {
        let lines = Self.unwrap(Array(example.sample.text.utf8), example.wrapper).map(\.text)

        #expect(lines == example.sample.lines)
    }

    @Test(arguments: WrapperCase.all)
    func survivesDamage(example: WrapperCase) {
        var random = SplitMix64(seed: UInt64(example.number) &+ 11)
        let text = Array(example.sample.text.utf8)
        let count = text.count { $0 == 0x0A } + 1
        var strays = 0
        for _ in 0..<Self.damagedLines / WrapperCase.all.count {
            let mutation = LineMutation.allCases.randomElement(using: &random) ?? .flip
            let damaged = mutation.apply(to: text, with: &random)
            let lines = Self.unwrap(damaged, example.wrapper)
            let added = damaged.count { $0 == 0x0A } + 1
            strays += lines.count { !(1...max(count, added)).contains($0.envelope.line) }
        }

        #expect(strays == 0)
    }

    /// Unwraps the lines of a text, as its reader does.
    static func unwrap(_ text: [UInt8], _ wrapper: any LineWrapper) -> [WrappedLine] {
        var unwrapper = wrapper.makeUnwrapper()
        var found: [WrappedLine] = []
        LineBlock(bytes: text, firstLine: 1).forEachLine { number, line in
            switch unwrapper.unwrap(line, line: number) {
            case .line(let inner): found.append(inner)
            case .lines(let inner): found += inner
            case .nothing, .foreign: break
            }
        }
        return found + unwrapper.finish()
    }
}

extension WrappedLine {
    /// `stream|seconds|payload`, as samples give it.
    fileprivate var text: String {
        let seconds = envelope.time.map { "\(Double($0.time.microseconds) / 1_000_000)" } ?? "-"
        let parts = [LineCursor.string(stream), seconds, LineCursor.string(payload)]
        return parts.map { $0.isEmpty ? "-" : $0 }.joined(separator: "|")
    }
}
