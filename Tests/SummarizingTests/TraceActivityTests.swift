import Parsing
import Randomness
import Testing

@testable import Summarizing

@Suite struct TraceActivityTests {
    private static func span(
        _ trace: UInt64,
        _ identity: UInt64,
        _ parent: UInt64?,
        _ service: String,
        _ start: Int64,
        _ duration: Int64,
        _ status: Span.Status = .unset
    ) -> Span {
        Span(
            line: Int(truncatingIfNeeded: identity),
            trace: trace,
            identity: identity,
            parent: parent,
            service: service,
            operation: "work",
            start: Timestamp(microseconds: start),
            durationMicroseconds: duration,
            status: status
        )
    }

    private static func activity(_ spans: [Span]) -> TraceActivity {
        var log = SpanLog()
        for span in spans { log.insert(span) }
        return TraceActivity(log)
    }

    @Test func takesTheUnionOfTheChildrenOffTheirParent() {
        // Two children overlap, the third runs on after the parent's end.
        let found = Self.activity([
            Self.span(1, 1, nil, "web", 0, 100), Self.span(1, 2, 1, "a", 10, 30),
            Self.span(1, 3, 1, "b", 20, 30), Self.span(1, 4, 1, "c", 90, 50, .error),
        ])

        #expect(found.operations.map(\.service) == ["web", "a", "b", "c"])
        #expect(found.operations.map { $0.calls[0].exclusiveMicroseconds } == [50, 30, 30, 50])
        #expect(found.operations[0].callees == [1, 2, 3])
        #expect(found.operations[2].callers == [0])
        #expect(found.operations.map { $0.calls[0].isError } == [false, false, false, true])
    }

    @Test func joinsSpansThatComeBeforeTheirParents() {
        let found = Self.activity([
            Self.span(1, 3, 2, "db", 20, 10), Self.span(2, 2, 1, "other trace", 0, 5),
            Self.span(1, 2, 1, "api", 10, 40), Self.span(1, 1, nil, "web", 0, 100),
        ])

        #expect(found.operations.map(\.callers) == [[2], [], [3], []])
        #expect(found.reachable(from: 3) == [0, 2])
    }

    @Test func givesAChildToTheHalfOfItsOwnService() {
        let server = Span.serverHalf(of: 7)
        let found = Self.activity(
            [
                Self.span(1, 7, nil, "web", 0, 100), Self.span(1, server, 7, "api", 10, 80),
                Self.span(1, 9, 7, "api", 20, 30),
            ].enumerated().map { index, span in
                var span = span
                span.line = index + 1
                span.operation = ["get", "get /", "load"][index]
                return span
            }
        )

        #expect(found.operations.map { $0.calls[0].exclusiveMicroseconds } == [20, 50, 30])
    }

    @Test func survivesSpansThatAreTheirOwnParentsOrEachOthers() {
        let found = Self.activity([
            Self.span(1, 1, 1, "a", 0, 10), Self.span(1, 2, 3, "b", 0, 10),
            Self.span(1, 3, 2, "c", 0, 10),
        ])

        #expect(found.operations.count == 3)
        #expect(found.reachable(from: 1) == [2])
    }

    /// Spans of traces with hashes spread over all of 64 bits.
    private static func random(_ seed: UInt64) -> [Span] {
        var random = SplitMix64(seed: seed)
        return (0..<600).map { number in
            let trace = UInt64.random(in: 1...40, using: &random) &* 0x0666_6666_6666_6667
            return span(
                trace,
                UInt64(number + 1),
                number == 0 ? nil : UInt64.random(in: 1...UInt64(number), using: &random),
                ["web", "api", "db"][Int.random(in: 0...2, using: &random)],
                Int64(number),
                Int64.random(in: 0...1_000, using: &random)
            )
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>, [100, 250, 10_000])
    func keepsTheSameWholeTracesWhereverTheCutsAre(seed: UInt64, limit: Int) {
        let spans = Self.random(seed)
        var whole = SpanLog(limit: limit)
        for span in spans { whole.insert(span) }
        var merged = SpanLog(limit: limit)
        for part in stride(from: 0, to: spans.count, by: 97) {
            var log = SpanLog(limit: limit)
            for span in spans[part..<min(part + 97, spans.count)] { log.insert(span) }
            merged.merge(log)
        }

        #expect(merged.records == whole.records)
        #expect(merged.operations == whole.operations)
        #expect(merged.hashMax == whole.hashMax)
        #expect(whole.records.count <= limit)
        let kept = Set(whole.records.map(\.trace))
        #expect(whole.records.count == spans.count { kept.contains($0.trace) })
    }
}
