// Events that came together, where two explanations cannot be told apart: naming one of them would choose.

import Diagnosing

extension Composition {
    /// Hand-written times are right to a few seconds.
    private static let togetherSecondsMax = 3.0
    /// More names hide the sentence; the timeline has all of them.
    private static let namesMax = 2

    /// The events any of which may have set an incident off; one where they can be told apart.
    func rivals(of incident: Incident) -> [JudgedEvent] {
        let triggers = diagnosis.context.filter { $0.role == .trigger }
        guard shape == .twoCandidates, let trigger = triggers.first else { return triggers }
        return diagnosis.context.filter { judged in
            guard judged.event.kind != .signal, judged.event.kind != .response else { return false }
            let apart = judged.event.time.seconds - trigger.event.time.seconds
            return judged.role != .unrelated && abs(apart) <= Self.togetherSecondsMax
        }
    }

    /// The sentence that names them, with a blank after it.
    mutating func possibleTriggers(_ incident: Incident) -> [Inline] {
        let rivals = rivals(of: incident)
        guard let first = rivals.first else { return [.words("Likely trigger: not found. ")] }
        var names: [[Inline]] = []
        for judged in rivals.prefix(Self.namesMax) {
            names.append([.code(phrasing.redactor.quoted(.event(judged.event.text)))])
        }
        return [.words("Likely trigger: ")] + Phrasing.joined(names, " or ")
            + [.words(" at \(phrasing.text(first.event.time)). ")]
    }
}
