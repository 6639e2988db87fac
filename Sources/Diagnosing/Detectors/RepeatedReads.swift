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
    /// The share of the reads that must come from the workers' hosts where their rate does not tell who makes them, and
    /// of those that came on top where it does.
    ///
    /// Workers that are always busy read at one rate, whatever they begin; then the runs must have become longer too.
    static let hostShareMin = 0.9
    /// A run that takes so many times longer pays for the reads.
    static let slowdownMin = 1.5

    package func findings(in scene: Scene) -> [Finding] {
        let raised =
            raised(ReadGroup.commands(in: scene), scene)
            + raised(ReadGroup.statements(in: scene), scene)
        guard !raised.isEmpty else { return [] }
        let work = WorkKind.all(in: scene)
        return raised.compactMap { reads, episode in
            RepeatedReading.find(reads, episode, among: work, scene)?.finding(scene)
        }.sorted { $0.weight > $1.weight }
    }

    /// The kinds of reads that rose and when: few of many, so that only their series are kept.
    private func raised(_ groups: some Sequence<ReadGroup>, _ scene: Scene)
        -> [(reads: ReadGroup, episode: Episode)]
    {
        groups.flatMap { reads in
            Episodes.raised(
                reads.calls,
                leastInside: Self.readsPerSecondMin * Double(scene.grid.step)
            ).map { (reads, $0) }
        }
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
    /// How far the reads rise and fall with the runs.
    let correlation: Double
    /// Median run times before and inside, where the runs became longer.
    let slowdown: (before: Double, inside: Double)?
    /// Whether the hosts that work sent as many reads as came on top; `nil` where hosts tell nothing.
    ///
    /// Whatever is done for a visitor rises and falls with the visitors, whoever does it.
    let isOfItsHosts: Bool?

    /// Whether the reads rise and fall with the runs.
    private var follows: Bool { correlation >= RepeatedReads.correlationMin }

    /// Whether it is known who makes the reads: by their rhythm, or by the hosts of workers whose runs became longer.
    private var isProved: Bool {
        follows && isOfItsHosts != false
            || slowdown != nil && reads.share(of: work.hosts) >= RepeatedReads.hostShareMin
    }

    /// The kind of work that explains the reads best; `nil` where none does.
    static func find(
        _ reads: ReadGroup,
        _ episode: Episode,
        among kinds: [WorkKind],
        _ scene: Scene
    ) -> RepeatedReading? {
        guard episode.bins.count >= RepeatedReads.binsMin else { return nil }
        // Captures often begin before the traffic does, and reads of nobody's work are no usual number a run.
        let working = (kinds.compactMap(\.firstBin).min() ?? 0)..<reads.calls.count
        var episode = episode
        episode.quietFrom = max(episode.quietFrom, working.lowerBound)
        let baseline = episode.baseline(of: reads.calls.count).clamped(to: working)
        return kinds.compactMap { reading(reads, episode, baseline, $0, scene) }.filter(\.isProved)
            .max { $0.correlation < $1.correlation }
    }

    /// What a kind of work says of the reads; `nil` where its runs read no more than they did.
    private static func reading(
        _ reads: ReadGroup,
        _ episode: Episode,
        _ baseline: Range<Int>,
        _ kind: WorkKind,
        _ scene: Scene
    ) -> RepeatedReading? {
        let runs = Double(kind.count(in: episode.bins)) / scene.seconds(episode.bins)
        guard !baseline.isEmpty, runs > 0 else { return nil }
        let usualRuns = Double(kind.count(in: baseline)) / scene.seconds(baseline)
        let usual = scene.rate(reads.calls, over: baseline)
        let raised = scene.rate(reads.calls, over: episode.bins)
        let before = usualRuns > 0 ? usual / usualRuns : 0
        guard raised - usual >= RepeatedReads.readsOfARunMin * runs,
            raised / runs >= RepeatedReads.riseMin * before
        else { return nil }
        let correlation = Spearman.correlation(
            Array(reads.calls[episode.bins]),
            kind.starts(in: episode.bins)
        )
        let added = (raised - usual) * scene.seconds(episode.bins)
        return RepeatedReading(
            reads: reads,
            work: kind,
            episode: episode,
            before: before,
            inside: raised / runs,
            addedRate: raised - usual,
            correlation: correlation ?? 0,
            slowdown: slowdown(of: kind, episode.bins, since: baseline),
            isOfItsHosts: sent(added, reads, kind)
        )
    }

    /// Whether the hosts of work sent so many reads; `nil` where they are not known, or want the work done as well.
    private static func sent(_ added: Double, _ reads: ReadGroup, _ work: WorkKind) -> Bool? {
        guard !work.hosts.isEmpty, !reads.hosts.isEmpty else { return nil }
        let isEnough = Double(reads.calls(of: work.hosts)) >= RepeatedReads.hostShareMin * added
        return isEnough && !work.isAskedFromElsewhere ? nil : isEnough
    }

    private static func slowdown(of kind: WorkKind, _ bins: Range<Int>, since baseline: Range<Int>)
        -> (before: Double, inside: Double)?
    {
        guard let before = kind.median(baseline), let inside = kind.median(bins),
            inside >= RepeatedReads.slowdownMin * before
        else { return nil }
        return (before, inside)
    }

    /// What rises together need not be cause and effect: a second sign must say that these runs make the reads.
    private var confidence: Confidence {
        follows && (isOfItsHosts == true || slowdown != nil) ? .strong : .moderate
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
            confidence: confidence,
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
