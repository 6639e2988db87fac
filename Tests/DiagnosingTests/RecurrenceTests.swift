// Trouble that comes and goes is one condition, with its beat and the schedule that has it, or has not.

import Randomness
import Simulator
import Testing

@testable import Diagnosing
@testable import Summarizing

@Suite struct RecurrenceTests {
    @Test(arguments: 0..<2 as Range<UInt64>)
    func namesTheScheduleThatNobodyListed(seed: UInt64) throws {
        let capture = SimulatedCapture(.recurringWrites, seed: seed)
        let planted = try #require(capture.planted)
        let timeline = try #require(CaptureReading.timeline(of: capture.files))

        let incident = try #require(Diagnosis.examine(timeline).incidents.first)
        let recurrence = try #require(incident.recurrence)

        #expect(recurrence.episodes.count == planted.bursts.count)
        #expect(recurrence.periodSeconds == 60)
        #expect(recurrence.schedule == nil)
        for (episode, burst) in zip(recurrence.episodes, planted.bursts) {
            let start = episode.start.seconds - Double(Moment.epoch)
            #expect(abs(start - burst.lowerBound) <= 2)
        }
    }

    @Test func findsTheScheduleInTheFolder() throws {
        var capture = SimulatedCapture(.recurringWrites, seed: 1)
        let planted = try #require(capture.planted)
        let run = Moment.isoSeconds(planted.bursts[1].lowerBound)
        let events = "events:\n  - at: \"\(run)\"\n    type: cron\n    name: progress sweep\n"
        capture.files.append(("events.yaml", Array(events.utf8)))
        let timeline = try #require(CaptureReading.timeline(of: capture.files))

        let incident = try #require(Diagnosis.examine(timeline).incidents.first)

        #expect(incident.recurrence?.schedule?.text.contains("progress sweep") == true)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func seesNoBurstsInHeavyTails(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let values = (0..<1_800).map { _ in random.duration(median: 1, sigma: 1) }

        #expect(RepeatedBursts.find(values, gate: .levels, leastInside: 0) == nil)
    }
}
