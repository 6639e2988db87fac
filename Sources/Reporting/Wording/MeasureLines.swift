// The measures of a finding in one line, without those that its title says already.

import Diagnosing

/// Writes measures.
enum MeasureLines {
    /// More measures hide the finding; the JSON has all of them.
    private static let measuresMax = 4
    private static let beforeEnding = "_before"

    /// `arrived: 49.7 jobs/s before, 293 jobs/s inside; longest wait: 17 s`; empty where the title says all.
    static func text(_ measures: [Measure], after title: String) -> String {
        let known = measures.filter(\.quantity.value.isFinite)
        let parts = known.filter { !$0.name.hasSuffix(beforeEnding) }.compactMap { measure in
            part(measure, known.first { $0.name == measure.name + beforeEnding }, title)
        }
        // Two measures of one value are one fact.
        var values: Set<Substring> = []
        let distinct = parts.filter { values.insert($0.split(separator: ":").last ?? "").inserted }
        return distinct.prefix(measuresMax).joined(separator: "; ")
    }

    private static func part(_ measure: Measure, _ usual: Measure?, _ title: String) -> String? {
        let now = QuantityText.text(measure.quantity)
        let label = MeasureWords.label(measure.name)
        guard let usual else { return title.contains(now) ? nil : "\(label): \(now)" }
        let before = QuantityText.text(usual.quantity)
        guard !title.contains(now) || !title.contains(before) else { return nil }
        return "\(label): \(before) before, \(now) inside"
    }
}
