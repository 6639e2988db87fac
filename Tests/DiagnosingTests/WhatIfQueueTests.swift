// Other workers and other arrivals: by hand where a hand can do it, and against a run that truly had them.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct WhatIfQueueTests {
    private static func jobs(_ pushes: [Double], work: Double) -> [ReplayedJob] {
        pushes.map { ReplayedJob(enqueued: $0, work: work) }
    }

    private static func capacity(_ workers: [Double]) -> Capacity {
        Capacity(start: 0, step: 1, workers: workers)
    }

    @Test(
        arguments: [(2, [0, 0.5, 1, 1.5]), (4, [0, 0.25, 0.5, 0.75]), (0.5, [0, 2, 4, 6])]
            as [(Double, [Double])]
    )
    func startsAJobWhenTheWorkBeforeItIsDone(workers: Double, starts: [Double]) {
        let own = FluidReplay.starts(
            of: Self.jobs([0, 0, 0, 0], work: 1),
            Self.capacity([Double](repeating: workers, count: 20))
        )

        #expect(own == starts)
    }

    @Test func waitsUntilSomebodyWorksAgain() {
        let starts = FluidReplay.starts(
            of: Self.jobs([0, 0.5, 1], work: 1),
            Self.capacity([1, 0, 0, 1, 1])
        )

        #expect(starts == [0, 3, 4])
    }

    @Test func leavesJobsWaitingThatNobodyReaches() {
        let starts = FluidReplay.starts(
            of: Self.jobs([0, 0, 0], work: 2),
            Self.capacity([1, 1, 1])
        )

        #expect(starts == [0, 2, nil])
        let course = QueueCourse([0, 0, 0], starts, end: 3)
        #expect(course.waitingAtEnd == 1)
        #expect(course.depthMax == 2)
        #expect(course.waitSecondsMax == 3)
        #expect(course.lateJobs == 2)
        #expect(course.late == 0...3)
    }

    /// Three jobs wait, so that the first takes twice as long, the second and the third as long as always.
    @Test func slowsDownByTheDepthThatTheModelReaches() {
        let starts = FluidReplay.starts(
            of: Self.jobs([0, 0, 0, 0], work: 1),
            Self.capacity([Double](repeating: 1, count: 20))
        ) { _, depth in depth >= 3 ? 2 : 1 }

        #expect(starts == [0, 2, 3, 4])
    }

    @Test func aCapHoldsBackAndDropsNothing() throws {
        let run = QueueRun(
            pushes: (0..<40).map { 200 + 0.01 * Double($0) },
            runs: [Double](repeating: 0.5, count: 40),
            workers: 2
        )
        let pool = try #require(try Self.pools(run).first)

        let forecast = QueueForecast(pool, workers: 0, caps: [pool.queues[0]: 2], slowing: nil)

        // One job every half second, and two workers that need half a second each.
        #expect(forecast.changed.lateJobs == 0)
        #expect(forecast.changed.waitingAtEnd == 0)
        #expect(forecast.changed.depthMax <= 1)
        #expect(forecast.heldBack.count == 39)
        #expect(abs((forecast.heldBack.max() ?? 0) - (39 * 0.5 - 0.39)) < 0.002)
        #expect(forecast.measured.lateJobs > 20)
    }

    private static func pools(_ run: QueueRun) throws -> [WorkerPool] {
        WorkerPool.all(in: Scene(try #require(CaptureReading.timeline(of: run.files))))
    }

    /// The same jobs, truly run by more workers, end within the range that was forecast.
    @Test(arguments: 0..<2 as Range<UInt64>, [1, 4])
    func foretellsWhatMoreWorkersDo(seed: UInt64, more: Int) throws {
        let pool = try #require(try Self.pools(.surge(seed: seed, workers: 5)).first)
        let truth = QueueRun.surge(seed: seed, workers: 5 + more)
        let course = QueueCourse(truth.pushes, truth.starts, end: QueueRun.end)

        let forecast = QueueForecast(pool, workers: Double(more), caps: [:], slowing: nil)

        let drained = try #require(course.late).upperBound
        let origin = Double(Moment.epoch)
        let earliest = forecast.faster.late.map { $0.upperBound - origin } ?? 0
        let latest = try #require(forecast.slower.late).upperBound - origin
        #expect(drained >= earliest - 1 && drained <= latest + 1)
        #expect(course.depthMax >= forecast.faster.depthMax - 8)
        #expect(course.depthMax <= forecast.slower.depthMax + 8)
        #expect(forecast.mismatch < 0.05)
    }

    @Test(arguments: [7, 8] as [UInt64])
    func findsTheWorkersThatThereWere(seed: UInt64) throws {
        let pool = try #require(try Self.pools(.surge(seed: seed, workers: 5)).first)

        #expect(abs((pool.capacity.workers.max() ?? 0) - 5) < 0.1)
    }

    @Test func refusesWhereTheLimitWasNeverSeen() throws {
        let run = QueueRun.surge(seed: 1, workers: 40)
        let timeline = try #require(CaptureReading.timeline(of: run.files))

        for workers in [-2.0, 2] {
            let answers = WhatIf.answers(to: [.workers(workers)], in: timeline, incidents: [])
            #expect(answers.count == 1 && answers[0].refusal != nil && answers[0].rows.isEmpty)
        }
    }

    /// Jobs take six times as long while more than 150 wait: fewer workers lead where nothing was seen.
    @Test(arguments: 0..<2 as Range<UInt64>)
    func refusesADepthAtWhichNoRunWasSeen(seed: UInt64) throws {
        let capture = SimulatedCapture(.selfSustaining, seed: seed)
        let timeline = try #require(CaptureReading.timeline(of: capture.files))
        let scene = Scene(timeline)
        let pool = try #require(WorkerPool.all(in: scene).first)

        let found = DepthDependence(pool)
        let dependence = try #require(found)
        let answers = WhatIf.answers(to: [.workers(-4)], in: timeline, incidents: [])

        #expect(dependence.factorMax > 2)
        #expect(answers.first?.refusal != nil)
    }

    @Test(
        arguments: [(SimulatedKind.arrivalsUp, 1), (.serviceSlower, 2), (.serviceSlower, 3)]
            as [(SimulatedKind, UInt64)]
    )
    func takesNoSlowStretchForADependenceOnDepth(kind: SimulatedKind, seed: UInt64) throws {
        let capture = SimulatedCapture(kind, seed: seed)
        let scene = Scene(try #require(CaptureReading.timeline(of: capture.files)))

        let dependences = WorkerPool.all(in: scene).compactMap { DepthDependence($0) }
        #expect(dependences.isEmpty)
    }

    @Test func namesTheQueuesThereAre() throws {
        let timeline = try #require(
            CaptureReading.timeline(of: QueueRun.surge(seed: 1, workers: 5).files)
        )

        let answers = WhatIf.answers(
            to: [.cap(queue: "elsewhere", jobsPerSecond: 1)],
            in: timeline,
            incidents: []
        )

        let refusal = try #require(answers.first?.refusal)
        #expect(refusal.pieces.contains(.name(.queue("exports"))))
    }
}
