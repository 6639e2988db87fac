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
    let start = Timestamp(seconds: 1_795_232_070.1)

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
        diagnosis.costDifferences = repeated(copies) { number in
            CostDifference(
                subject: difference(number, 0.4).subject,
                resource: .redis,
                before: 0...0.001,
                inside: 0.2...0.4,
                evidence: [evidence(number)]
            )
        }
        diagnosis.messageDifferences = repeated(copies) { number in
            MessageDifference(
                template: names.name,
                change: .new,
                before: 0,
                inside: 40,
                evidence: evidence(number)
            )
        }
        diagnosis.receipts = repeated(copies) { _ in
            Receipt(
                law: "utilisation of \(.queue(names.name))",
                left: Quantity(0.97, .share),
                right: Quantity(0.95, .share),
                evidence: [evidence(7)]
            )
        }
        diagnosis.resources = repeated(max(copies, 3)) { resource($0) }
        diagnosis.tracks = tracks()
        diagnosis.depthLatency = depthLatency()
        diagnosis.jobTimes = jobTimes()
        diagnosis.writeFates = writeFates()
        return diagnosis
    }

    func quiet(_ verdict: Diagnosis.Verdict) -> Diagnosis {
        Diagnosis(
            verdict: verdict,
            start: start,
            end: at(120.3),
            sources: [source(readable: 0.999), unknownSource()],
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

    func at(_ seconds: Double) -> Timestamp { start.advanced(bySeconds: seconds) }

    private func repeated<Element>(_ copies: Int, _ make: (Int) -> Element) -> [Element] {
        (0..<copies).map(make)
    }

    func evidence(_ number: Int) -> Evidence {
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
}

/// Composes a sample with fixed options.
func composed(_ diagnosis: Diagnosis, _ mode: Redactor.Mode = .on) -> (
    markdown: String, json: String
) {
    let composed = Composition.compose(diagnosis, options: sampleOptions(mode))
    return (MarkdownRenderer(pictures: .beside).render(composed.report), composed.json)
}

/// Composes a sample as blocks.
func composedReport(_ diagnosis: Diagnosis) -> Report {
    Composition.compose(diagnosis, options: sampleOptions(.on)).report
}

/// The options of all samples.
func sampleOptions(_ mode: Redactor.Mode) -> ReportOptions {
    ReportOptions(
        toolVersion: "0.1.0",
        rulesVersion: "2026-11",
        commandWords: ["debrief", "analyze", "incident folder/"],
        redaction: mode,
        inputDigest: "9f2c0000000041ab"
    )
}
