import Diagnosing
import Testing

@testable import Reporting

/// Quantities read as people write them.
struct QuantityTextTests {
    @Test(arguments: [
        (0.19, "190 ms"), (27, "27 s"), (125, "2 min 5 s"), (3_780, "1 h 3 min"),
        (0.000_085, "85 µs"),
        (2.14, "2.1 s"), (0, "0 s"), (-1.8, "-1.8 s"), (75, "75 s"), (.infinity, "not known"),
        (0.9999, "1 s"), (1e18, "over 10^15 s"),
    ])
    func writesDurations(seconds: Double, text: String) {
        #expect(QuantityText.text(Quantity(seconds, .seconds)) == text)
    }

    @Test(
        arguments: [
            (1_204, .jobs, "1,204 jobs"), (1, .jobs, "1 job"),
            (872.6, .writesPerSecond, "873 writes/s"),
            (38_012, .commandsPerSecond, "38,000 commands/s"),
            (0.42, .callsPerSecond, "0.42 calls/s"), (1.003, .callsPerSecond, "1 call/s"),
            (1_005.1, .jobs, "1,005 jobs"), (4.34, .workers, "4.3 workers"),
            (0.86, .share, "86%"), (0.004, .share, "0.4%"), (0.9983, .share, "99.8%"),
            (1, .share, "100%"),
            (0.999_999, .share, "over 99.9%"), (0.000_001, .share, "under 0.01%"),
            (5.6, .fold, "5.6x"),
            (1_234_567_890, .bytes, "1.2 GB"), (999.9, .bytes, "1 kB"), (512, .bytes, "512 bytes"),
            (.nan, .jobs, "not known"), (12.345, .plain, "12.3"), (-3, .plain, "-3"),
        ] as [(Double, Quantity.Unit, String)]
    )
    func writesUnits(value: Double, unit: Quantity.Unit, text: String) {
        #expect(QuantityText.text(Quantity(value, unit)) == text)
    }

    @Test(arguments: [
        (" waited", "1,204 jobs"), (" jobs waited", "1,204"), (" late jobs", "1,204"),
        (". Jobs", "1,204 jobs"),
    ])
    func saysTheNounOnce(words: String, text: String) {
        #expect(QuantityText.text(Quantity(1_204, .jobs), before: words) == text)
    }

    @Test(
        arguments: [
            (0, "1 January 1970", "00:00:00"),
            (1_795_232_123_400_000, "21 November 2026", "03:35:23"),
            (-1, "31 December 1969", "23:59:59"),
            (951_782_400_000_000, "29 February 2000", "00:00:00"),
        ] as [(Int64, String, String)]
    )
    func writesDates(microseconds: Int64, date: String, time: String) {
        let moment = Timestamp(microseconds: microseconds)

        #expect(CalendarText.date(moment) == date)
        #expect(CalendarText.time(moment) == time)
    }

    @Test(arguments: [
        (0.1, "0.1"), (1_204, "1204"), (-0.5, "-0.5"), (0.000_000_4, "0"), (1e20, "1e+20"),
        (.nan, "null"),
        (1.234_567_89, "1.234568"),
    ])
    func writesNumbersForMachines(value: Double, text: String) {
        #expect(JSONWriter.number(value) == text)
    }
}
