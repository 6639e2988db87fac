// Sources, context, evidence, caveats and series in the contract's keys.

import Diagnosing

extension ReportJSON {
    /// A file that was offered, read or not.
    mutating func source(_ source: SourceAccount) -> JSONValue {
        let unreadable = source.firstUnreadable.map { first in
            JSONValue.object(
                JSONMember("line", .count(first.line)),
                JSONMember("reason", .text(first.reason))
            )
        }
        return .object(
            JSONMember("path", text(.file(source.path))),
            JSONMember("format", source.format.map(JSONValue.text)),
            JSONMember("recognition", .text(source.recognition)),
            JSONMember("bytes", .count(source.bytes)),
            JSONMember("files", files(source.digests)),
            JSONMember("lines", .count(source.lines)),
            JSONMember("records", .count(source.records)),
            JSONMember("unreadable", .count(source.unreadable)),
            JSONMember("first_unreadable", unreadable),
            JSONMember("start", source.start.map(JSONValue.moment)),
            JSONMember("end", source.end.map(JSONValue.moment)),
            JSONMember("clock", source.start == nil ? nil : clock(source.clock))
        )
    }

    /// What the files of a source were, so that a change of one can be noticed.
    private mutating func files(_ digests: [SourceDigest]) -> JSONValue? {
        guard !digests.isEmpty else { return nil }
        return list(digests) { json, digest in
            .object(
                JSONMember("path", json.text(.file(digest.path))),
                JSONMember("bytes", .count(digest.bytes)),
                JSONMember("sha256", .text(digest.sha256)),
                JSONMember("sha256_covers", .text(digest.coverage.rawValue))
            )
        }
    }

    private func clock(_ clock: SourceAccount.Clock) -> JSONValue {
        .object(
            JSONMember("zone", .text(clock.zone)),
            JSONMember("zone_from", .text(clock.zoneFrom)),
            JSONMember("offset_seconds", .finite(clock.offsetSeconds)),
            JSONMember("uncertainty_seconds", .finite(clock.uncertaintySeconds)),
            JSONMember("method", .text(clock.method.rawValue)),
            JSONMember("pairs", .count(clock.pairs)),
            JSONMember("drift_per_second", clock.drift.flatMap { JSONValue.finite($0.perSecond) }),
            JSONMember(
                "drift_uncertainty_per_second",
                clock.drift.flatMap { JSONValue.finite($0.uncertaintyPerSecond) }
            ),
            JSONMember("refused", clock.refusal.map { JSONValue.text(Self.refusal($0)) })
        )
    }

    private static func refusal(_ refusal: SourceAccount.Refusal) -> String {
        switch refusal {
        case .tooLarge: "too-large"
        case .contradictory: "contradictory"
        }
    }

    /// A context event and its role; its words are shown since readers judge by them.
    mutating func event(_ judged: JudgedEvent) -> JSONValue {
        let file = phrasing.redactor.quoted(.file(judged.source)).text
        return .object(
            JSONMember("event", text(.event(judged.event.text))),
            JSONMember("time", .moment(judged.event.time)),
            JSONMember("source", .text("\(file):\(judged.event.line)")),
            JSONMember("kind", .text(judged.event.kind.rawValue)),
            JSONMember("role", .text(judged.role.rawValue)),
            JSONMember("because", text(judged.because))
        )
    }

    /// The evidence, E1 first.
    mutating func evidence() -> JSONValue {
        var number = 0
        return list(phrasing.index.evidence) { json, cited in
            number += 1
            return .object(
                JSONMember("id", .text("E\(number)")),
                JSONMember("source", json.text(.file(cited.source))),
                JSONMember("first_line", .count(cited.firstLine)),
                JSONMember("last_line", .count(cited.lastLine)),
                JSONMember("time", .moment(cited.time)),
                JSONMember("shows", json.text(cited.shows))
            )
        }
    }

    /// The caveats, C1 first.
    mutating func caveats() -> JSONValue {
        var number = 0
        return list(diagnosis.caveats) { json, caveat in
            number += 1
            return .object(
                JSONMember("id", .text("C\(number)")),
                JSONMember("what", json.text(caveat.what)),
                JSONMember("effect", json.text(caveat.effect)),
                JSONMember("next_time", json.text(caveat.nextTime))
            )
        }
    }

    /// The tracks on their grid, or nothing when there are none.
    mutating func series() -> JSONValue? {
        guard !diagnosis.tracks.isEmpty else { return nil }
        return .object(
            JSONMember("step_seconds", .count(diagnosis.trackStepSeconds)),
            JSONMember("start", .moment(diagnosis.trackStart)),
            JSONMember("tracks", list(diagnosis.tracks) { $0.track($1) })
        )
    }

    private mutating func track(_ track: Track) -> JSONValue {
        .object(
            JSONMember("name", text(track.name)),
            JSONMember("unit", .text(UnitName.text(track.unit))),
            JSONMember("source", text(.file(track.source))),
            JSONMember("bound", .text(track.bound.rawValue)),
            JSONMember("values", .list(track.values.map { $0.flatMap(JSONValue.finite) ?? .null }))
        )
    }
}
