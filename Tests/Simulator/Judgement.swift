// A diagnosis compared with what was planted, problem by problem.

package import Diagnosing
import Parsing

/// Says what is wrong with an answer.
package enum Judgement {
    /// How far a start and an end may be off.
    package static let startSecondsMax = 5.0
    package static let endSecondsMax = 8.0

    /// What a diagnosis gets wrong; empty when it holds.
    package static func problems(of diagnosis: Diagnosis, _ planted: PlantedFault, trigger: Double?)
        -> [String]
    {
        guard diagnosis.verdict == .incident else { return ["verdict \(diagnosis.verdict)"] }
        let near = diagnosis.incidents.filter { planted.kinds.contains($0.kind) }
        guard let incident = near.first, let first = incident.hypotheses.first else {
            return ["no such incident: \(diagnosis.incidents.map { text(of: $0) })"]
        }
        var problems = window(of: incident, planted)
        if !planted.causes.contains(first.cause) || !planted.accepts(first.subject) {
            problems.append("accuses: \(text(of: incident))")
        }
        if let wrong = wrongTrigger(first.trigger?.event.time, trigger) { problems.append(wrong) }
        let others = diagnosis.incidents.filter {
            $0 != incident && !planted.tolerated.contains($0.kind)
        }
        if !others.isEmpty { problems.append("also: \(others.map { text(of: $0) })") }
        return problems
    }

    private static func window(of incident: Incident, _ planted: PlantedFault) -> [String] {
        var problems: [String] = []
        let start = incident.start.seconds - Double(Moment.epoch) - planted.start
        if abs(start) > startSecondsMax { problems.append("start off by \(start)") }
        if case .never = planted.end, incident.end != nil { problems.append("end although open") }
        if case .at(let end) = planted.end {
            let own = incident.end.map { $0.seconds - Double(Moment.epoch) - end }
            if abs(own ?? .infinity) > endSecondsMax {
                problems.append("end off by \(own.map { "\($0)" } ?? "being open")")
            }
        }
        return problems
    }

    private static func wrongTrigger(_ found: Timestamp?, _ planted: Double?) -> String? {
        let found = found.map { $0.seconds - Double(Moment.epoch) }
        guard found != planted else { return nil }
        return
            "trigger \(found.map { "\($0)" } ?? "none") instead of \(planted.map { "\($0)" } ?? "none")"
    }

    /// An incident in one line.
    package static func text(of incident: Incident) -> String {
        let ranked = incident.hypotheses.prefix(3).map { hypothesis in
            let subject = hypothesis.subject
            let parts = [subject.queue, subject.jobClass, subject.keyPattern].compactMap { $0 }
            let share = Int(hypothesis.weight * 100)
            return
                "\(hypothesis.cause.rawValue)(\((parts + subject.clients).joined(separator: " "))) \(share)%"
        }
        let start = Int(incident.start.seconds) - Moment.epoch
        let end = incident.end.map { "\(Int($0.seconds) - Moment.epoch)" } ?? "open"
        return "\(incident.kind.rawValue) \(start)-\(end): \(ranked.joined(separator: ", "))"
    }
}
