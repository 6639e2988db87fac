// Pairs depth and job time of the queue that suffered, and asks whether one rises with the other.

import Statistics
import Summarizing

/// Finds the relation of depth and job time.
enum DepthLatencies {
    /// With fewer bins, or depths that differ by less, a line is drawn through noise.
    private static let pointsMin = 30
    private static let depthFactorMin = 3.0
    /// The median of fewer jobs jumps about.
    private static let jobsMin = 3
    /// A slope under three standard errors is not told from none (Student's t at one in a thousand).
    private static let slopeErrorsMin = 3.0
    /// A rise over all depths that is smaller than a quarter of the usual time is of no account.
    private static let riseShareMin = 0.25
    /// A line that explains less than a third of the variance is not what the points have in common.
    private static let determinationMin = 1.0 / 3
    /// Bins in the deeper half on either way, and how far their medians must lie apart to be a loop.
    private static let loopPointsMin = 8
    private static let loopFactorMin = 1.5

    /// The relation for the queue of the first backlog, or `nil` where the data do not allow one.
    static func first(in scene: Scene, incidents: [Incident], findings: [Finding]) -> DepthLatency?
    {
        guard let queue = JobTimes.queue(in: scene, incidents: incidents, findings: findings),
            let incident = incidents.first
        else { return nil }
        let flow = scene.timeline.queues[queue]
        let bins = scene.bins(of: incident)
        let medians = JobTimes.medians(of: queue, in: scene, jobsMin: jobsMin)
        let peak = bins.max { (flow.depth[$0] ?? 0, -$0) < (flow.depth[$1] ?? 0, -$1) }
        let points = flow.depth.indices.compactMap { bin -> DepthLatency.Point? in
            guard let depth = flow.depth[bin], let seconds = medians[bin] else { return nil }
            return DepthLatency.Point(
                depth: depth,
                seconds: seconds,
                isDraining: bin > peak ?? 0
            )
        }
        let depths = points.map(\.depth)
        let low = max(1, depths.min() ?? 0)
        guard points.count >= pointsMin, (depths.max() ?? 0) >= low * depthFactorMin else {
            return nil
        }
        return DepthLatency(queue: flow.name, points: points, law: law(points))
    }

    /// A loop is looked for first: a line through it would be a law that its own half contradicts.
    private static func law(_ points: [DepthLatency.Point]) -> DepthLatency.Law {
        let deepest = points.map(\.depth).max() ?? 0
        let deep = points.filter { $0.depth >= deepest / 2 }
        let growing = deep.filter { !$0.isDraining }.map(\.seconds)
        let draining = deep.filter(\.isDraining).map(\.seconds)
        if growing.count >= loopPointsMin, draining.count >= loopPointsMin,
            let up = RobustScale.median(of: growing), let down = RobustScale.median(of: draining),
            max(up, down) >= min(up, down) * loopFactorMin
        {
            return .loop(growingSeconds: up, drainingSeconds: down)
        }
        return fit(points).map { .rises($0) } ?? .flat
    }

    private static func fit(_ points: [DepthLatency.Point]) -> DepthLatency.Fit? {
        guard let fit = KneeFit(points.map { (x: $0.depth, y: $0.seconds) }) else { return nil }
        let deepest = points.map(\.depth).max() ?? 0
        let usual = fit.level ?? fit.intercept
        let rise = fit.slope * (deepest - (fit.knee ?? 0))
        guard fit.slopeErrors >= slopeErrorsMin, fit.determination >= determinationMin,
            rise >= abs(usual) * riseShareMin
        else {
            return nil
        }
        return DepthLatency.Fit(
            knee: fit.knee,
            levelSeconds: fit.level,
            slope: fit.slope,
            intercept: fit.intercept,
            determination: fit.determination,
            pointsBefore: fit.pointsBefore,
            pointsAfter: fit.pointsAfter
        )
    }
}
