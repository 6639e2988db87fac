// A question about queues: which pool it is about, whether it can be answered, and the answer in words.

import Summarizing

/// More or fewer workers, and caps, tried together.
struct QueueQuestion {
    private var workers = 0.0
    private var caps: [(queue: String, rate: Double)] = []

    /// A model that is off by more than this without the change says nothing with it.
    private static let mismatchMax = 0.5
    /// Below so many runs no rate was observed.
    private static let runsMin = 20
    private static let namesMax = 8

    /// Takes the changes that are about queues.
    init(_ changes: [Change]) {
        for change in changes {
            switch change {
            case .workers(let more): workers += more
            case .cap(let queue, let rate): caps.append((queue, rate))
            case .dropWrites, .withoutCommand, .alert: continue
            }
        }
    }

    /// The question in words.
    var question: Sentence {
        var parts: [Sentence] = []
        if workers > 0 { parts.append("\(workers, .workers) more") }
        if workers < 0 { parts.append("\(-workers, .workers) fewer") }
        for cap in caps {
            parts.append(
                "queue \(LogText.queue(cap.queue)) capped at \(cap.rate, .jobsPerSecond)"
            )
        }
        return Sentence.joined(parts, by: ", ")
    }

    /// The answer, or why there is none.
    func answer(in scene: Scene) -> WhatIfAnswer {
        let pools = WorkerPool.all(in: scene)
        let numbers = caps.map { cap in
            scene.timeline.queues.firstIndex { $0.name == cap.queue || $0.key == cap.queue }
        }
        if let missing = zip(caps, numbers).first(where: { $0.1 == nil }) {
            let names = scene.timeline.queues.prefix(Self.namesMax).map { flow -> Sentence in
                "\(LogText.queue(flow.name))"
            }
            return refused(
                "no queue \(LogText.queue(missing.0.queue)) was seen; there are \(Sentence.joined(names, by: ", "))"
            )
        }
        let wanted = numbers.compactMap { $0 }
        guard
            let pool = pools.first(where: { pool in wanted.allSatisfy(pool.queues.contains) })
        else {
            return refused(
                pools.isEmpty
                    ? "no job was followed from its push to its start, so that no run time is known; add the MONITOR capture and the worker's log of the same time"
                    : "the queues do not share their workers; ask about them one by one"
            )
        }
        return answer(pool, Dictionary(zip(wanted, caps.map(\.rate))) { min($0, $1) }, scene)
    }

    private func answer(_ pool: WorkerPool, _ caps: [Int: Double], _ scene: Scene) -> WhatIfAnswer {
        let evidence = evidence(pool, scene)
        let dependence = DepthDependence(pool)
        let forecast = QueueForecast(pool, workers: workers, caps: caps, slowing: dependence)
        if let refusal = refusal(pool, forecast, dependence) {
            return refused(refusal, evidence)
        }
        return WhatIfAnswer(
            question,
            forecast.sentence,
            [.what, .measured, .model, .changed, .range],
            rows: forecast.rows,
            assumptions: assumptions(pool, forecast, dependence, scene),
            evidence: evidence
        )
    }

    private func refused(_ because: Sentence, _ evidence: [Evidence] = []) -> WhatIfAnswer {
        WhatIfAnswer(question, refusedBecause: because, evidence: evidence)
    }

    /// What keeps the model from answering.
    private func refusal(
        _ pool: WorkerPool,
        _ forecast: QueueForecast,
        _ dependence: DepthDependence?
    ) -> Sentence? {
        let runs = pool.measuredStarts.count { $0 != nil }
        if runs < Self.runsMin {
            return "only \(runs, .jobs) ran, which is no rate"
        }
        if forecast.measured.lateJobs == 0, workers != 0 {
            return workers > 0
                ? "no job waited over \(Backlog.lateSeconds, .seconds): more workers would change nothing that was measured"
                : "no job waited over \(Backlog.lateSeconds, .seconds), so the most that the workers can do was never seen"
        }
        if let dependence, forecast.slower.depthMax > dependence.depthMax {
            return
                "run times grow with the number of waiting jobs (\(dependence.factorMax, .fold) where most waited), and up to \(forecast.slower.depthMax, .jobs) would have waited, more than the \(dependence.depthMax, .jobs) at which a run was seen"
        }
        if forecast.mismatch > Self.mismatchMax {
            return
                "even without the change the model is off by \(forecast.mismatch, .share) in the length of the backlog"
        }
        return nil
    }

    private func assumptions(
        _ pool: WorkerPool,
        _ forecast: QueueForecast,
        _ dependence: DepthDependence?,
        _ scene: Scene
    ) -> [Sentence] {
        let names = pool.queues.map { number -> Sentence in
            "\(LogText.queue(scene.timeline.queues[number].name))"
        }
        let most = pool.capacity.workers.max() ?? 0
        var assumptions: [Sentence] = [
            "The \(pool.jobs.count, .jobs) arrive when they arrived: who gets an answer sooner sends nothing more, and nobody retries less.",
            "The queues \(Sentence.joined(names, by: ", ")) share their workers, of whom \(most, .workers) were busy at once when jobs waited; the oldest job goes first.",
        ]
        if let dependence {
            assumptions.append(
                "Run times grew with the number of waiting jobs (up to \(dependence.factorMax, .fold)), or with what made them wait; they are taken from what was seen at each depth."
            )
        } else {
            assumptions.append("Each job takes as long as it took, whoever runs it.")
        }
        if workers > 0 {
            assumptions.append(
                "A new worker is as fast as those that were there, and what they all use (a database, an interface) does not become slower."
            )
        }
        if !caps.isEmpty {
            assumptions.append(
                "Who is held back by the cap waits before the queue and sends the job later; nothing is dropped."
            )
        }
        assumptions.append(
            "Without the change the model is off by \(forecast.mismatch, .share) in the length of the backlog; the range takes the workers to be \(forecast.error, .share) slower or faster."
        )
        return assumptions
    }

    private func evidence(_ pool: WorkerPool, _ scene: Scene) -> [Evidence] {
        guard let first = pool.firstMark, let last = pool.lastMark, let job = pool.jobs.first else {
            return []
        }
        return [
            scene.evidence(
                from: first,
                to: last,
                at: Timestamp(seconds: job.enqueued).microseconds,
                "pushes and starts of \(pool.jobs.count, .jobs)"
            )
        ]
    }
}

extension QueueForecast {
    /// The answer in one sentence.
    fileprivate var sentence: Sentence {
        let depth: Sentence =
            "At most \(changed.depthMax, .jobs) would have waited at once instead of \(measured.depthMax, .jobs), and \(changed.lateJobs, .jobs) longer than \(Backlog.lateSeconds, .seconds) instead of \(measured.lateJobs, .jobs)."
        guard let late = changed.late else { return depth }
        let from = Self.end(faster)
        let to = Self.end(slower)
        guard changed.waitingAtEnd == 0 else {
            return depth
                + "\(changed.waitingAtEnd, .jobs) would still have waited at the end of the capture."
        }
        return depth
            + "The last late one would have started at \(Timestamp(seconds: late.upperBound)) (earliest: \(from); latest: \(to))."
    }

    /// The numbers side by side.
    fileprivate var rows: [[Sentence]] {
        var rows: [[Sentence]] = [
            row("Most jobs waiting at once") { "\($0.depthMax, .jobs)" },
            row("Longest wait") { "\($0.waitSecondsMax, .seconds)" },
            row("Jobs that waited over 1 s") { "\($0.lateJobs, .jobs)" },
            row("The last late job starts", Self.end),
        ]
        if [measured, model, changed, slower].contains(where: { $0.waitingAtEnd > 0 }) {
            rows.append(row("Still waiting at the end") { "\($0.waitingAtEnd, .jobs)" })
        }
        if !heldBack.isEmpty {
            rows.append([
                "Held back by the cap, at the longest", "none", "none",
                "\(heldBack.count, .jobs), \(heldBack.max() ?? 0, .seconds)", "as counted",
            ])
        }
        return rows
    }

    private func row(_ what: Sentence, _ value: (QueueCourse) -> Sentence) -> [Sentence] {
        let (least, most) = (value(faster), value(slower))
        let range: Sentence = least == most ? least : "\(least) to \(most)"
        return [what, value(measured), value(model), value(changed), range]
    }

    private static func end(_ course: QueueCourse) -> Sentence {
        guard let late = course.late else { return "none is late" }
        guard course.waitingAtEnd == 0 else { return "after the capture" }
        return "\(Timestamp(seconds: late.upperBound))"
    }
}
