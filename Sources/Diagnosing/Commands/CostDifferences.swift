// What is different inside the incident by cost: the guilty one may be rare and dear.
// Costs are measured for jobs and statements; for commands they are bounded by the slow log, the table and silences.

import Statistics
import Summarizing

/// Compares what things cost inside the incident with what they cost before it.
enum CostDifferences {
    /// Rows a resource that are kept.
    private static let rowsMax = 3

    /// A cost over time, and what it is of.
    private struct Account {
        let subject: Subject
        let evidence: [Evidence]
        /// Seconds a second, at least and at most, over the stretches that are compared.
        let inside: ClosedRange<Double>
        let before: ClosedRange<Double>
        let usual: [ClosedRange<Double>]
    }

    /// The stretches that are compared: the incident, what came before it, and stretches of that.
    private struct Stretches {
        let incident: Range<Int>
        let baseline: Range<Int>
        let windows: [Range<Int>]
    }

    /// The costs that moved, the largest change of each resource first.
    static func all(in scene: Scene, incident: Range<Int>) -> [CostDifference] {
        let baseline =
            incident.lowerBound >= Episode.baselineBinsMin
            ? 0..<incident.lowerBound : incident.upperBound..<scene.grid.count
        guard baseline.count >= Episode.baselineBinsMin else { return [] }
        let stretches = Stretches(
            incident: incident,
            baseline: baseline,
            windows: PseudoWindows.make(baseline: baseline, length: incident.count)
        )
        let found = [
            moved(jobs(scene, stretches), .workers, least: 0),
            moved(commands(scene, stretches), .redis, least: threadShareMin),
            moved(statements(scene, stretches), .database, least: 0),
        ]
        // The largest of each resource comes before the second of any.
        return (0..<rowsMax).flatMap { place in found.compactMap { $0.dropFirst(place).first } }
    }

    /// Less than this share of the one thread is no cost, whatever it was before.
    private static let threadShareMin = ShareDifference.supportMin

    /// The accounts whose cost surely differs: by the factor of ``ShareDifference/liftMin`` between the ends of both
    /// ranges, by more than any stretch of the baseline differs from it, and by a share of the resource's cost.
    private static func moved(
        _ accounts: [Account],
        _ resource: CostDifference.Resource,
        least: Double
    ) -> [CostDifference] {
        let insideMost = accounts.reduce(0) { $0 + $1.inside.upperBound }
        let beforeMost = accounts.reduce(0) { $0 + $1.before.upperBound }
        let least = max(least, ShareDifference.supportMin * max(insideMost, beforeMost))
        let found = accounts.filter(hasMoved).map { account in
            CostDifference(
                subject: account.subject,
                resource: resource,
                before: account.before,
                inside: account.inside,
                evidence: account.evidence
            )
        }
        return found.filter { $0.leastChange >= least && $0.leastChange > 0 }.enumerated().sorted {
            ($1.element.leastChange, $0.offset) < ($0.element.leastChange, $1.offset)
        }.prefix(rowsMax).map(\.element)
    }

    private static func hasMoved(_ account: Account) -> Bool {
        let (inside, before) = (account.inside, account.before)
        if inside.lowerBound >= ShareDifference.liftMin * before.upperBound {
            return account.usual.allSatisfy { $0.upperBound < inside.lowerBound }
        }
        guard before.lowerBound >= ShareDifference.liftMin * inside.upperBound else { return false }
        return account.usual.allSatisfy { $0.lowerBound > inside.upperBound }
    }

    /// Time of workers by class of job, as their logs measure it.
    private static func jobs(_ scene: Scene, _ stretches: Stretches) -> [Account] {
        var series: [Int: WorkedTime] = [:]
        for job in scene.timeline.jobs {
            guard let start = job.started, let end = job.ended, end > start else { continue }
            series[job.jobClass, default: WorkedTime(scene.grid)].add(
                start,
                end,
                marks: (job.startMark, job.endMark)
            )
        }
        return series.filter { $0.value.count > 0 }.sorted { $0.key < $1.key }.compactMap {
            jobClass,
            worked in
            let name = scene.timeline.jobClasses.name(Int32(jobClass))
            guard !name.isEmpty else { return nil }
            return account(
                Subject(jobClass: name),
                worked,
                "\(worked.count, .jobs) of \(LogText.jobClass(name)), with their run times",
                scene,
                stretches
            )
        }
    }

    /// Time of statements by what they are, as the database's log measures it.
    private static func statements(_ scene: Scene, _ stretches: Stretches) -> [Account] {
        var series: [String: WorkedTime] = [:]
        var subjects: [String: Subject] = [:]
        let kinds = scene.timeline.statements.kinds
        for record in scene.timeline.statements.records {
            guard let milliseconds = record.durationMilliseconds, milliseconds > 0 else { continue }
            // The log stamps a statement when it has ended.
            let length = Int64(min(milliseconds, Self.millisecondsMax) * 1e3)
            let kind = kinds[Int(record.kind)]
            let name = "\(kind.verb) \(kind.table)"
            subjects[name] = Subject(
                command: kind.verb,
                table: kind.table.isEmpty ? nil : kind.table
            )
            series[name, default: WorkedTime(scene.grid)].add(
                record.time - length,
                record.time,
                marks: (record.firstMark, record.lastMark)
            )
        }
        return series.filter { $0.value.count > 0 }.sorted { $0.key < $1.key }.map { name, worked in
            account(
                subjects[name] ?? Subject(),
                worked,
                "\(worked.count, .statements), with their times",
                scene,
                stretches
            )
        }
    }

    /// A day: longer statements are cut, so that sums stay finite.
    private static let millisecondsMax = 86_400_000.0

    private static func account(
        _ subject: Subject,
        _ worked: WorkedTime,
        _ shows: Sentence,
        _ scene: Scene,
        _ stretches: Stretches
    ) -> Account {
        let sums = PrefixSums(worked.perBin)
        let rate = { (bins: Range<Int>) in
            let rate = max(0, sums.sum(bins.lowerBound, bins.upperBound) / scene.seconds(bins))
            return rate...rate
        }
        let evidence = scene.evidence(
            from: worked.firstMark,
            to: worked.lastMark,
            at: scene.timeline.start.microseconds,
            shows
        )
        return Account(
            subject: subject,
            evidence: [evidence],
            inside: rate(stretches.incident),
            before: rate(stretches.baseline),
            usual: stretches.windows.map(rate)
        )
    }

    /// Time of the one thread by command, where something bounds it.
    private static func commands(_ scene: Scene, _ stretches: Stretches) -> [Account] {
        let logged = LoggedCost.all(in: scene)
        return scene.commandGroups.compactMap { group in
            let cost = logged[LoggedCost.key(group.command, group.shape, group.pattern)]
            guard !group.command.mayBlock, let bounds = ThreadTime(group, cost, scene) else {
                return nil
            }
            return Account(
                subject: group.subject(in: scene.timeline),
                evidence: [
                    scene.evidence(
                        from: group.firstMark,
                        to: group.lastMark,
                        at: scene.timeline.start.microseconds,
                        "\(group.total, .calls) of \(group.name)"
                    )
                ],
                inside: bounds.rate(stretches.incident),
                before: bounds.rate(stretches.baseline),
                usual: stretches.windows.map(bounds.rate)
            )
        }
    }
}
