// Section 8: what people did about it, and what came of that.

import Diagnosing

extension Composition {
    /// Bullets of the section.
    private static let bulletsMax = 5

    /// What ends this soon after a response ended with it.
    private static let effectSecondsMax = 10.0
    /// Marks are whole bins, so that an effect may stand a bin before its cause.
    private static let markSecondsMax = 1.0

    /// The responses and alerts, and what went well by luck; nothing when the folder has neither.
    mutating func responsesSection() -> Section? {
        guard let incident = diagnosis.incidents.first else { return nil }
        let acts = diagnosis.context.filter {
            $0.role == .response || $0.event.kind == .signal
        }
        guard !acts.isEmpty else { return nil }
        var bullets: [[Inline]] = []
        for judged in acts.prefix(Self.bulletsMax - 1) {
            let (word, said) = effect(of: judged, incident)
            bullets.append([
                .strong([.words("\(word):")]), .words(" \(phrasing.text(judged.event.time)) "),
                .code(phrasing.redactor.quoted(.event(judged.event.text))), .words(": \(said)"),
            ])
        }
        return Section(.responses, [.bullets(bullets + luck(incident))])
    }

    /// A word for what came of an act, and the times behind it.
    private func effect(of judged: JudgedEvent, _ incident: Incident) -> (String, String) {
        let outcome = Self.outcome(of: judged, incident)
        if judged.event.kind == .signal { return ("Noticed", outcome) }
        let time = judged.event.time.seconds
        guard time >= incident.start.seconds else { return ("Before it", outcome) }
        let ended = phrasing.index.findings.enumerated().first { _, finding in
            guard finding.kind.mayBeCause, let end = finding.end else { return false }
            let after = end.seconds - time
            return after >= -Self.markSecondsMax && after <= Self.effectSecondsMax
        }
        guard let ended else {
            return ("No effect seen", outcome)
        }
        let soon = DurationText.text(Self.effectSecondsMax)
        return ("Helped", "F\(ended.offset + 1) ended within \(soon); \(outcome)")
    }

    /// What could have made it worse and did not.
    private mutating func luck(_ incident: Incident) -> [[Inline]] {
        let failed = incident.impact.first { $0.measure.name == "failed" }
        guard let failed, failed.measure.quantity.value == 0 else { return [] }
        return [
            [.strong([.words("Lucky:")]), .words(" the jobs waited, and none of them failed")]
                + phrasing.references(failed.evidence) + [.words(".")]
        ]
    }

    /// When it came, counted from the start, and how long the trouble went on.
    private static func outcome(of judged: JudgedEvent, _ incident: Incident) -> String {
        let time = judged.event.time.seconds
        let since = DurationText.text(abs(time - incident.start.seconds))
        let came =
            time < incident.start.seconds ? "\(since) before the start" : "\(since) after the start"
        guard let end = incident.end else {
            return "\(came); the trouble was not over at the end of the capture."
        }
        let left = end.seconds - time
        guard left >= 0 else { return "\(came); the trouble was already over." }
        return "\(came); the trouble was over \(DurationText.text(left)) later."
    }
}
