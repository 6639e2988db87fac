// Section 10: "how" and "what" questions from the trigger, the decisions, the alerts and the gaps of this report.

import Diagnosing

extension Composition {
    /// Questions asked.
    private static let questionsMax = 5

    /// Up to five questions that the data raises and cannot answer.
    mutating func questionsSection() -> Section? {
        guard let incident = diagnosis.incidents.first else { return nil }
        let asked: [[Inline]?] = [
            aboutTrigger(incident), aboutCause(incident), aboutResponse(), aboutAlert(incident),
            aboutUnchecked(incident), aboutOthers(),
        ]
        let questions = asked.compactMap { $0 }.prefix(Self.questionsMax)
        return Section(
            .questions,
            [
                .numbered(Array(questions)),
                .keep(
                    .answers,
                    [.paragraph([.words("Answers: for the review to fill in.")])]
                ),
            ]
        )
    }

    private mutating func aboutTrigger(_ incident: Incident) -> [Inline]? {
        guard let event = incident.hypotheses.first?.trigger?.event else {
            return [
                .words(
                    "What happened at \(phrasing.text(incident.start)) that no file in this folder tells of?"
                )
            ]
        }
        let name = Inline.code(phrasing.redactor.quoted(.event(event.text)))
        let time = phrasing.text(event.time)
        return switch event.kind {
        case .deploy:
            [.words("How was "), name, .words(" (\(time)) tried out, and at what load?")]
        case .campaign, .cron, .signal, .response, .other:
            [
                .words("Who knew before \(time) of "), name,
                .words(", and how could those who run the service have known?"),
            ]
        }
    }

    private mutating func aboutCause(_ incident: Incident) -> [Inline]? {
        guard let leader = incident.hypotheses.first, leader.cause != .other else { return nil }
        let subject = Clip.clipped(phrasing.inlines(leader.subject), words: 10)
        let (start, end) = CauseQuestions.words(leader.cause)
        return [.words(start)] + subject + [.words(end)]
    }

    private mutating func aboutResponse() -> [Inline]? {
        guard let response = diagnosis.context.first(where: { $0.role == .response }) else {
            return nil
        }
        return [
            .words("At \(phrasing.text(response.event.time)), what was visible that made "),
            .code(phrasing.redactor.quoted(.event(response.event.text))),
            .words(" the next step?"),
        ]
    }

    private func aboutAlert(_ incident: Incident) -> [Inline]? {
        guard let alert = firstAlert(after: incident.start) else {
            return [.words("No alert is in the folder: how did anybody notice, and when?")]
        }
        let late = DurationText.text(alert.seconds - incident.start.seconds)
        return [
            .words("The first alert came \(late) after the start: what could have told sooner?")
        ]
    }

    private mutating func aboutUnchecked(_ incident: Incident) -> [Inline]? {
        guard let check = unchecked(incident).first, check.result == .notChecked else {
            return nil
        }
        let name = Phrasing.lowered(phrasing.inlines(check.resource))
        let window = phrasing.text(from: incident.start, to: incident.end)
        return [
            .words("Who can say how the following did, \(window), as it is not in the folder: ")
        ]
            + name + [.words("?")]
    }

    private mutating func aboutOthers() -> [Inline]? {
        guard diagnosis.incidents.count > 1 else { return nil }
        let other = diagnosis.incidents[1]
        return [
            .words(
                "What ties the \(KindWords.words(other.kind)) at \(phrasing.text(other.start)) to the first incident, if anything?"
            )
        ]
    }
}

/// A question that each cause raises, around its subject.
private enum CauseQuestions {
    static func words(_ cause: Finding.Kind) -> (start: String, end: String) {
        switch cause {
        case .arrivalsUp:
            ("How many jobs a second are the workers of ", " sized for, and who knows?")
        case .serviceSlower, .dependencySlow:
            ("What does ", " wait for, and what does it do when that is slow?")
        case .workersLost: ("How would anybody notice that nobody reads ", "?")
        case .headOfLineBlocking: ("How did ", " come to share workers with short jobs?")
        case .observerLoad, .pollCost: ("Who uses what ", " collects, and how often is it needed?")
        case .slowCommand, .bigKey, .keyspaceScan:
            ("At what size was ", " tried when it was written, and how large may it grow?")
        case .keyspaceFlush: ("What lets an application send ", " to this server?")
        case .deadWrites, .noOpWrites, .deleteChurn, .expireFlapping, .databaseWriteThrash:
            ("Who reads what is written by ", ", and how fresh must it be?")
        case .cacheStampede: ("Which other entries expire for all readers at once, as ", " does?")
        case .retryStorm: ("How many times is ", " worth trying again, and at what distance?")
        case .memoryExhaustion: ("What is allowed to grow without bound beside ", "?")
        case .connectionChurn:
            ("Which other clients open a connection for each call, as ", " does?")
        case .hotKey, .lockContention, .checkpointPressure, .nPlusOne, .hostPause, .other,
            .queueBacklog, .latencyRise, .errorBurst, .eviction, .periodicLoad, .clockSkew,
            .poolExhaustion:
            ("What else did people know about ", " that is not in these files?")
        }
    }
}
