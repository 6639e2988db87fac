// Commands that are not sent: exactly those that were counted, and what they took of the server.

import Summarizing

/// The commands that a change leaves out.
struct LeftOut {
    /// The change in words.
    let question: Sentence
    /// The groups of commands that are left out.
    let groups: [CommandGroup]
    /// What became of those of them that are writes.
    let fates: CommandCell
    /// Other commands that read the same keys.
    let reads: Int
    private let isWrites: Bool

    private static let namesMax = 8

    /// `nil` for a change of another kind.
    init?(_ change: Change, _ scene: Scene) {
        switch change {
        case .workers, .cap, .alert: return nil
        case .dropWrites(let text):
            question = "no writes to \(LogText.keyPattern(text))"
            let pattern = AskedPattern(text)
            let ofKeys = scene.commandGroups.filter { pattern.covers($0.pattern) }
            groups = ofKeys.filter { Self.changesKeys($0.command) }
            reads = ofKeys.reduce(0) { $0 + ($1.command.effect == .read ? $1.total : 0) }
            isWrites = true
        case .withoutCommand(let asked):
            let words = LogText.command(asked.command.name)
            question =
                asked.key.isEmpty
                ? "without \(words)" : "without \(words) on \(LogText.keyPattern(asked.key))"
            groups = scene.commandGroups.filter { asked.covers($0) }
            reads = 0
            isWrites = groups.contains { Self.changesKeys($0.command) }
        }
        fates = Self.fates(of: groups, scene)
    }

    private static func changesKeys(_ command: RedisCommand) -> Bool {
        switch command.effect {
        case .overwrite, .modify, .push, .delete, .rename, .expire: true
        case .none, .read, .pop, .blockingPop, .scan, .flush, .script, .transaction, .publish,
            .connection, .server:
            false
        }
    }

    private static func fates(of groups: [CommandGroup], _ scene: Scene) -> CommandCell {
        var sum = CommandCell()
        for group in groups {
            for cell in group.cells { sum.add(cell) }
        }
        return sum
    }

    /// Calls that are left out.
    var calls: Int { groups.reduce(0) { $0 + $1.total } }

    /// Calls that are left out, bin by bin.
    func callsPerBin(_ scene: Scene) -> [Double] {
        var calls = [Double](repeating: 0, count: scene.grid.count)
        for group in groups {
            for (bin, value) in group.calls.enumerated() { calls[bin] += value }
        }
        return calls
    }

    /// The answer, or why there is none.
    func answer(in scene: Scene) -> WhatIfAnswer {
        guard !groups.isEmpty else {
            let busiest = scene.commandGroups.sorted {
                ($1.total, $0.pattern) < ($0.total, $1.pattern)
            }
            .prefix(Self.namesMax).map(\.name)
            return WhatIfAnswer(
                question,
                refusedBecause: busiest.isEmpty
                    ? "there is no MONITOR capture to count commands in"
                    : "no such command was seen; the busiest are \(Sentence.joined(Array(busiest), by: ", "))"
            )
        }
        let cost = ServerTime(of: groups, in: scene)
        if !isWrites, let unknown = cost.unknown {
            return WhatIfAnswer(question, refusedBecause: unknown, evidence: evidence(scene))
        }
        return WhatIfAnswer(
            question,
            sentence(cost, scene),
            [.what, .measured, .changed, .range],
            rows: rows(cost, scene),
            assumptions: assumptions(cost),
            evidence: evidence(scene)
        )
    }

    private func sentence(_ cost: ServerTime, _ scene: Scene) -> Sentence {
        let share = Double(calls) / Double(max(1, scene.timeline.redis.commands))
        let counted: Sentence =
            "\(calls, .commands) less, \(share, .share) of all."
        guard cost.unknown == nil else { return counted }
        let seconds = scene.seconds(0..<scene.grid.count)
        return counted
            + "They took \(cost.seconds.lowerBound / seconds, .share) to \(cost.seconds.upperBound / seconds, .share) of the time of the server's one thread."
    }

    private func rows(_ cost: ServerTime, _ scene: Scene) -> [[Sentence]] {
        let all = scene.timeline.redis.commands
        let without = zip(scene.commandsPerBin, callsPerBin(scene)).map { $0 - $1 }
        let step = Double(scene.grid.step)
        var rows: [[Sentence]] = [
            ["Commands", "\(all, .commands)", "\(all - calls, .commands)", "as counted"],
            [
                "Commands in the busiest second",
                "\((scene.commandsPerBin.max() ?? 0) / step, .commandsPerSecond)",
                "\((without.max() ?? 0) / step, .commandsPerSecond)", "as counted",
            ],
        ]
        if cost.unknown == nil {
            rows.append([
                "Server time that they took", "\(cost.seconds.upperBound, .seconds) at the most",
                "none",
                "\(cost.seconds.lowerBound, .seconds) to \(cost.seconds.upperBound, .seconds)",
            ])
        }
        guard isWrites else { return rows }
        let wasted = Self.wasted(in: scene)
        rows.append([
            "Writes that nobody needed", "\(wasted, .writes)",
            "\(wasted - fates.wasted, .writes)", "as far as their fate is known",
        ])
        rows.append([
            "Bytes of these commands, for each replica and the append-only file",
            "\(Double(fates.bytes), .bytes)", "none", "as counted",
        ])
        return rows
    }

    /// Wasted writes of all groups.
    private static func wasted(in scene: Scene) -> Int {
        scene.writeGroups.reduce(0) { $0 + $1.total(0..<scene.grid.count).wasted }
    }

    private func assumptions(_ cost: ServerTime) -> [Sentence] {
        var assumptions: [Sentence] = [
            "Who sent them sends nothing else instead, and waits for nothing that they did."
        ]
        if isWrites {
            let unknown = max(0, calls - fates.wasted - Int(fates.useful))
            assumptions.append(
                "\(fates.wasted, .writes) of them were needed by nobody; \(Int(fates.useful), .writes) were read later, and of \(unknown, .writes) it is not known. \(reads, .commands) read these keys and would find an older value, or none."
            )
        }
        if cost.unknown == nil {
            assumptions.append(
                "Server time: at least by the table of costs for this version, at the most by it or by the silences around their lines, whichever is less."
            )
        } else if let unknown = cost.unknown {
            assumptions.append("Their server time is left out: \(unknown).")
        }
        return assumptions
    }

    fileprivate func evidence(_ scene: Scene) -> [Evidence] {
        groups.map { group in
            scene.evidence(
                from: group.firstMark,
                to: group.lastMark,
                at: scene.timeline.start.microseconds,
                "\(group.total, .calls) of \(group.name)"
            )
        }
    }
}

extension LeftOut {
    /// Several changes at once, each command counted once, and what remains after them.
    static func together(_ parts: [LeftOut], _ scene: Scene) -> WhatIfAnswer {
        var seen: Set<String> = []
        let groups = parts.flatMap(\.groups).filter { group in
            seen.insert("\(group.command.name) \(group.shape.rawValue) \(group.pattern)").inserted
        }
        let calls = groups.reduce(0) { $0 + $1.total }
        let all = scene.timeline.redis.commands
        let wasted = wasted(in: scene)
        let less = fates(of: groups, scene).wasted
        let rest = scene.commandGroups.filter { group in
            !seen.contains("\(group.command.name) \(group.shape.rawValue) \(group.pattern)")
        }.sorted { ($1.total, $0.pattern) < ($0.total, $1.pattern) }.prefix(namesMax)
        let names = rest.map { group -> Sentence in "\(group.name) (\(group.total, .calls))" }
        return WhatIfAnswer(
            "all of these together",
            "\(calls, .commands) less, \(Double(calls) / Double(max(1, all)), .share) of all; \(all - calls, .commands) remain, most of them \(Sentence.joined(names, by: ", ")).",
            [.what, .measured, .changed, .range],
            rows: [
                ["Commands", "\(all, .commands)", "\(all - calls, .commands)", "as counted"],
                [
                    "Writes that nobody needed", "\(wasted, .writes)", "\(wasted - less, .writes)",
                    "as far as their fate is known",
                ],
            ],
            assumptions: ["What two of the changes leave out is counted once."],
            evidence: parts.flatMap { $0.evidence(scene) }
        )
    }
}
