// Reads made once a row instead of once: they become many for each request or job, not with the requests or jobs.
// Source: Fowler, "Patterns of Enterprise Application Architecture", 2002, on ripple loading; known as N+1 queries.

import Statistics
import Summarizing

/// Finds kinds of work that began to read one row at a time.
///
/// A log of the work is needed beside that of the reads: without one, more reads are just more traffic.
package struct RepeatedReads: Detector {
    package let name = "repeated-reads"

    /// Makes the detector.
    package init() {}

    /// Fewer reads a second are no load for any server.
    static let readsPerSecondMin = 50.0
    /// The reads of a run must have become so many times more.
    static let riseMin = 3.0
    /// Fewer reads a run are what a page needs.
    static let readsOfARunMin = 5.0
    /// Rank correlation of reads and runs by bin from which on the runs are taken to make the reads.
    ///
    /// Beside it a poller, which reads at its own rate, has none.
    static let correlationMin = 0.6
    /// Fewer bins say nothing about a correlation: with twelve, 0.6 comes by chance once in forty.
    static let binsMin = 12
    /// The share of the reads that must come from the workers' hosts where their rate does not tell who makes them.
    ///
    /// Workers that are always busy read at one rate, whatever they begin; then the runs must have become longer too.
    static let hostShareMin = 0.9
    /// A run that takes so many times longer pays for the reads.
    static let slowdownMin = 1.5

    package func findings(in scene: Scene) -> [Finding] {
        let work = WorkKind.all(in: scene)
        guard !work.isEmpty else { return [] }
        return ReadGroup.all(in: scene).flatMap { reads in
            Episodes.raised(
                reads.calls,
                leastInside: Self.readsPerSecondMin * Double(scene.grid.step)
            ).compactMap { episode in
                RepeatedReading(reads, work, episode, scene)?.finding(scene)
            }
        }.sorted { $0.weight > $1.weight }
    }
}

/// Reads, and the kind of work whose runs make them.
private struct RepeatedReading {
    let reads: ReadGroup
    let work: WorkKind
    let episode: Episode
    /// Reads a run before and inside.
    let before: Double
    let inside: Double
    /// Reads a second that came on top.
    let addedRate: Double
    /// Whether the reads rise and fall with the runs.
    let follows: Bool
    /// Median run times before and inside, where the runs became longer.
    let slowdown: (before: Double, inside: Double)?

    /// `nil` where no kind of work explains the reads.
    init?(_ reads: ReadGroup, _ kinds: [WorkKind], _ episode: Episode, _ scene: Scene) {
        let baseline = episode.baseline(of: reads.calls.count)
        guard episode.bins.count >= RepeatedReads.binsMin, !baseline.isEmpty else { return nil }
        let usual = scene.rate(reads.calls, over: baseline)
        let raised = scene.rate(reads.calls, over: episode.bins)
        let explaining = kinds.compactMap { kind -> (RepeatedReading, Double)? in
            let runs = scene.rate(kind.starts, over: episode.bins)
            let usualRuns = scene.rate(kind.starts, over: baseline)
            guard runs > 0, raised - usual >= RepeatedReads.readsOfARunMin * runs else {
                return nil
            }
            let before = usualRuns > 0 ? usual / usualRuns : 0
            guard raised / runs >= RepeatedReads.riseMin * before else { return nil }
            let agreement = Spearman.correlation(
                Array(reads.calls[episode.bins]),
                Array(kind.starts[episode.bins])
            )
            let follows = agreement.map { $0 >= RepeatedReads.correlationMin } ?? false
            let slowdown = Self.slowdown(of: kind, episode, scene)
            guard
                follows
                    || slowdown != nil && reads.share(of: kind.hosts) >= RepeatedReads.hostShareMin
            else { return nil }
            let reading = RepeatedReading(
                reads: reads,
                work: kind,
                episode: episode,
                before: before,
                inside: raised / runs,
                addedRate: raised - usual,
                follows: follows,
                slowdown: slowdown
            )
            return (reading, follows ? 1 + (agreement ?? 0) : 0)
        }
        guard let best = explaining.max(by: { $0.1 < $1.1 }) else { return nil }
        self = best.0
    }

    private init(
        reads: ReadGroup,
        work: WorkKind,
        episode: Episode,
        before: Double,
        inside: Double,
        addedRate: Double,
        follows: Bool,
        slowdown: (before: Double, inside: Double)?
    ) {
        self.reads = reads
        self.work = work
        self.episode = episode
        self.before = before
        self.inside = inside
        self.addedRate = addedRate
        self.follows = follows
        self.slowdown = slowdown
    }

    private static func slowdown(of kind: WorkKind, _ episode: Episode, _ scene: Scene)
        -> (before: Double, inside: Double)?
    {
        guard let before = kind.median(episode.baseline(of: scene.grid.count)),
            let inside = kind.median(episode.bins),
            inside >= RepeatedReads.slowdownMin * before
        else { return nil }
        return (before, inside)
    }

    func finding(_ scene: Scene) -> Finding {
        var subject = reads.subject
        subject.endpoint = work.subject.endpoint
        subject.jobClass = work.subject.jobClass
        subject.queue = work.subject.queue
        let evidence = [
            reads.evidence(episode.bins, scene), work.evidence(episode.bins, scene),
        ].compactMap { $0 }
        var finding = Finding(
            kind: .nPlusOne,
            confidence: follows ? .strong : .moderate,
            start: scene.time(episode.bins.lowerBound),
            end: episode.isOpen ? nil : scene.time(episode.bins.upperBound),
            subject: subject,
            title:
                "Each run of \(work.label) makes \(inside, .calls) of \(reads.name) instead of \(before, .calls)",
            measures: [
                Measure("calls_per_run", inside, .calls),
                Measure("calls_per_run_before", before, .calls),
                Measure("calls_per_second_added", addedRate, .callsPerSecond),
            ],
            evidence: evidence,
            advice: Advice(
                kind: .prevent,
                action: reads.isStatement
                    ? "Load the rows that a run of \(work.label) needs with one query"
                    : "Read the keys that a run of \(work.label) needs with one MGET, or in one pipeline",
                expectedEffect:
                    "one round trip a run instead of \(inside, .plain), and up to \(addedRate, .callsPerSecond) fewer",
                check: "calls of \(reads.name) for each run of \(work.label)"
            ),
            explanation:
                "A program that reads row by row waits for the network once a row; each read is quick and in no slow log, and only their number for each run shows them.",
            weight: addedRate
        )
        finding.onset = scene.onset(of: episode)
        finding.items = items(evidence)
        return finding
    }

    private func items(_ evidence: [Evidence]) -> [EvidenceItem] {
        guard let slowdown else { return [] }
        return [
            EvidenceItem(
                item: .mechanism,
                decibans: Self.slowerDecibans,
                because:
                    "the runs that read one by one take \(slowdown.inside, .seconds) instead of \(slowdown.before, .seconds)",
                evidence: evidence
            ),
            EvidenceItem(
                item: .topology,
                decibans: Self.deeperDecibans,
                because: "it is what the slower runs of \(work.label) do",
                evidence: evidence
            ),
        ]
    }

    /// As for a mechanism that explains half of the trouble.
    private static let slowerDecibans = 8.0
    /// As for a caller and what it calls: the deeper of two explanations.
    private static let deeperDecibans = 4.0
}
