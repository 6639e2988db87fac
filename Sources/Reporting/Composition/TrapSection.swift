// Section 5: the reading that looked right and was not, where there is one.

import Diagnosing

extension Composition {
    /// A smaller share of the calls would not have drawn anybody's eye.
    private static let loudShareMin = 0.1
    /// An event this close before the start looks like its cause.
    private static let closeSecondsMax = 300.0
    /// What begins this close to an event may have begun with it.
    private static let togetherSecondsMax = 5.0

    /// One misleading reading and what it teaches.
    mutating func trapSection() -> Section? {
        guard let incident = diagnosis.incidents.first else { return nil }
        return blamedSuspect() ?? innocentEvent(incident) ?? loudSuspect(incident)
    }

    /// A note in the folder names it, and it cannot have been it.
    private mutating func blamedSuspect() -> Section? {
        let acquitted = blamed().first { $0.verdict == .exonerated || $0.verdict == .insufficient }
        guard let acquitted, let command = acquitted.subject.command else { return nil }
        let note = diagnosis.context.first { $0.event.text.contains(command.uppercased()) }
        guard let note, note.role != .trigger else { return nil }
        let line: [Inline] =
            [.code(phrasing.redactor.quoted(.event(note.event.text)))]
            + [.words(" at \(phrasing.text(note.event.time)) makes ")]
            + phrasing.inlines(acquitted.what) + [.words(" the natural suspect. It is innocent: ")]
            + Clip.clipped(phrasing.inlines(acquitted.because), words: 35)
            + phrasing.references(acquitted.evidence)
        let lesson = "A suspect needs a price: calls a second times the time a call takes."
        return Section(.trap, [.paragraph(line + [.words(". "), .strong([.words(lesson)])])])
    }

    private mutating func loudSuspect(_ incident: Incident) -> Section? {
        let accused = incident.hypotheses.filter { $0.cause != .other }.map(\.subject)
        for suspect in diagnosis.suspects
        where suspect.verdict == .exonerated || suspect.verdict == .insufficient {
            guard !accused.contains(where: { Self.overlap($0, suspect.subject) }) else { continue }
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

    /// Whether two subjects may be one thing seen twice: the same command of the same sender or on the same key.
    private static func overlap(_ left: Subject, _ right: Subject) -> Bool {
        if let queue = left.queue, queue == right.queue { return true }
        if let key = left.keyPattern, key == right.keyPattern { return true }
        guard left.command == nil || left.command == right.command else { return false }
        return left.clients.contains { right.clients.contains($0) }
            || left.clientNames.contains { right.clientNames.contains($0) }
    }

    private mutating func innocentEvent(_ incident: Incident) -> Section? {
        let close = diagnosis.context.filter { judged in
            let lead = incident.start.seconds - judged.event.time.seconds
            let isChange = judged.event.kind != .signal && judged.event.kind != .response
            let began = diagnosis.findings.contains {
                abs($0.start.seconds - judged.event.time.seconds) <= Self.togetherSecondsMax
            }
            guard !began, hypothesisNumber(setOffBy: judged) == nil else { return false }
            return judged.role != .trigger && judged.role != .response && isChange && lead >= 0
                && lead <= Self.closeSecondsMax
        }
        guard let judged = close.max(by: { $0.event.time < $1.event.time }) else { return nil }
        let lead = DurationText.text(incident.start.seconds - judged.event.time.seconds)
        let line: [Inline] =
            [.code(phrasing.redactor.quoted(.event(judged.event.text)))]
            + [.words(" came \(lead) before the impact and looks like its cause. ")]
            + rival(incident)
        let lesson = "What comes just before is not thereby the cause."
        return Section(.trap, [.paragraph(line + [.words(" "), .strong([.words(lesson)])])])
    }

    /// What fits better than an event that merely came before.
    private mutating func rival(_ incident: Incident) -> [Inline] {
        guard let trigger = incident.hypotheses.first?.trigger?.event else {
            return [.words("Nothing that was found began with it.")]
        }
        return [
            .words("Nothing that was found began with it; "),
            .code(phrasing.redactor.quoted(.event(trigger.text))),
            .words(" at \(phrasing.text(trigger.time)) fits the start."),
        ]
    }
}
