// Messages that are new inside the incident, that came no more, and that came as before.

import Foundation
import Summarizing

/// Compares the templates of warnings and errors inside the incident with those outside it.
enum MessageDifferences {
    /// Messages of a kind that are kept.
    private static let rowsMax = 3
    /// The chance that any of the templates looks new, or gone, by accident.
    private static let chanceMax = 0.01
    /// A rate within this factor of the one before did not change.
    private static let unchangedFactorMax = 1.25
    /// Fewer on either side say nothing of a rate that stayed.
    private static let unchangedCountMin = 10

    /// The counts of one template.
    private struct Count {
        var before = 0
        var inside = 0
        var firstMark: Int
        var lastMark: Int
        var firstTime: Int64
    }

    /// The new ones, then those that vanished, then those that stayed; the most frequent of each first.
    static func all(in scene: Scene, incident: Range<Int>) -> [MessageDifference] {
        let baseline =
            incident.lowerBound >= Episode.baselineBinsMin
            ? 0..<incident.lowerBound : incident.upperBound..<scene.grid.count
        guard baseline.count >= Episode.baselineBinsMin else { return [] }
        var templates = MessageTemplates()
        var counts: [Int: Count] = [:]
        for event in scene.timeline.events {
            guard let bin = scene.grid.index(event.time.microseconds),
                let number = templates.number(of: event.message)
            else { continue }
            let (isInside, isBefore) = (incident.contains(bin), baseline.contains(bin))
            guard isInside || isBefore else { continue }
            var count =
                counts[number]
                ?? Count(
                    firstMark: event.line,
                    lastMark: event.line,
                    firstTime: event.time.microseconds
                )
            count.before += isBefore ? 1 : 0
            count.inside += isInside ? 1 : 0
            count.lastMark = event.line
            counts[number] = count
        }
        let ratio = Double(incident.count) / Double(baseline.count)
        let rows = counts.sorted { $0.key < $1.key }.compactMap { number, count in
            change(count, ratio, templates: counts.count).map {
                row(templates.templates[number].text, $0, count, scene)
            }
        }
        return MessageDifference.Change.allCases.flatMap { change in
            rows.filter { $0.change == change }.enumerated().sorted {
                let (left, right) = ($0.element, $1.element)
                return (right.most, $0.offset) < (left.most, $1.offset)
            }.prefix(rowsMax).map(\.element)
        }
    }

    /// What became of a template; `ratio` is the length of the incident over that of the baseline.
    private static func change(_ count: Count, _ ratio: Double, templates: Int)
        -> MessageDifference.Change?
    {
        let limit = log(chanceMax / Double(max(1, templates)))
        if count.before == 0 {
            // All of them inside, if each could as well have come before.
            return Double(count.inside) * log(ratio / (1 + ratio)) <= limit ? .new : nil
        }
        if count.inside == 0 {
            return -Double(count.before) * log(1 + ratio) <= limit ? .vanished : nil
        }
        let factor = Double(count.inside) / (Double(count.before) * ratio)
        let isSteady = factor <= unchangedFactorMax && factor >= 1 / unchangedFactorMax
        let isEnough = min(count.before, count.inside) >= unchangedCountMin
        return isSteady && isEnough ? .unchanged : nil
    }

    private static func row(
        _ text: String,
        _ change: MessageDifference.Change,
        _ count: Count,
        _ scene: Scene
    ) -> MessageDifference {
        MessageDifference(
            template: text,
            change: change,
            before: count.before,
            inside: count.inside,
            evidence: scene.evidence(
                from: count.firstMark,
                to: count.lastMark,
                at: count.firstTime,
                "\(count.before + count.inside, .lines) of \(LogText.message(text))"
            )
        )
    }
}
