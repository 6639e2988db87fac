// Findings of one kind about one thing that came again and again are one condition, not so many.

import Statistics
import Summarizing

/// Folds findings that recur.
enum RecurringFindings {
    /// Places cited for a condition; three episodes are enough to see that it comes again.
    private static let evidenceMax = 6
    /// A schedule's run lies this close to the start of an episode: programs take a moment to start.
    private static let scheduleSecondsMax = 3.0

    /// The findings, each set of three or more episodes of one thing as one finding in the place of the first.
    static func folded(_ findings: [Finding], _ scene: Scene) -> [Finding] {
        var members: [Identity: [Int]] = [:]
        for (number, finding) in findings.enumerated() {
            members[Identity(finding), default: []].append(number)
        }
        return findings.enumerated().compactMap { number, finding in
            guard let all = members[Identity(finding)], all.count >= PhaseFolding.momentsMin else {
                return finding
            }
            let parts = all.map { findings[$0] }.sorted { $0.start < $1.start }
            guard followEachOther(parts) else { return finding }
            return all.first == number ? folded(parts, scene) : nil
        }
    }

    /// Whether each was over before the next began: what goes on side by side does not come again.
    private static func followEachOther(_ parts: [Finding]) -> Bool {
        zip(parts, parts.dropFirst()).allSatisfy { earlier, later in
            earlier.end.map { $0 <= later.start } ?? false
        }
    }

    /// What makes two findings episodes of one condition.
    private struct Identity: Hashable {
        let kind: Finding.Kind
        let isChronic: Bool
        let subject: Subject

        init(_ finding: Finding) {
            kind = finding.kind
            isChronic = finding.isChronic
            subject = finding.subject
        }
    }

    private static func folded(_ parts: [Finding], _ scene: Scene) -> Finding? {
        guard let heaviest = parts.max(by: { $0.weight < $1.weight }), let first = parts.first,
            let last = parts.last
        else { return nil }
        let recurrence = recurrence(parts, scene)
        var whole = heaviest
        whole.start = first.start
        whole.startUncertaintySeconds = first.startUncertaintySeconds
        whole.end = last.end
        whole.weight = parts.reduce(0) { $0 + $1.weight }
        whole.recurrence = recurrence
        whole.title = title(heaviest.title, recurrence)
        whole.explanation = heaviest.explanation + lesson(recurrence)
        whole.measures.append(Measure("episodes", Double(parts.count), .times))
        if let period = recurrence.periodSeconds {
            whole.measures.append(Measure("period_seconds", period, .seconds))
        }
        var evidence = first.evidence
        for part in parts.dropFirst() where evidence.count < evidenceMax {
            evidence += part.evidence.prefix(1).filter { !evidence.contains($0) }
        }
        whole.evidence = evidence
        return whole
    }

    private static func recurrence(_ parts: [Finding], _ scene: Scene) -> Recurrence {
        let folding = PhaseFolding.fold(parts.map(\.start.seconds))
        return Recurrence(
            episodes: parts.map { Recurrence.Episode(start: $0.start, end: $0.end) },
            periodSeconds: folding?.periodSeconds,
            phaseSeconds: folding?.phaseSeconds,
            schedule: schedule(parts.map(\.start.seconds), folding, scene)
        )
    }

    /// The scheduled event that runs when the episodes begin: at their phase, or close to most of them.
    private static func schedule(
        _ starts: [Double],
        _ folding: PhaseFolding?,
        _ scene: Scene
    ) -> ContextEvent? {
        let events = scene.timeline.context.filter { $0.kind == .cron }
        return events.first { event in
            if let folding {
                let apart = (event.time.seconds - folding.phaseSeconds)
                    .remainder(dividingBy: folding.periodSeconds)
                return abs(apart) <= scheduleSecondsMax
            }
            let runs = events.filter { $0.text == event.text }.map(\.time.seconds)
            let met = starts.filter { start in
                runs.contains { abs($0 - start) <= scheduleSecondsMax }
            }
            return met.count * 2 > starts.count
        }
    }

    private static func title(_ title: Sentence, _ recurrence: Recurrence) -> Sentence {
        let count = recurrence.episodes.count
        guard let period = recurrence.periodSeconds else {
            return "\(title); so it went \(count, .times), at no fixed distance"
        }
        return "\(title); so it went \(count, .times), every \(period, .seconds)"
    }

    /// What the beat says: a listed schedule, or one that nobody listed.
    private static func lesson(_ recurrence: Recurrence) -> Sentence {
        guard let period = recurrence.periodSeconds, let phase = recurrence.phaseSeconds else {
            return
                "It came and went without a fixed period: look for what starts and stops with it, not for a schedule."
        }
        if let schedule = recurrence.schedule {
            return
                "It begins \(phase, .seconds) after each full \(period, .seconds) (UTC), when \(LogText.event(schedule.text)) runs."
        }
        return
            "It begins \(phase, .seconds) after each full \(period, .seconds) (UTC), so a schedule starts it, and none in this folder has that time: look for a cron entry, a timer or a scheduled job that nobody listed."
    }
}
