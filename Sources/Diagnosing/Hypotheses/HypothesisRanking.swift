// Explanations weighed against each other in decibans.
// Source: Good, "Weight of evidence: a brief survey", Bayesian Statistics 2, 1985.

import Foundation
import Summarizing

/// Ranks what may explain an incident.
struct HypothesisRanking {
    private let scene: Scene
    private let draft: IncidentAssembly.Draft
    private let triggers: Triggers
    private let order: Order
    /// The finding that names the incident, with the incident's start.
    private let trouble: Finding

    /// No single item may decide.
    static let decibansMax = 10.0
    /// Certainly before the trouble, and no later than it as far as the data tell.
    private static let beforeDecibans = 6.0
    private static let togetherDecibans = 3.0
    /// One of two explanations is what the other rests on: a likelihood ratio of two and a half for it, and against that.
    private static let deeperDecibans = 4.0
    /// The same where each end of a process is seen beside the job, and nothing has to be inferred.
    private static let endedDecibans = 6.0
    /// The weight of "something that is not in this data", which no evidence removes.
    static let otherWeight = 2.0

    init(_ draft: IncidentAssembly.Draft, _ scene: Scene) {
        self.draft = draft
        self.scene = scene
        triggers = Triggers(scene)
        order = Order(scene.timeline)
        trouble = draft.trouble
    }

    /// The hypotheses, best first, `other` last; their weights sum to one.
    func hypotheses() -> [Hypothesis] {
        let scored = Portions.joined(draft.candidates, scene).map {
            finding -> (finding: Finding, items: [EvidenceItem], score: Double) in
            let items = items(for: finding)
            return (finding, items, items.reduce(0) { $0 + $1.decibans })
        }.sorted { left, right in
            (left.score, left.finding.weight, right.finding.kind.rawValue)
                > (right.score, right.finding.weight, left.finding.kind.rawValue)
        }
        let weights = scored.map { pow(10, $0.score / 10) }
        let sum = weights.reduce(Self.otherWeight, +)
        var ranked = zip(scored, weights).map { entry, weight in
            hypothesis(entry.finding, entry.items, weight / sum)
        }
        ranked.append(other(Self.otherWeight / sum))
        return ranked
    }

    private func items(for finding: Finding) -> [EvidenceItem] {
        var items = finding.items
        items.append(precedence(finding))
        items.append(contentsOf: overlap(finding))
        if isOwn(finding) {
            items.append(
                EvidenceItem(
                    item: .specificity,
                    decibans: 5,
                    because: "it is about the same queue, key or client as the trouble itself",
                    evidence: finding.evidence
                )
            )
        }
        items.append(event(finding))
        items.append(contentsOf: topology(finding))
        return items.map { item in
            EvidenceItem(
                item: item.item,
                decibans: max(-Self.decibansMax, min(Self.decibansMax, item.decibans)),
                because: item.because,
                evidence: item.evidence
            )
        }
    }

    /// Whether a finding names the incident itself or shares its subject.
    private func isOwn(_ finding: Finding) -> Bool {
        draft.anchors.contains { anchor in
            if anchor.kind == finding.kind, anchor.subject == finding.subject { return true }
            if let queue = anchor.subject.queue, queue == finding.subject.queue { return true }
            guard let key = anchor.subject.keyPattern else { return false }
            return key == finding.subject.keyPattern
        }
    }

    /// What one explanation rests on another for.
    private func topology(_ finding: Finding) -> [EvidenceItem] {
        lostProcesses(finding) + heldServer(finding)
    }

    /// Workers that are lost because a job ends their processes: the job is the deeper of the two.
    private func lostProcesses(_ finding: Finding) -> [EvidenceItem] {
        guard finding.kind == .workersLost else { return [] }
        let killers = draft.candidates.filter {
            PoisonJobs.endsProcesses($0) && precedence($0).decibans >= 0
        }
        guard let killer = killers.first else { return [] }
        let isKiller = killers.contains(finding)
        let isRival = draft.candidates.contains {
            $0.kind == .workersLost && !killers.contains($0)
        }
        guard isRival else { return [] }
        return [
            EvidenceItem(
                item: .topology,
                decibans: isKiller ? Self.endedDecibans : -Self.endedDecibans,
                because: isKiller
                    ? "the processes whose workers were missing are those that it ended"
                    : "what ended their processes is known: \(killer.title)",
                evidence: killer.evidence
            )
        ]
    }

    /// Jobs that wait for a server that is held up are slow because of it: the holder is the deeper of the two.
    private func heldServer(_ finding: Finding) -> [EvidenceItem] {
        let holders = draft.candidates.filter { holdsServer($0) && precedence($0).decibans >= 0 }
        guard let holder = holders.first else { return [] }
        if finding.kind == .serviceSlower {
            return [
                EvidenceItem(
                    item: .topology,
                    decibans: -Self.deeperDecibans,
                    because: "the jobs call a server that was held up at the time: \(holder.title)",
                    evidence: holder.evidence
                )
            ]
        }
        guard holders.contains(finding),
            draft.candidates.contains(where: { $0.kind == .serviceSlower })
        else {
            return []
        }
        return [
            EvidenceItem(
                item: .topology,
                decibans: Self.deeperDecibans,
                because: "the jobs that became slower call the server that it held up",
                evidence: finding.evidence
            )
        ]
    }

    /// Whether a finding is a command that took a good part of the server's time.
    private func holdsServer(_ finding: Finding) -> Bool {
        switch finding.kind {
        case .observerLoad, .slowCommand, .bigKey, .keyspaceScan:
            finding.items.contains { $0.item == .mechanism && $0.decibans > 0 }
        case .arrivalsUp, .serviceSlower, .workersLost, .headOfLineBlocking, .keyspaceFlush,
            .hotKey, .deadWrites,
            .noOpWrites, .deleteChurn, .expireFlapping, .cacheStampede, .retryStorm,
            .memoryExhaustion,
            .connectionChurn, .databaseWriteThrash, .lockContention, .checkpointPressure, .nPlusOne,
            .hostPause,
            .dependencySlow, .other, .queueBacklog, .latencyRise, .errorBurst, .eviction,
            .periodicLoad, .pollCost,
            .clockSkew, .poolExhaustion:
            false
        }
    }

    /// How its onset lies to that of the trouble.
    private func precedence(_ finding: Finding) -> EvidenceItem {
        let (decibans, because): (Double, Sentence) =
            switch order.relation(of: finding, to: trouble) {
            case .before(let seconds):
                (Self.beforeDecibans, "it began at least \(seconds, .seconds) before the trouble")
            case .together(let seconds):
                (
                    Self.togetherDecibans,
                    "it began together with the trouble, within \(seconds, .seconds)"
                )
            case .after(let seconds) where seconds <= IncidentAssembly.lateSecondsMax:
                (0, "it was first seen \(seconds, .seconds) after the trouble, which bins explain")
            case .after(let seconds):
                (-Self.decibansMax, "it began at least \(seconds, .seconds) after the trouble")
            }
        return EvidenceItem(
            item: .precedence,
            decibans: decibans,
            because: because,
            evidence: finding.evidence
        )
    }

    /// Something that was over long before the trouble ended, or outlasts it, explains only a part.
    private func overlap(_ finding: Finding) -> [EvidenceItem] {
        let end = draft.end ?? scene.timeline.end
        let ownEnd = finding.end ?? scene.timeline.end
        let length = max(1, end.seconds - draft.start.seconds)
        let shared = max(
            0,
            min(end.seconds, ownEnd.seconds) - max(draft.start.seconds, finding.start.seconds)
        )
        guard shared < length / 4 else { return [] }
        return [
            EvidenceItem(
                item: .recovery,
                decibans: -4,
                because: "it lasted \(shared / length, .share) of the time",
                evidence: finding.evidence
            )
        ]
    }

    private func event(_ finding: Finding) -> EvidenceItem {
        guard let event = triggers.trigger(of: finding, onset: finding.start) else {
            return EvidenceItem(
                item: .noEvent,
                decibans: -1,
                because: "no event in the folder comes close to its onset",
                evidence: finding.evidence
            )
        }
        let lead = finding.start.seconds - event.time.seconds
        let place = scene.timeline.place(of: event.line)
        return EvidenceItem(
            item: .event,
            decibans: 2,
            because: abs(lead) < 1
                ? "\(LogText.event(event.text)) came within a second of its onset"
                : "\(LogText.event(event.text)) came \(abs(lead), .seconds) from its onset",
            evidence: [
                Evidence(
                    source: place.path,
                    firstLine: place.line,
                    lastLine: place.line,
                    time: event.time,
                    shows: "\(LogText.event(event.text))"
                )
            ]
        )
    }

    private func hypothesis(_ finding: Finding, _ items: [EvidenceItem], _ weight: Double)
        -> Hypothesis
    {
        let trigger = triggers.trigger(of: finding, onset: finding.start).map { event in
            JudgedEvent(
                event: triggers.located(event),
                source: scene.timeline.place(of: event.line).path,
                role: .trigger,
                because: "it comes closest to the onset"
            )
        }
        return Hypothesis(
            cause: finding.kind,
            confidence: confidence(finding, items),
            weight: weight,
            statement: finding.title,
            subject: finding.subject,
            trigger: trigger,
            supporting: items.filter { $0.decibans > 0 }.sorted { $0.decibans > $1.decibans },
            opposing: items.filter { $0.decibans <= 0 }.sorted { $0.decibans < $1.decibans },
            wouldChangeOurMind: ChangeOfMind.sentence(for: finding)
        )
    }

    /// The mechanical rules of the confidence words.
    private func confidence(_ finding: Finding, _ items: [EvidenceItem]) -> Confidence {
        let supporting = items.filter { $0.decibans > 0 }
        let hasMechanism = supporting.contains { $0.item == .mechanism && $0.decibans >= 8 }
        let isTimely = supporting.contains { $0.item == .precedence }
        let sources = Set(supporting.flatMap(\.evidence).map(\.source))
        if hasMechanism, isTimely, sources.count >= 2 { return .strong }
        if hasMechanism || (isTimely && sources.count >= 2) { return .moderate }
        return .hypothesis
    }

    private func other(_ weight: Double) -> Hypothesis {
        Hypothesis(
            cause: .other,
            confidence: .hypothesis,
            weight: weight,
            statement: "Something that no file in this folder shows",
            subject: Subject(),
            supporting: [],
            opposing: [],
            wouldChangeOurMind:
                "a source that is not in the folder: the host's own metrics, or the logs of what the workers call"
        )
    }
}
