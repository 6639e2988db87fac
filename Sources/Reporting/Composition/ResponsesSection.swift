// Section 8: what people did about it, and what came of that.

import Diagnosing

extension Composition {
    /// Bullets of the section.
    private static let bulletsMax = 5

    /// The responses and alerts, or nothing when the folder has none.
    mutating func responsesSection() -> Section? {
        let responses = diagnosis.context.filter {
            $0.role == .response || $0.event.kind == .signal
        }
        guard let incident = diagnosis.incidents.first, !responses.isEmpty else { return nil }
        var bullets: [[Inline]] = []
        for judged in responses.prefix(Self.bulletsMax) {
            bullets.append([
                .words("\(phrasing.text(judged.event.time)) "),
                .code(phrasing.redactor.quoted(.event(judged.event.text))),
                .words(": \(Self.outcome(of: judged, incident))"),
            ])
        }
        return Section(.responses, [.bullets(bullets)])
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
