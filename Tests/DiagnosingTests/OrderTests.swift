// "A before B" is said only where intervals and clocks allow it.

import Testing

@testable import Diagnosing
@testable import Summarizing

@Suite struct OrderTests {
    private static func interval(_ low: Double, _ high: Double) -> ClosedRange<Timestamp> {
        Timestamp(microseconds: Int64(low * 1e6))...Timestamp(microseconds: Int64(high * 1e6))
    }

    @Test(arguments: [
        (0.0, 1.0, 3.0, 4.0, 0.5, Order.Relation.before(1.5)),
        (3, 4, 0, 1, 0.5, .after(1.5)),
        (0, 2, 1, 3, 0, .together(3)),
        // The clocks could be off by as much as the distance.
        (0, 1, 3, 4, 2, .together(6)),
    ])
    func saysBeforeOnlyWhenIntervalsAndClocksAllowIt(
        low: Double,
        high: Double,
        otherLow: Double,
        otherHigh: Double,
        error: Double,
        relation: Order.Relation
    ) {
        let own = Self.interval(low, high)
        let other = Self.interval(otherLow, otherHigh)

        #expect(Order.relation(own, other, error) == relation)
    }
}
