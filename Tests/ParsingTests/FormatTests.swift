// What every format must do, whatever it reads.

import Testing

@testable import Parsing

/// A sample of a format, by which a test case is named.
struct SampleCase: CustomTestStringConvertible, Sendable {
    let format: any LogFormat
    let sample: FormatSample
    let number: Int

    var testDescription: String { "\(format.name) \(number): \(sample.source)" }

    /// Whether the format must refuse the text.
    var isRefused: Bool { sample.rows.isEmpty && sample.commands.isEmpty }
    var bytes: [UInt8] { Array(sample.text.utf8) }

    static let all: [SampleCase] = Formats.all.flatMap { format in
        format.samples.enumerated().map { number, sample in
            SampleCase(format: format, sample: sample, number: number)
        }
    }
    static let read = all.filter { !$0.isRefused }
    static let refused = all.filter(\.isRefused)
}

@Suite struct FormatTests {
    @Test func namesAreLowerCaseWordsAndDiffer() {
        let names = Formats.all.map(\.name)

        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil })
    }

    @Test func everyFormatHasASample() {
        #expect(Formats.all.allSatisfy { !$0.samples.isEmpty })
    }

    @Test(arguments: SampleCase.read)
    func readsItsSamples(example: SampleCase) {
        let expected = example.sample

        if expected.commands.isEmpty {
            #expect(example.format.rows(of: expected.text) == expected.rows)
        } else {
            #expect(example.format.commands(of: expected.text) == expected.commands)
        }
    }

    @Test(arguments: SampleCase.refused)
    func refusesWhatIsNotItsOwn(example: SampleCase) {
        let records = example.format.records(ofText: example.bytes)

        #expect(example.format.recognition(of: example.sample.text) == nil)
        #expect(records.allSatisfy { $0.isUnreadable || $0 == .truncatedLines(0) })
    }

    @Test(arguments: Formats.all.map(\.name))
    func recognisesOneOfItsSamples(name: String) throws {
        let format = try #require(Formats.all.first { $0.name == name })
        let scores = format.samples.compactMap { format.recognition(of: $0.text)?.score }

        #expect(!scores.isEmpty)
        #expect(scores.allSatisfy { $0 > 0 && $0 <= 1 })
    }

    // A sample may be too short to be recognised at all, but then nobody else's reader may have it.
    @Test(arguments: SampleCase.read)
    func takesItsSamplesBeforeOthersDo(example: SampleCase) {
        let best = Formats.all.compactMap { format in
            format.recognition(of: example.sample.text).map { (name: format.name, score: $0.score) }
        }
        let scoreMax = best.map(\.score).max()

        #expect(
            best.first { $0.score == scoreMax }.map(\.name) ?? example.format.name
                == example.format.name
        )
    }

    @Test(arguments: SampleCase.all)
    func readsTheSameRowsAtEveryCut(example: SampleCase) {
        let whole = example.format.records(ofText: example.bytes)
        let differing = example.bytes.indices.filter { cut in
            let blocks = LineBlock.blocks(of: example.bytes, cutAt: [cut])
            return example.format.records(of: blocks) != whole
        }

        #expect(differing == [])
    }

    @Test(arguments: SampleCase.all)
    func readsTheSameRowsLineByLine(example: SampleCase) {
        let lineByLine = example.format.records(of: LineBlock.blocksOfOneLine(example.bytes))

        #expect(lineByLine == example.format.records(ofText: example.bytes))
    }

    @Test(arguments: Formats.all.map(\.name))
    func readsNothingFromAnEmptyFile(name: String) throws {
        let format = try #require(Formats.all.first { $0.name == name })

        #expect(format.records(ofText: []) == [.truncatedLines(0)])
    }
}
