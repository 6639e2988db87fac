// Section 5: the reading that looked right and was not, where there is one.

import Diagnosing

extension Composition {
    /// A smaller share of the calls would not have drawn anybody's eye.
    private static let loudShareMin = 0.1
    /// An event this close before the start looks like its cause.
    private static let closeSecondsMax = 300.0

    /// One misleading reading and what it teaches.
    mutating func trapSection() -> Section? {
        guard let incident = diagnosis.incidents.first else { return nil }
        return loudSuspect() ?? innocentEvent(incident)
    }

    private mutating func loudSuspect() -> Section? {
        for suspect in diagnosis.suspects
        where suspect.verdict == .exonerated || suspect.verdict == .insufficient {
            let row = diagnosis.profile.first { $0.subject == suspect.subject }
            guard let row, row.share >= Self.loudShareMin else { continue }
            let share = QuantityText.text(Quantity(row.share, .share))
            let line =
                Clip.clipped(phrasing.inlines(suspect.what), words: 12)
                + [.words(" is \(share) of all calls and looks guilty. It is not: ")]
                + Clip.clipped(phrasing.inlines(suspect.because), words: 35)
                + phrasing.references(suspect.evidence)
            let lesson =
                "A frequent command is not an expensive one: multiply the count by the time a call takes."
            return Section(.trap, [.paragraph(line + [.words(". "), .strong([.words(lesson)])])])
        }
        return nil
    }

    private mutating func innocentEvent(_ incident: Incident) -> Section? {
        let close = diagnosis.context.filter { judged in
            let lead = incident.start.seconds - judged.event.time.seconds
            return judged.role == .unrelated && lead >= 0 && lead <= Self.closeSecondsMax
        }
        guard let judged = close.max(by: { $0.event.time < $1.event.time }) else { return nil }
        let lead = DurationText.text(incident.start.seconds - judged.event.time.seconds)
        let line: [Inline] =
            [.code(phrasing.redactor.quoted(.event(judged.event.text)))]
            + [.words(" came \(lead) before the impact and looks like its cause. It is not: ")]
            + Clip.clipped(phrasing.inlines(judged.because), words: 35)
        let lesson = "What comes just before is not thereby the cause."
        return Section(.trap, [.paragraph(line + [.words(". "), .strong([.words(lesson)])])])
    }
}
