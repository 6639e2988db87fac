// The tables of the report beyond the contract's first keys: profile, ledger, differences, receipts.

import Diagnosing

extension ReportJSON {
    /// A resource that was checked, or could not be.
    mutating func resource(_ check: ResourceCheck) -> JSONValue {
        .object(
            JSONMember("resource", text(check.resource)),
            JSONMember("result", .text(check.result.rawValue)),
            JSONMember("because", text(check.because)),
            JSONMember("evidence", references(check.evidence))
        )
    }

    /// A row of the command profile; the remainder has no subject.
    mutating func profileRow(_ row: ProfileRow) -> JSONValue {
        .object(
            JSONMember("subject", row.subject.map { subject($0) }),
            JSONMember("calls", .count(row.calls)),
            JSONMember("share", .finite(row.share)),
            JSONMember("before_per_second", row.before.flatMap(JSONValue.finite)),
            JSONMember("inside_per_second", row.inside.flatMap(JSONValue.finite))
        )
    }

    /// Writes by what became of them; the remainder has no subject.
    mutating func ledgerRow(_ row: LedgerRow) -> JSONValue {
        .object(
            JSONMember("subject", row.subject.map { subject($0) }),
            JSONMember("writes", .count(row.writes)),
            JSONMember("same_value", .count(row.sameValue)),
            JSONMember("overwritten_unread", .count(row.overwrittenUnread)),
            JSONMember("deleted_unread", .count(row.deletedUnread)),
            JSONMember("expiry_churn", .count(row.expiryChurn)),
            JSONMember("useful", .count(row.useful)),
            JSONMember("unknown", .count(row.unknown))
        )
    }

    /// A share that differs inside the incident.
    mutating func difference(_ difference: Difference) -> JSONValue {
        .object(
            JSONMember("subject", subject(difference.subject)),
            JSONMember("before", .finite(difference.before)),
            JSONMember("inside", .finite(difference.inside)),
            JSONMember("before_count", .count(difference.beforeCount)),
            JSONMember("inside_count", .count(difference.insideCount)),
            JSONMember("score", .finite(difference.score))
        )
    }

    /// A cost that differs inside the incident, in seconds of a resource a second, at least and at most.
    mutating func costDifference(_ difference: CostDifference) -> JSONValue {
        .object(
            JSONMember("subject", subject(difference.subject)),
            JSONMember("resource", .text(difference.resource.rawValue)),
            JSONMember("before_least", .finite(difference.before.lowerBound)),
            JSONMember("before_most", .finite(difference.before.upperBound)),
            JSONMember("inside_least", .finite(difference.inside.lowerBound)),
            JSONMember("inside_most", .finite(difference.inside.upperBound)),
            JSONMember("evidence", references(difference.evidence))
        )
    }

    /// A message that is new inside the incident, came no more, or came as before.
    mutating func messageDifference(_ difference: MessageDifference) -> JSONValue {
        .object(
            JSONMember("template", text(LogText.message(difference.template))),
            JSONMember("change", .text(difference.change.rawValue)),
            JSONMember("before_count", .count(difference.before)),
            JSONMember("inside_count", .count(difference.inside)),
            JSONMember("evidence", references([difference.evidence]))
        )
    }

    /// A law with both of its sides.
    mutating func receipt(_ receipt: Receipt) -> JSONValue {
        .object(
            JSONMember("law", text(receipt.law)),
            JSONMember("left", .finite(receipt.left.value)),
            JSONMember("right", .finite(receipt.right.value)),
            JSONMember("unit", .text(UnitName.text(receipt.left.unit))),
            JSONMember("mismatch", .finite(receipt.mismatch)),
            JSONMember("evidence", references(receipt.evidence))
        )
    }
}
