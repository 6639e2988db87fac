// Database statements, compact: a number for what they are, a hash for the row they touch.

import Parsing

/// What a statement is, without its values.
package struct StatementKind: Hashable, Sendable, Codable {
    package let verb: String
    package let table: String
    package let columns: String
    package let fingerprint: String
}

/// One execution; without pointers and gaps, since there are millions.
package struct StatementRecord: Sendable, Equatable, PlainCell {
    /// Microseconds on the log's clock.
    package var time: Int64 = 0
    package var firstMark = 0
    package var lastMark = 0
    /// A number in ``StatementLog/kinds``.
    package var kind: Int32 = 0
    package var application: Int32 = 0
    /// A hash of the row's key, or 0.
    package var row: UInt64 = 0
    private var duration = OptionalNumber()

    package init() {}

    package var durationMilliseconds: Double? {
        get { duration.value }
        set { duration.value = newValue }
    }
}

/// The statements of all logs.
package struct StatementLog: Sendable, Codable {
    /// Executions kept.
    private let recordsMax: Int
    private static let kindsMax = 4_096

    package private(set) var kinds: [StatementKind] = []
    package private(set) var applications = NameTable(namesMax: 1_024)
    package internal(set) var records: [StatementRecord] = []
    /// Executions beyond the limit, which are only counted.
    package private(set) var dropped = 0
    @Derived private var numbers: [StatementKind: Int32] = [:]
    /// Numbers of kinds by the hash that their reader gave them, and of applications by name: caches.
    @Derived private var kindOfIdentity = HashIndex()
    @Derived private var applicationOfName = HashIndex()
    /// What the caches hold at most; what comes after is looked up by name each time.
    private static let cacheMax = 1 << 14

    init(_ budget: MemoryBudget = .standard) { recordsMax = budget.statementsMax }

    mutating func insert(_ event: StatementEvent) {
        guard records.count < recordsMax else { return dropped += 1 }
        var record = StatementRecord()
        record.time = event.time.microseconds
        record.firstMark = event.firstLine
        record.lastMark = event.lastLine
        record.kind = kind(of: event)
        record.application = application(of: event)
        record.row = event.rowHash ?? 0
        record.durationMilliseconds = event.durationMilliseconds
        records.append(record)
    }

    mutating func merge(_ later: StatementLog) {
        let kindNumbers = later.kinds.map { number(of: $0) }
        let applicationNumbers = applications.absorb(later.applications)
        for record in later.records {
            guard records.count < recordsMax else {
                dropped += 1
                continue
            }
            var record = record
            record.kind = kindNumbers[Int(record.kind)]
            record.application = applicationNumbers[Int(record.application)]
            records.append(record)
        }
        dropped += later.dropped
    }

    private mutating func kind(of event: StatementEvent) -> Int32 {
        let known = kindOfIdentity.find(event.identity)
        if known >= 0 { return known }
        let kind = number(
            of: StatementKind(
                verb: event.verb,
                table: event.table,
                columns: event.columns,
                fingerprint: event.fingerprint
            )
        )
        if kindOfIdentity.count < Self.cacheMax { kindOfIdentity.add(event.identity, kind) }
        return kind
    }

    private mutating func application(of event: StatementEvent) -> Int32 {
        let hash = FixedHash.hash(event.application.utf8)
        let known = applicationOfName.find(hash)
        if known >= 0 { return known }
        let number = applications.number(of: event.application)
        if applicationOfName.count < Self.cacheMax { applicationOfName.add(hash, number) }
        return number
    }

    private mutating func number(of kind: StatementKind) -> Int32 {
        if let known = numbers[kind] { return known }
        var kept = kind
        if kinds.count >= Self.kindsMax {
            kept = StatementKind(
                verb: kind.verb,
                table: NameTable.overflowName,
                columns: "",
                fingerprint: ""
            )
            if let known = numbers[kept] { return known }
        }
        let number = Int32(kinds.count)
        numbers[kept] = number
        kinds.append(kept)
        return number
    }
}

extension StatementLog: Restorable {
    mutating func restore() throws {
        let isSound = records.allSatisfy {
            kinds.indices.contains(Int($0.kind))
                && applications.names.indices.contains(Int($0.application))
        }
        guard isSound else { throw PartialDamage("the statement log contradicts itself") }
        for (number, kind) in kinds.enumerated() { numbers[kind] = Int32(number) }
    }

    mutating func shift(_ shift: MarkShift) {
        for number in records.indices {
            records[number].firstMark = shift(records[number].firstMark)
            records[number].lastMark = shift(records[number].lastMark)
        }
    }
}
