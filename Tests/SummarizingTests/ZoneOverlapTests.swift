import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct ZoneOverlapTests {
    private static func zone(_ first: Double, _ last: Double, preferring: Set<Int> = []) -> Int? {
        ZoneOverlap(
            Timestamp(seconds: 1e9 + first),
            Timestamp(seconds: 1e9 + last),
            reference: Timestamp(seconds: 1e9)...Timestamp(seconds: 1e9 + 3_600)
        ).zone(preferring: preferring)
    }

    @Test(arguments: [(7_200.0, 7_200), (-28_800, -28_800), (20_700, 20_700)])
    func findsTheOnlyZoneThatFits(first: Double, zone: Int) {
        #expect(Self.zone(first, first + 3_600) == zone)
    }

    @Test(arguments: [
        (-86_400.0, 86_400.0),
        (0, 3_600),
        (-1_800, 1_800),
        (400_000, 403_600),
        (7_200, 7_200),
    ])
    func staysSilentWhereSeveralZonesFitOrNone(first: Double, last: Double) {
        #expect(Self.zone(first, last) == nil)
    }

    @Test func prefersAZoneThatTheApplicationHas() {
        #expect(Self.zone(-86_400, 86_400, preferring: [7_200]) == 7_200)
        #expect(Self.zone(-86_400, 86_400, preferring: [7_200, 3_600]) == nil)
        #expect(Self.zone(400_000, 403_600, preferring: [7_200]) == nil)
    }
}
