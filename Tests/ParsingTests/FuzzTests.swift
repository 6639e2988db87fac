// Every format on damaged samples: nothing traps, nothing vanishes, nothing depends on the blocks.
// FUZZ_LINES sets how many lines are damaged over all formats.

import Randomness
import Foundation
import Testing

@testable import Parsing

@Suite struct FuzzTests {
    /// Takes under ten seconds in a debug build; a release build has time for a million.
    private static let linesDefault = 20_000
    private static let lines =
        ProcessInfo.processInfo.environment["FUZZ_LINES"].flatMap { Int($0) } ?? linesDefault

    /// A sample with one line damaged.
    private struct Damaged {
        let text: [UInt8]
        /// The damaged line, from 1.
        let line: Int
        let lineText: [UInt8]

        init(_ sample: [UInt8], with random: inout SplitMix64) {
            var lines = sample.split(separator: 0x0A, omittingEmptySubsequences: false).map(
                Array.init
            )
            let index = Int.random(in: lines.indices, using: &random)
            var changed = lines[index]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let mutation = LineMutation.allCases.randomElement(using: &random) ?? .flip
                changed = mutation.apply(to: changed, with: &random)
            }
            lines[index] = changed
            line = index + 1
            lineText = Array(changed.prefix { $0 != 0x0A })
            text = Array(lines.joined(separator: [0x0A]))
        }

        var lineCount: Int { text.count { $0 == 0x0A } + 1 }

        /// Whether so little is left of the line that it may mean nothing.
        var isMeaningless: Bool {
            lineText.count { $0 > 0x20 } < 4 || lineText.first == UInt8(ascii: "#")
        }
    }

    @Test(arguments: Formats.all.map(\.name))
    func survivesDamage(name: String) throws {
        let format = try #require(Formats.all.first { $0.name == name })
        var random = SplitMix64(seed: name.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
        var failures: [String] = []
        for round in 0..<max(1, Self.lines / Formats.all.count) where failures.count < 3 {
            let sample = format.samples[round % format.samples.count]
            let damaged = Damaged(Array(sample.text.utf8), with: &random)
            failures += Self.faults(of: format, sample, damaged)
        }

        #expect(failures == [])
    }

    /// Formats that take a line of no form for the rest of the message before it.
    private static let multiline: Set = ["sidekiq-pretty", "sidekiq-json"]

    /// What is wrong with the reading of a damaged sample.
    private static func faults(
        of format: any LogFormat,
        _ sample: FormatSample,
        _ damaged: Damaged
    ) -> [String] {
        let records = format.records(ofText: damaged.text)
        let lineByLine = format.records(of: LineBlock.blocksOfOneLine(damaged.text))
        _ = format.recognition(of: FileHead(name: "damaged", bytes: damaged.text))
        var faults: [String] = []
        if records != lineByLine { faults.append("depends on the blocks") }
        let lines = records.compactMap(\.lines)
        if lines.contains(where: { $0.lowerBound < 1 || $0.upperBound > damaged.lineCount }) {
            faults.append("names a line that is not there")
        }
        // Where lines stand alone, one that read as something must still be read or be reported.
        if format.isSplittable, !Self.multiline.contains(format.name), !damaged.isMeaningless,
            wasRead(damaged.line, of: sample, by: format),
            !lines.contains(where: { $0.contains(damaged.line) })
        {
            faults.append("loses line \(damaged.line)")
        }
        return faults.map {
            "\($0): \(String(reflecting: String(decoding: damaged.text, as: UTF8.self)))"
        }
    }

    private static func wasRead(
        _ line: Int,
        of sample: FormatSample,
        by format: any LogFormat
    ) -> Bool {
        format.records(ofText: Array(sample.text.utf8)).contains {
            $0.lines?.contains(line) == true
        }
    }
}
