import Statistics
import Testing

struct CliffsDeltaTests {
    @Test(
        arguments: [
            ([1, 2, 3], [4, 5], 1), ([4, 5], [1, 2, 3], -1), ([1, 2], [1, 2], 0), ([], [1], 0),
            ([1, 1, 2], [1, 2, 2], 1.0 / 3), ([.nan, 0], [3], 1),
        ] as [([Double], [Double], Double)]
    )
    func countsWhoIsLarger(before: [Double], after: [Double], expected: Double) {
        #expect(CliffsDelta.between(before, after) == expected)
    }
}
