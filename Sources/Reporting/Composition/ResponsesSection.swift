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
        guard !diagnosis.incidents.isEmpty, !responses.isEmpty else { return nil }
        var bullets: [[Inline]] = []
        for judged in responses.prefix(Self.bulletsMax) {
            let because = cell(judged.because)
            let tail = because.isEmpty ? [] : [.words(": ")] + because
            bullets.append(
                [
                    .words("\(phrasing.text(judged.event.time)) "),
                    .code(phrasing.redactor.quoted(.event(judged.event.text))),
                ] + tail
            )
        }
        return Section(.responses, [.bullets(bullets)])
    }
}
