// How long jobs took against how many waited: the picture of a queue that slows itself down, or does not.

/// Job times of one queue by its depth, a point a bin.
package struct DepthLatency: Sendable, Equatable {
    /// One bin of the report's grid.
    package struct Point: Sendable, Equatable {
        /// Jobs that waited at the end of the bin.
        package let depth: Double
        /// The median run time of the jobs that ended in the bin.
        package let seconds: Double
        /// Whether the bin lies after the deepest one: a queue may behave otherwise on its way down.
        package let isDraining: Bool

        /// Makes a point.
        package init(depth: Double, seconds: Double, isDraining: Bool) {
            self.depth = depth
            self.seconds = seconds
            self.isDraining = isDraining
        }
    }

    /// A line over the depths that it was fitted to, in seconds and seconds a job.
    package struct Fit: Sendable, Equatable {
        /// The depth at which the rise begins; `nil` where it rises from the start.
        package let knee: Double?
        /// The usual time below the knee.
        package let levelSeconds: Double?
        package let slope: Double
        package let intercept: Double
        /// R², which describes the fit and tests nothing.
        package let determination: Double
        package let pointsBefore: Int
        package let pointsAfter: Int

        /// Makes a fit.
        package init(
            knee: Double?,
            levelSeconds: Double?,
            slope: Double,
            intercept: Double,
            determination: Double,
            pointsBefore: Int,
            pointsAfter: Int
        ) {
            self.knee = knee
            self.levelSeconds = levelSeconds
            self.slope = slope
            self.intercept = intercept
            self.determination = determination
            self.pointsBefore = pointsBefore
            self.pointsAfter = pointsAfter
        }
    }

    package let queue: String
    /// In the order of time.
    package let points: [Point]
    package let law: Law

    /// What the points have in common.
    package enum Law: Sendable, Equatable {
        /// Job times rise with the depth, on the way up and on the way down.
        case rises(Fit)
        /// At the same depths jobs took this long while the queue grew and while it drained: depth is not what
        /// decides.
        case loop(growingSeconds: Double, drainingSeconds: Double)
        /// Job times do not rise with the depth.
        case flat
    }

    /// Makes the relation.
    package init(queue: String, points: [Point], law: Law) {
        self.queue = queue
        self.points = points
        self.law = law
    }
}
