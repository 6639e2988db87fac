// Clocks that were wrong by more than a step of the report.

import Summarizing

/// Finds the sources whose clocks had to be corrected, as facts: an order of events rests on them.
///
/// A zone that a log does not name is no error of its clock.
package struct ClockSkews: Detector {
    package let name = "clock-skews"

    /// Makes the detector.
    package init() {}

    /// Series have steps of a second; below that no order that the report claims would be another.
    static let secondsMin = 1.0
    /// So many times its own uncertainty an offset is no accident of what was matched.
    static let uncertaintiesMin = 3.0

    package func findings(in scene: Scene) -> [Finding] {
        scene.timeline.sources.compactMap { finding($0, scene) }
    }

    /// The workers' own clock, which heartbeats carry, where it agrees with Redis and the stamps of a log do not: they
    /// were changed on their way.
    static func contradiction(of clock: SourceAccount.Clock, _ scene: Scene) -> WorkerClock? {
        guard let workers = scene.timeline.workerClock, clock.method == .matchedIDs else {
            return nil
        }
        let gap = abs(clock.offsetSeconds - workers.offsetSeconds)
        return gap > secondsMin && gap > uncertaintiesMin * workers.uncertaintySeconds
            ? workers : nil
    }

    /// What an offset was taken from.
    private static func basis(of clock: SourceAccount.Clock) -> Sentence {
        switch clock.method {
        case .matchedIDs, .sharedRequests, .reference, .declared, .assumed:
            "\(clock.pairs, .pairs) of lines"
        case .bothWays: "\(clock.pairs, .pairs) of lines and the workers' heartbeats"
        case .heartbeat: "\(clock.pairs, .plain) heartbeats"
        case .traffic: "the traffic of \(clock.pairs, .seconds)"
        }
    }

    private func finding(_ source: SourceAccount, _ scene: Scene) -> Finding? {
        let clock = source.clock
        let seconds = abs(clock.offsetSeconds)
        guard let start = source.start, let end = source.end, seconds >= Self.secondsMin,
            seconds >= Self.uncertaintiesMin * clock.uncertaintySeconds,
            clock.method != .declared, clock.method != .assumed
        else { return nil }
        let direction: Sentence = clock.offsetSeconds > 0 ? "behind" : "ahead of"
        let file = LogText.file(source.path)
        return Finding(
            kind: .clockSkew,
            isChronic: true,
            confidence: clock.method == .traffic ? .moderate : .strong,
            start: start,
            end: end,
            subject: Subject(service: source.path),
            title:
                "The stamps of \(file) were \(seconds, .seconds) \(direction) the others; they are corrected here",
            measures: [
                Measure("offset_seconds", clock.offsetSeconds, .seconds),
                Measure("uncertainty_seconds", clock.uncertaintySeconds, .seconds),
            ],
            evidence: [
                Evidence(
                    source: source.path,
                    firstLine: 1,
                    lastLine: max(1, source.lines),
                    time: start,
                    shows:
                        "\(Self.basis(of: clock)) put its clock \(seconds, .seconds) \(direction) the others, to within \(clock.uncertaintySeconds, .seconds)"
                )
            ],
            advice: Advice(
                kind: .detect,
                action: Self.contradiction(of: clock, scene) == nil
                    ? "Synchronise the clock of the host that wrote \(file), and alert on its offset"
                    : "Look at what writes and ships \(file): the workers' own clock was right",
                expectedEffect: "\(seconds, .seconds) less between its log and the others",
                check: "debrief corrects no clock in the next capture"
            ),
            explanation:
                "As written, an effect in this file can stand before its cause in another; waits measured across the two are wrong by as much.",
            weight: 0
        )
    }
}
