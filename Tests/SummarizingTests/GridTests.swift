import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct GridTests {
    private static func grid(_ first: Int64, _ last: Int64, stepMin: Int = 1) -> Grid {
        Grid(
            from: Timestamp(microseconds: first * 1_000_000),
            to: Timestamp(microseconds: last * 1_000_000),
            stepMin: stepMin
        )
    }

    @Test(
        arguments: [
            (100, 100, 1, 1), (100, 219, 1, 120), (100, 7_299, 1, 7_200), (100, 7_300, 2, 3_601),
            (0, 86_400, 16, 5_401),
        ] as [(Int64, Int64, Int, Int)]
    )
    func coversItsSpanWithAtMostSoManyBins(first: Int64, last: Int64, step: Int, count: Int) {
        let grid = Self.grid(first, last)

        #expect(grid.step == step)
        #expect(grid.count == count)
        #expect(grid.count <= Grid.binsMax + 1)
        #expect(grid.index(first * 1_000_000) == 0)
        #expect(grid.index(last * 1_000_000) == count - 1)
    }

    @Test func hasNoBinOutsideItsSpan() {
        let grid = Self.grid(100, 109, stepMin: 2)

        #expect(grid.index(99_999_999) == nil)
        #expect(grid.index(109_999_999) == 4)
        #expect(grid.index(110_000_000) == nil)
        #expect(grid.time(of: 4) == Timestamp(microseconds: 108_000_000))
    }
}

@Suite struct TimeSelectionTests {
    /// From 23:59:00 to 00:01:00 of the next day.
    private static let span =
        Timestamp(
            seconds: 1_795_305_540
        )...Timestamp(seconds: 1_795_305_660)

    @Test(
        arguments: [
            (TimeSelection(), 0, 120),
            (TimeSelection(from: .afterStart(30)), 30, 120),
            (TimeSelection(from: .afterStart(-5), to: .afterStart(60)), 0, 60),
            (TimeSelection(from: .timeOfDay(86_370)), 30, 120),
            (TimeSelection(from: .timeOfDay(30)), 90, 120),
            (TimeSelection(to: .moment(Timestamp(seconds: 1_795_305_550))), 0, 10),
        ] as [(TimeSelection, Double, Double)]
    )
    func selectsWithinTheSpan(selection: TimeSelection, from: Double, to: Double) {
        let start = Self.span.lowerBound

        let resolved = selection.resolved(in: Self.span)

        #expect(resolved == start.advanced(bySeconds: from)...start.advanced(bySeconds: to))
    }

    @Test(arguments: [
        TimeSelection(from: .afterStart(120)), TimeSelection(to: .afterStart(0)),
        TimeSelection(from: .afterStart(60), to: .afterStart(50)),
    ])
    func selectsNothingWhereTheyDoNotMeet(selection: TimeSelection) {
        #expect(selection.resolved(in: Self.span) == nil)
    }
}
