// How an incident went: its episodes, who moved first, and what to record next time.

import Diagnosing

extension ReportJSON {
    /// The episodes of trouble that comes and goes.
    mutating func recurrence(_ recurrence: Recurrence) -> JSONValue {
        .object(
            JSONMember(
                "episodes",
                list(recurrence.episodes) { _, episode in
                    .object(
                        JSONMember("start", .moment(episode.start)),
                        JSONMember("end", episode.end.map(JSONValue.moment))
                    )
                }
            ),
            JSONMember("period_seconds", recurrence.periodSeconds.flatMap(JSONValue.finite)),
            JSONMember("phase_seconds", recurrence.phaseSeconds.flatMap(JSONValue.finite)),
            JSONMember("schedule", recurrence.schedule.map { text(.event($0.text)) })
        )
    }

    /// One row of who moved first.
    mutating func onset(_ onset: Onset) -> JSONValue {
        .object(
            JSONMember("what", text(onset.what)),
            JSONMember("earliest", .moment(onset.earliest)),
            JSONMember("latest", .moment(onset.latest)),
            JSONMember("to_previous", onset.relation.pieces.isEmpty ? nil : text(onset.relation)),
            JSONMember("evidence", references(onset.evidence))
        )
    }

    /// A capture for next time.
    mutating func plan(_ plan: CapturePlan) -> JSONValue {
        .object(
            JSONMember("command", text(plan.command)),
            JSONMember("decides", text(plan.decides)),
            JSONMember("cost", text(plan.cost))
        )
    }
}
