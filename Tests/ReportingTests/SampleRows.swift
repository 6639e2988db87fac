// The rows of the sample diagnoses.

import Diagnosing

@testable import Reporting

extension Samples {
    func finding(_ number: Int) -> Finding {
        Finding(
            kind: .deadWrites,
            confidence: .established,
            start: at(36),
            end: at(86),
            subject: Subject(
                command: "HSET",
                keyPattern: names.name,
                clients: [names.client, "10.9.9.9"],
                clientNames: [names.name]
            ),
            title:
                "\(.clientName(names.name)) wrote \(.keyPattern(names.name)) and nobody read it: \(.message(names.message))",
            measures: [
                Measure("writes_per_second", 900, .writesPerSecond),
                Measure("dead_share", 0.97, .share),
                Measure("not_finite", .nan, .plain),
            ],
            evidence: [evidence(3 + number), evidence(1)],
            advice: Advice(
                kind: .prevent,
                action: "Write \(.keyPattern(names.name)) once a minute, case \(number, .plain)",
                expectedEffect: "\(873, .writesPerSecond) less",
                check: "count \(.command(names.name)) in a capture of \(10, .seconds)"
            ),
            explanation:
                "A write that is replaced before it is read costs as much as one that is used.",
            weight: Double(873 - number)
        )
    }

    func suspect(_ number: Int) -> Suspect {
        Suspect(
            what: "\(.command(names.name)) on \(.table(names.name)) at \(.endpoint(names.name))",
            subject: Subject(command: names.name, table: names.name, endpoint: names.name),
            verdict: .exonerated,
            because: "touches \(1, .elements); at most \(0.004, .share) of Redis time",
            evidence: [evidence(50 + number)]
        )
    }

    func event(_ number: Int, _ role: JudgedEvent.Role) -> JudgedEvent {
        JudgedEvent(
            event: ContextEvent(
                line: 3 + number,
                time: at(35.3 + Double(number)),
                kind: number % 4 == 3 ? .signal : .deploy,
                text: names.event,
                service: names.name
            ),
            source: names.file,
            role: role,
            because: "\(18, .seconds) before the start"
        )
    }

    func caveat(_ number: Int) -> Caveat {
        Caveat(
            what: "no counters of \(.metric(names.name))",
            effect: "its load is a lower bound",
            nextTime: "`redis-cli INFO commandstats` every \(60, .seconds)",
            isGrave: number == 1
        )
    }

    func profileRow(_ number: Int) -> ProfileRow {
        let subject = Subject(command: number == 0 ? names.name : "SET", keyPattern: names.name)
        return ProfileRow(subject: subject, calls: 1_000, share: 0.95, before: 90, inside: 112.4)
    }

    func ledgerRow(_ number: Int) -> LedgerRow {
        LedgerRow(
            subject: Subject(command: "HSET", keyPattern: names.name),
            writes: 1_000,
            sameValue: 10,
            overwrittenUnread: 900,
            deletedUnread: 0,
            expiryChurn: 5,
            useful: 80,
            unknown: 5
        )
    }

    func difference(_ number: Int, _ inside: Double) -> Difference {
        Difference(
            subject: Subject(service: names.name, metric: names.name),
            before: 0.2,
            inside: inside,
            beforeCount: 100,
            insideCount: 200 + number,
            score: 4
        )
    }

    func resource(_ number: Int) -> ResourceCheck {
        ResourceCheck(
            resource: "Redis memory of \(.service(names.name))",
            result: number % 2 == 0 ? .ruledOut : .notChecked,
            because: "\(0, .keys) evicted",
            evidence: number % 2 == 0 ? [evidence(60)] : []
        )
    }

    func tracks() -> [Track] {
        let roles: [(Track.Role, Quantity.Unit, Double)] = [
            (.arrivals(queue: names.name), .jobsPerSecond, 0),
            (.starts(queue: names.name), .jobsPerSecond, 0),
            (.depth(queue: names.name), .jobs, 0), (.oldestJob(queue: names.name), .seconds, 0),
            (.metric(names.name), .share, 9), (.jobTime(queue: names.name), .seconds, 0),
        ]
        return roles.map { role, unit, shift in
            Track(
                name: "\(.queue(names.name)) series",
                unit: unit,
                source: names.file,
                bound: .exact,
                role: role,
                shift: shift,
                values: (0..<120).map { (30..<45).contains($0) ? nil : Double($0 * 10) }
            )
        }
    }

    func depthLatency() -> DepthLatency {
        DepthLatency(
            queue: names.name,
            points: (0..<80).map {
                DepthLatency.Point(
                    depth: Double($0 * 20),
                    seconds: 0.1 + Double($0) / 100,
                    isDraining: $0 % 3 == 0
                )
            },
            law: .rises(
                DepthLatency.Fit(
                    knee: 400,
                    levelSeconds: 0.1,
                    slope: 0.000_5,
                    intercept: 0.1,
                    determination: 0.97,
                    pointsBefore: 20,
                    pointsAfter: 60
                )
            )
        )
    }

    func jobTimes() -> JobTimeGrid {
        JobTimeGrid(
            queue: names.name,
            start: start,
            columnSeconds: 2,
            edges: (0...8).map { [0.01, 0.018, 0.032, 0.056, 0.1, 0.18, 0.32, 0.56, 1][$0] },
            columns: (0..<60).map { column in (0..<8).map { (column + $0) % 5 } },
            rowsPerDecade: 4,
            usualSeconds: 0.02,
            worstSeconds: 0.4
        )
    }

    func writeFates() -> WriteFates {
        let ramp = (0..<120).map { Double($0 % 40) }
        return WriteFates(
            useful: ramp,
            unknown: ramp,
            sameValue: ramp,
            overwrittenUnread: ramp,
            deletedUnread: ramp,
            expiryChurn: ramp
        )
    }

    func source(readable: Double) -> SourceAccount {
        SourceAccount(
            path: names.file,
            format: "redis-monitor",
            recognition: "lines start with epoch",
            bytes: 90_000,
            lines: 1_000,
            records: 999,
            unreadable: Int((1_000 * (1 - readable)).rounded()),
            firstUnreadable: nil,
            start: start,
            end: at(120.3),
            clock: .init(
                zone: "+01:00",
                zoneFrom: "written",
                offsetSeconds: 3.1,
                uncertaintySeconds: 0.02,
                method: .matchedIDs,
                pairs: 5_120
            )
        )
    }

    func unknownSource() -> SourceAccount {
        SourceAccount(
            path: "notes-\(names.file)",
            format: nil,
            recognition: "tried all formats",
            bytes: 10,
            lines: 1,
            records: 0,
            unreadable: 0,
            firstUnreadable: nil,
            start: nil,
            end: nil,
            clock: .init(
                zone: "UTC",
                zoneFrom: "assumed",
                offsetSeconds: 0,
                uncertaintySeconds: 0,
                method: .assumed,
                pairs: 0
            )
        )
    }
}
