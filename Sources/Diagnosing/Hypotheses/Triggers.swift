// Which event of the context, if any, set an incident off. An event is a candidate, never a cause by itself.

import Summarizing

/// Chooses a trigger and judges the other events.
struct Triggers {
    private let scene: Scene

    /// Events are written by hand or to the second, and an onset is known to a bin or two.
    static let closeSecondsMax = 3.0
    /// An event that names what the trouble is about may lie this far before it: a deploy takes a while to reach
    /// every process.
    static let relatedSecondsMax = 10.0
    /// Events this long before an incident are still worth a look.
    static let candidateSecondsMax = 60.0

    init(_ scene: Scene) {
        self.scene = scene
    }

    /// The event that fits a finding's onset, or `nil` when none comes close enough.
    func trigger(of finding: Finding, onset: Timestamp) -> ContextEvent? {
        scene.timeline.context.compactMap { event -> (event: ContextEvent, score: Double)? in
            guard event.kind != .response, event.kind != .signal else { return nil }
            guard let score = fit(event, finding, onset) else { return nil }
            return (event, score)
        }.max { left, right in
            (left.score, right.event.time.microseconds) < (
                right.score, left.event.time.microseconds
            )
        }?.event
    }

    /// How well an event fits, larger is better; `nil` when it is too far away or comes too late.
    private func fit(_ event: ContextEvent, _ finding: Finding, _ onset: Timestamp) -> Double? {
        let lead = onset.seconds - event.time.seconds
        let isRelated = isRelated(event, finding.subject)
        let slack = Self.closeSecondsMax + finding.startUncertaintySeconds / 2
        let reach = max(
            slack,
            isRelated ? Self.relatedSecondsMax : 0,
            finding.lagSecondsMax > 0 ? finding.lagSecondsMax + slack : 0
        )
        guard lead >= -slack, lead <= reach else { return nil }
        return (isRelated ? 2 : 0) - abs(lead) / reach
    }

    /// Whether the words of an event name the subject: its queue, class, key, table or client.
    private func isRelated(_ event: ContextEvent, _ subject: Subject) -> Bool {
        let words = Self.words(of: event.text).union(Self.words(of: event.service))
        let names =
            [subject.queue, subject.jobClass, subject.table, subject.keyPattern, subject.service]
            .compactMap { $0 } + subject.clientNames
        let own = names.reduce(into: Set<String>()) { $0.formUnion(Self.words(of: $1)) }
        return !words.isDisjoint(with: own)
    }

    /// The words of a text in lower case, CamelCase taken apart, without short and common ones.
    static func words(of text: String) -> Set<String> {
        var words: Set<String> = []
        var word = ""
        var wasLower = false
        for character in text {
            if !character.isLetter || (character.isUppercase && wasLower) {
                words.insert(word.lowercased())
                word = ""
            }
            if character.isLetter { word.append(character) }
            wasLower = character.isLowercase
        }
        words.insert(word.lowercased())
        return words.filter { $0.count >= 3 && !common.contains($0) }
    }

    private static let common: Set<String> = [
        "job", "the", "and", "for", "queue", "deploy", "worker", "web", "app", "cron", "service",
        "release",
        "sidekiq", "redis", "started", "start", "run", "runs", "campaign", "default", "client",
        "api",
    ]

    /// Every event with the part it played.
    func judged(_ incidents: [Incident]) -> [JudgedEvent] {
        scene.timeline.context.map { event in
            let source = scene.timeline.place(of: event.line).path
            return JudgedEvent(
                event: located(event),
                source: source,
                role: role(of: event, incidents),
                because: reason(event, incidents)
            )
        }
    }

    /// An event with its line number instead of its mark.
    func located(_ event: ContextEvent) -> ContextEvent {
        var event = event
        event.line = scene.timeline.place(of: event.line).line
        return event
    }

    private func isTrigger(_ event: ContextEvent, _ incidents: [Incident]) -> Bool {
        incidents.contains { incident in
            guard let trigger = incident.hypotheses.first?.trigger?.event else { return false }
            return trigger.text == event.text && trigger.time == event.time
        }
    }

    private func role(of event: ContextEvent, _ incidents: [Incident]) -> JudgedEvent.Role {
        if isTrigger(event, incidents) { return .trigger }
        if event.kind == .response { return incidents.isEmpty ? .unrelated : .response }
        let isNear = incidents.contains { incident in
            let lead = incident.start.seconds - event.time.seconds
            return lead >= 0 && lead <= Self.candidateSecondsMax
        }
        return isNear ? .candidate : .unrelated
    }

    private func reason(_ event: ContextEvent, _ incidents: [Incident]) -> Sentence {
        guard let incident = incidents.first else { return "no incident was found" }
        let lead = incident.start.seconds - event.time.seconds
        if isTrigger(event, incidents) {
            return "\(abs(lead), .seconds) from the onset, and nothing else comes as close"
        }
        if event.kind == .response { return "an act against trouble, not a cause of it" }
        if lead > 0 { return "\(lead, .seconds) before the onset; no rate changed with it" }
        return "\(-lead, .seconds) after the onset, so it cannot have set it off"
    }
}
