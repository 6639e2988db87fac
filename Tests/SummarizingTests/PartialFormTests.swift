// The form of single values, and that every mark of a summary moves.

import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct PartialFormTests {
    /// Fields of every shape that summaries have.
    private struct Everything: Codable, Equatable {
        var small: Int8 = -5
        var large = UInt64.max
        var least = Int64.min
        var share = -0.5
        var flag = true
        var present: Int? = 3
        var absent: Int?
        var noText: String?
        var text = "caf\u{E9}\u{0}"
        var topic = LogEvent.Topic.error(kind: "OOM")
        var other = LogEvent.Topic.other
        var zone = WrittenZone.header(offsetSeconds: -3_600)
        var cells = [CommandCell](repeating: CommandCell(), count: 3)
        var table: [String: [Int32]] = ["b": [1, 2], "a": []]
        var ranges: [Int32: ClosedRange<Int>] = [4: 1...9]
        var gaps: [Double?] = [nil, 1]
    }

    @Test func everyShapeComesBack() throws {
        let writer = PartialWriter()
        try writer.write(Everything())
        let reader = PartialReader(writer.bytes[...])

        #expect(try reader.read(Everything.self) == Everything())
        #expect(reader.left == 0)
    }

    @Test func tablesAreWrittenByKey() throws {
        let (first, second) = (PartialWriter(), PartialWriter())
        try first.write(Dictionary(uniqueKeysWithValues: (0..<500).map { ($0, $0) }))
        try second.write(Dictionary(uniqueKeysWithValues: (0..<500).reversed().map { ($0, $0) }))

        #expect(first.bytes == second.bytes)
    }

    /// Read in source 5 and moved to 9, nothing may be left that is a mark of 5; whole numbers that are no
    /// marks never come near one.
    @Test(arguments: Formats.all.map(\.name))
    func everyMarkMoves(name: String) throws {
        let format = try #require(Formats.all.first { $0.name == name })
        for sample in format.samples {
            let text = sample.text.hasSuffix("\n") ? sample.text : sample.text + "\n"
            var summary = MonitorText.part(text, shard: 3, source: 5, format)
            summary.shift(MarkShift(source: 9, shards: 1))
            expectNoMark(of: 5, in: summary, at: "summary")
        }
    }

    @Test func everyMarkOfTrafficMoves() {
        var summary = MonitorText.part(
            RandomTraffic.lines(seed: 3).joined(),
            shard: 3,
            source: 5,
            RedisMonitor()
        )
        summary.shift(MarkShift(source: 9, shards: 1))
        expectNoMark(of: 5, in: summary, at: "summary")
    }

    private func expectNoMark(of source: Int, in value: Any, at path: String) {
        if let number = value as? Int {
            #expect(number <= 0 || LineMark.source(of: number) != source, "\(path) stays \(number)")
        }
        for child in Mirror(reflecting: value).children {
            expectNoMark(of: source, in: child.value, at: "\(path).\(child.label ?? "")")
        }
    }
}
