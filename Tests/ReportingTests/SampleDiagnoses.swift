// Diagnoses of the four shapes, with every name taken from one place so that tests can make it hostile.

import Diagnosing

@testable import Reporting

/// Names that a sample puts in every position that log text can reach.
struct SampleNames {
    var client = "10.1.2.3"
    var event = "deploy shop 9.0"
    var file = "monitor.log"
    var name = "tax"
    var message = "Timeout::Error after 5 s"

    /// The same text in every position.
    static func all(_ text: String) -> SampleNames {
        SampleNames(client: text, event: text, file: text, name: text, message: text)
    }
}

/// The four shapes of ux 3.5, and one with far too much of everything.
enum SampleShape: CaseIterable {
    case strongCause, twoCandidates, nothing, poorData, overfull

    func diagnosis(_ names: SampleNames = SampleNames()) -> Diagnosis {
        let samples = Samples(names: names)
        switch self {
        case .strongCause: return samples.incident(weights: [0.86, 0.1, 0.04])
        case .twoCandidates: return samples.incident(weights: [0.5, 0.45, 0.05])
        case .nothing: return samples.quiet(.noIncident)
        case .poorData: return samples.poor()
        case .overfull: return samples.incident(weights: [0.86, 0.1, 0.04], copies: 40)
        }
    }
}

/// Builds the parts of a diagnosis from names.
struct Samples {
    let names: SampleNames
    private let start = Timestamp(seconds: 1_795_232_070.1)

    init(names: SampleNames) {
        self.names = names
    }

    func incident(weights: [Double], copies: Int = 1) -> Diagnosis {
        var diagnosis = quiet(.incident)
        diagnosis.incidents = [
            Incident(
                kind: .queueBacklog,
                start: at(53.3),
                startUncertaintySeconds: 1.5,
                end: at(80.7),
                title:
                    "Queue \(.queue(names.name)) backed up to \(1_204, .jobs) for \(27, .seconds)",
                impact: repeated(copies) { number in
                    Impact(
                        measure: Measure("jobs_waiting_over_1s", Double(1_310 + number), .jobs),
                        label: "Jobs of \(.jobClass(names.name)) that waited over \(1, .seconds)",
                        evidence: [evidence(number + 100)]
                    )
                },
                hypotheses: hypotheses(weights)
            )
        ]
        diagnosis.findings = repeated(copies) { finding($0) }
        diagnosis.suspects = repeated(copies) { suspect($0) }
        diagnosis.context = repeated(copies) { event($0, $0 == 0 ? .trigger : .candidate) }
        diagnosis.caveats = repeated(copies) { caveat($0) }
        diagnosis.profile =
            repeated(copies) { profileRow($0) } + [
                ProfileRow(subject: nil, calls: 500, share: 0.05, before: 4, inside: 5)
            ]
        diagnosis.writeLedger = repeated(copies) { ledgerRow($0) }
        diagnosis.differences = repeated(copies) { difference($0, 0.4) } + [difference(999, 0.2)]
        diagnosis.receipts = repeated(copies) { _ in
            Receipt(
                law: "utilisation of \(.queue(names.name))",
                left: Quantity(0.97, .share),
                right: Quantity(0.95, .share),
                mismatch: 0.02
            )
        }
        diagnosis.resources = repeated(max(copies, 3)) { resource($0) }
        return diagnosis
    }

    func quiet(_ verdict: Diagnosis.Verdict) -> Diagnosis {
        Diagnosis(
            verdict: verdict,
            start: start,
            end: at(120.3),
            sources: [source(readable: 0.999), unknownSource()],
            tracks: verdict == .incident ? [track()] : [],
            trackStart: start,
            resources: verdict == .noIncident ? [resource(0), resource(1)] : []
        )
    }

    func poor() -> Diagnosis {
        var diagnosis = quiet(.insufficientData)
        diagnosis.sources = [source(readable: 0.4), unknownSource()]
        diagnosis.caveats = [caveat(0), caveat(1)]
        return diagnosis
    }

    private func at(_ seconds: Double) -> Timestamp { start.advanced(bySeconds: seconds) }

    private func repeated<Element>(_ copies: Int, _ make: (Int) -> Element) -> [Element] {
        (0..<copies).map(make)
    }

    private func evidence(_ number: Int) -> Evidence {
        Evidence(
            source: names.file,
            firstLine: 10 + number,
            lastLine: 98 + number,
            time: at(Double(number % 100)),
            shows:
                "\(900, .writesPerSecond) to \(.keyPattern(names.name)) from \(.client(names.client))"
        )
    }

    private func hypotheses(_ weights: [Double]) -> [Hypothesis] {
        let causes: [Finding.Kind] = [.serviceSlower, .arrivalsUp, .other]
        return zip(causes, weights).enumerated().map { offset, pair in
            Hypothesis(
                cause: pair.0,
                confidence: offset == 0 ? .strong : .hypothesis,
                weight: pair.1,
                statement: """
                    \(.jobClass(names.name)) took \(0.19, .seconds) instead of \(0.02, .seconds) \
                    from \(at(53)), so \(6, .workers) could finish \(31, .jobsPerSecond) of \
                    \(72, .jobsPerSecond) arriving.
                    """,
                subject: Subject(queue: names.name, jobClass: names.name, clients: [names.client]),
                trigger: offset == 0 ? event(0, .trigger) : nil,
                supporting: [
                    EvidenceItem(
                        item: .precedence,
                        decibans: 6,
                        because: "it began \(2, .seconds) earlier",
                        evidence: [evidence(1 + offset)]
                    )
                ],
                opposing: [
                    EvidenceItem(
                        item: .noEvent,
                        decibans: -1,
                        because: "no event names \(.service(names.name))",
                        evidence: [evidence(2)]
                    )
                ],
                wouldChangeOurMind: "A time per job of \(.jobClass(names.name)) from its own log."
            )
        }
    }

    private func finding(_ number: Int) -> Finding {
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

    private func suspect(_ number: Int) -> Suspect {
        Suspect(
            what: "\(.command(names.name)) on \(.table(names.name)) at \(.endpoint(names.name))",
            subject: Subject(command: names.name, table: names.name, endpoint: names.name),
            verdict: .exonerated,
            because: "touches \(1, .elements); at most \(0.004, .share) of Redis time",
            evidence: [evidence(50 + number)]
        )
    }

    private func event(_ number: Int, _ role: JudgedEvent.Role) -> JudgedEvent {
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

    private func caveat(_ number: Int) -> Caveat {
        Caveat(
            what: "no counters of \(.metric(names.name))",
            effect: "its load is a lower bound",
            nextTime: "`redis-cli INFO commandstats` every \(60, .seconds)",
            isGrave: number == 1
        )
    }

    private func profileRow(_ number: Int) -> ProfileRow {
        let subject = Subject(command: number == 0 ? names.name : "SET", keyPattern: names.name)
        return ProfileRow(subject: subject, calls: 1_000, share: 0.95, before: 90, inside: 112.4)
    }

    private func ledgerRow(_ number: Int) -> LedgerRow {
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

    private func difference(_ number: Int, _ inside: Double) -> Difference {
        Difference(
            subject: Subject(service: names.name, metric: names.name),
            before: 0.2,
            inside: inside,
            beforeCount: 100,
            insideCount: 200 + number,
            score: 4
        )
    }

    private func resource(_ number: Int) -> ResourceCheck {
        ResourceCheck(
            resource: "Redis memory of \(.service(names.name))",
            result: number % 2 == 0 ? .ruledOut : .notChecked,
            because: "\(0, .keys) evicted",
            evidence: number % 2 == 0 ? [evidence(60)] : []
        )
    }

    private func track() -> Track {
        Track(
            name: "\(.queue(names.name)) depth",
            unit: .jobs,
            source: names.file,
            bound: .exact,
            values: (0..<120).map { $0 % 17 == 3 ? nil : Double($0 * 10) }
        )
    }

    private func source(readable: Double) -> SourceAccount {
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

    private func unknownSource() -> SourceAccount {
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

/// Composes a sample with fixed options.
func composed(_ diagnosis: Diagnosis, _ mode: Redactor.Mode = .on) -> (
    markdown: String, json: String
) {
    let options = ReportOptions(
        toolVersion: "0.1.0",
        rulesVersion: "2026-11",
        commandWords: ["debrief", "analyze", "incident folder/"],
        redaction: mode,
        inputDigest: "9f2c0000000041ab"
    )
    let composed = Composition.compose(diagnosis, options: options)
    return (MarkdownRenderer().render(composed.report), composed.json)
}
