import Testing

@testable import Statistics

/// The place found by halving is the one that a walk from the front finds.
struct SortedSearchTests {
    @Test(arguments: 0..<40)
    func findsTheFirstOfThoseThatHold(count: Int) {
        let ordered = (0..<count).map { $0 / 3 }
        for bound in -1...(count / 3 + 1) {
            let walked = ordered.firstIndex { $0 >= bound } ?? count
            #expect(ordered.partitioningIndex { $0 >= bound } == walked)
        }
    }
}
