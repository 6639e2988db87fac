// Operations that take longer, by their traces, and the service in which the time went.

import Statistics
import Summarizing

/// Finds raised latencies of traced operations.
///
/// Of a chain of calls only the first raised one is reported; the operation deepest in it whose own time rose most is
/// its evidence. Where the time went is a fact, why it went there is not: the latency is a symptom. A service below
/// that took most of the added time itself is told as well: for its callers it is the cause.
package struct SlowServices: Detector {
    package let name = "slow-services"

    /// Makes the detector.
    package init() {}

    /// An operation that is raised in a stretch.
    private struct Rise {
        let operation: Int
        let episode: Episode
    }

    package func findings(in scene: Scene) -> [Finding] {
        let traces = scene.timeline.traces
        let rises = traces.operations.indices.flatMap { operation in
            LatencySeries(
                traces.operations[operation].calls.map { ($0.start, $0.durationMicroseconds) },
                scene.grid
            )
            .rises.map { Rise(operation: operation, episode: $0) }
        }
        return rises.filter { !hasRaisedCaller($0, rises, traces) }.flatMap { rise in
            let deepest = deepest(rise, scene)
            return [finding(rise, deepest, scene), dependency(rise, deepest, scene)]
                .compactMap { $0 }
        }
    }

    /// An operation below a raised one, and the seconds by which its own part of a call rose.
    private typealias Deepest = (operation: TracedOperation, added: Double)
    /// A service that took less of the added time is one of several.
    static let dependencyShareMin = 0.5

    private func hasRaisedCaller(_ rise: Rise, _ rises: [Rise], _ traces: TraceActivity) -> Bool {
        rises.contains { other in
            other.operation != rise.operation && other.episode.bins.overlaps(rise.episode.bins)
                && traces.reachable(from: other.operation).contains(rise.operation)
                && !traces.reachable(from: rise.operation).contains(other.operation)
        }
    }

    private func finding(_ rise: Rise, _ deepest: Deepest?, _ scene: Scene) -> Finding? {
        let operation = scene.timeline.traces.operations[rise.operation]
        let label = LogText.endpoint(Self.name(of: operation))
        guard let own = evidence(operation, rise.episode, scene, of: label) else { return nil }
        var evidence = [own]
        var explanation: Sentence =
            "A latency says that somebody waits, not for what: it is a symptom, whatever its size."
        if let deepest {
            let inner = LogText.endpoint(Self.name(of: deepest.operation))
            explanation =
                "Of the added time, \(deepest.added, .seconds) a call was spent in \(inner) itself, not in what it calls. That is where to look; it does not say why."
            if let found = self.evidence(deepest.operation, rise.episode, scene, of: inner) {
                evidence.append(found)
            }
        }
        let episode = rise.episode
        return Finding(
            kind: .latencyRise,
            confidence: .established,
            start: scene.time(episode.bins.lowerBound),
            end: episode.isOpen ? nil : scene.time(episode.bins.upperBound),
            subject: Subject(
                endpoint: Self.name(of: operation),
                service: (deepest?.operation ?? operation).service
            ),
            title: "\(label) rose from \(episode.before, .seconds) to \(episode.inside, .seconds)",
            measures: [
                Measure("seconds_before", episode.before, .seconds),
                Measure("seconds_inside", episode.inside, .seconds),
                Measure("ratio", episode.ratio, .fold),
            ],
            evidence: evidence,
            advice: nil,
            explanation: explanation,
            weight: episode.ratio
        )
    }

    /// Another service whose own time is most of what was added to a call.
    private func dependency(_ rise: Rise, _ deepest: Deepest?, _ scene: Scene) -> Finding? {
        let episode = rise.episode
        let caller = scene.timeline.traces.operations[rise.operation]
        guard let deepest, !deepest.operation.service.isEmpty,
            deepest.operation.service != caller.service,
            let evidence = evidence(
                deepest.operation,
                episode,
                scene,
                of: .endpoint(Self.name(of: deepest.operation))
            )
        else { return nil }
        let share = min(1, deepest.added / max(episode.inside - episode.before, 1e-9))
        guard share >= Self.dependencyShareMin else { return nil }
        let service = LogText.service(deepest.operation.service)
        let label = LogText.endpoint(Self.name(of: caller))
        var finding = Finding(
            kind: .dependencySlow,
            confidence: .strong,
            start: scene.time(episode.bins.lowerBound),
            end: episode.isOpen ? nil : scene.time(episode.bins.upperBound),
            subject: Subject(
                endpoint: Self.name(of: deepest.operation),
                service: deepest.operation.service
            ),
            title:
                "\(service) took \(deepest.added, .seconds) longer by itself for each call of \(label), \(share, .share) of what was added",
            measures: [
                Measure("seconds_added", deepest.added, .seconds),
                Measure("share_of_added", share, .share),
            ],
            evidence: [evidence],
            advice: Advice(
                kind: .limit,
                action:
                    "Give calls of \(service) a time limit, and answer without it when it is late",
                expectedEffect:
                    "\(label) waits at most the limit instead of \(episode.inside, .seconds)",
                check: "the time of \(label) when \(service) is slow again"
            ),
            explanation:
                "A caller's time holds the time of all that it calls; taken apart, most of what was added is this service's own.",
            weight: episode.ratio
        )
        finding.onset = scene.onset(of: episode)
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: MechanismWeight.decibans(share: share),
                because: "\(share, .share) of the added time was spent in it, not in what it calls",
                evidence: [evidence]
            )
        ]
        return finding
    }

    /// The operation below whose own time a call rose most, and by how much; `nil` where none rose beyond its noise.
    private func deepest(_ rise: Rise, _ scene: Scene) -> Deepest? {
        let traces = scene.timeline.traces
        let baseline = rise.episode.baseline(of: scene.grid.count)
        let outer = traces.operations[rise.operation]
        // A call of the outermost operation is the measure: inner ones may run several times in it.
        let outerCalls = sums(of: outer, scene) { _ in 1 }
        func part(_ operation: TracedOperation, _ seconds: (TracedCall) -> Double) -> OwnPart {
            let sums = sums(of: operation, scene, seconds)
            let perCall = { (bins: Range<Int>) in
                bins.filter { outerCalls[$0] > 0 }.map { sums[$0] / outerCalls[$0] }
            }
            return OwnPart(
                quiet: perCall(baseline),
                justBefore: [],
                inside: perCall(rise.episode.bins)
            )
        }
        let candidates = [rise.operation] + traces.reachable(from: rise.operation)
        let ranked = OwnParts.ranked(
            candidates.map { candidate in
                part(traces.operations[candidate]) { Double($0.exclusiveMicroseconds) / 1e6 }
            },
            of: part(outer) { Double($0.durationMicroseconds) / 1e6 },
            .levels
        )
        return ranked.first.map { (traces.operations[candidates[$0.index]], $0.added) }
    }

    private func sums(
        of operation: TracedOperation,
        _ scene: Scene,
        _ value: (TracedCall) -> Double
    ) -> [Double] {
        var sums = [Double](repeating: 0, count: scene.grid.count)
        for call in operation.calls {
            if let bin = scene.grid.index(call.start) { sums[bin] += value(call) }
        }
        return sums
    }

    private func calls(of operation: TracedOperation, in bins: Range<Int>, _ scene: Scene)
        -> ArraySlice<TracedCall>
    {
        let low = scene.time(bins.lowerBound).microseconds
        let high = scene.time(bins.upperBound).microseconds
        let calls = operation.calls
        let first = calls.firstIndex { $0.start >= low } ?? calls.endIndex
        let end = calls[first...].firstIndex { $0.start >= high } ?? calls.endIndex
        return calls[first..<end]
    }

    private func evidence(
        _ operation: TracedOperation,
        _ episode: Episode,
        _ scene: Scene,
        of label: LogText
    ) -> Evidence? {
        let inside = calls(of: operation, in: episode.bins, scene)
        guard let first = inside.map(\.mark).min(), let last = inside.map(\.mark).max() else {
            return nil
        }
        let traces: Sentence =
            scene.timeline.traces.keptShare < 1 ? "a sample of the traces" : "traces"
        return scene.evidence(
            from: first,
            to: last,
            at: scene.time(episode.bins.lowerBound).microseconds,
            "\(inside.count, .calls) of \(label) in \(traces)"
        )
    }

    private static func name(of operation: TracedOperation) -> String {
        operation.service.isEmpty
            ? operation.operation : "\(operation.service) \(operation.operation)"
    }
}

/// Durations as their median a bin, and the stretches in which people would notice them.
private struct LatencySeries {
    private let medians: [Double]

    /// Makes a series of starts and durations in microseconds.
    init(_ calls: [(start: Int64, duration: Int64)], _ grid: Grid) {
        var durations = [[Double]](repeating: [], count: grid.count)
        for call in calls {
            if let bin = grid.index(call.start) {
                durations[bin].append(Double(call.duration) / 1e6)
            }
        }
        let found = durations.map { RobustScale.median(of: $0) }
        var last = found.lazy.compactMap { $0 }.first ?? 0
        medians = found.map { value in
            last = value ?? last
            return last
        }
    }

    /// The raised stretches.
    var rises: [Episode] {
        Episodes.raised(medians, leastInside: LatencyRises.secondsMin).filter {
            $0.inside >= LatencyRises.riseMin * max($0.before, LatencyRises.resolutionSeconds)
        }
    }
}
