import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct MatchedZoneTests {
    private static func pairs(_ differences: [Double]) -> [MatchedJobs.Pair] {
        differences.enumerated().map { number, difference in
            MatchedJobs.Pair(
                push: Int64(number) * 1_000_000,
                differenceSeconds: difference,
                isWholeSecond: false,
                isPrompt: true
            )
        }
    }

    @Test(arguments: [
        [7_200.0, 7_200, 7_200, 7_200],
        [7_650, 7_650, 7_650, 7_650, 7_650],
        [7_200, 7_900, 8_600, 9_300, 10_000, 10_700],
        [-79_200, -79_200, -79_200, -79_200, -79_200],
        [.nan, .infinity, 1e300, -1e300, 7_200, 7_200, 7_200],
        [],
    ])
    func staysSilentWhereThePairsDoNotTell(differences: [Double]) {
        #expect(MatchedZone(Self.pairs(differences), zone: .absent) == nil)
    }

    @Test func passesOverAWrongMatch() {
        let zone = MatchedZone(
            Self.pairs([7_200, 7_201, 7_202, 7_203, 7_204, -90_000]),
            zone: .absent
        )

        #expect(zone?.zoneSeconds == 7_200)
        #expect(zone?.pairs == 5)
    }

    @Test(arguments: [0, 3_600, -18_000, 41_400])
    func findsTheDayOfTimesOfDay(zoneSeconds: Int) {
        let days = -20_778 * 86_400
        let difference = Double(days + zoneSeconds) - 0.9
        let zone = MatchedZone(
            Self.pairs([Double](repeating: difference, count: 5)),
            zone: .absentWithoutDate
        )

        #expect(zone?.shiftSeconds == -(days + zoneSeconds))
        #expect(zone?.zoneSeconds == zoneSeconds)
    }
}
