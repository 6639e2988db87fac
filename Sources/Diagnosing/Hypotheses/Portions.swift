// Findings that are portions of one cause: they add up, and are no explanations to choose between.

import Summarizing

/// Joins the portions of one cause into the heaviest of them.
struct Portions {
    /// Findings in the order given, without those that are portions of another; it says what they are.
    ///
    /// - Complexity: O(n²) for n findings.
    static func joined(_ findings: [Finding], _ scene: Scene) -> [Finding] {
        // Among equals the first is the whole.
        let byWeight = findings.indices.sorted {
            (findings[$1].weight, $0) < (findings[$0].weight, $1)
        }
        var wholeOf: [Int: Int] = [:]
        for (place, number) in byWeight.enumerated() {
            wholeOf[number] = byWeight[..<place].first { whole in
                wholeOf[whole] == nil && isPortion(findings[number], of: findings[whole], scene)
            }
        }
        return findings.indices.compactMap { number in
            guard wholeOf[number] == nil else { return nil }
            let portions = byWeight.filter { wholeOf[$0] == number }.map { findings[$0] }
            return portions.isEmpty ? findings[number] : whole(findings[number], portions)
        }
    }

    /// Whether a finding is what the cause of a heavier one does as well.
    private static func isPortion(_ finding: Finding, of whole: Finding, _ scene: Scene) -> Bool {
        let isOfOneTime =
            abs(finding.start.seconds - whole.start.seconds) <= IncidentAssembly.lateSecondsMax
            && finding.start <= whole.end ?? scene.timeline.end
            && whole.start <= finding.end ?? scene.timeline.end
        return isOfOneTime && (isOfOneWriter(finding, whole) || isInside(finding, whole))
    }

    private static func isOfOneWriter(_ finding: Finding, _ whole: Finding) -> Bool {
        finding.kind.isWastedWrite && whole.kind.isWastedWrite && !whole.subject.clients.isEmpty
            && Set(finding.subject.clients) == Set(whole.subject.clients)
    }

    /// Whether a command was sent by scripts alone, and the other is one that runs scripts on such keys.
    ///
    /// MONITOR prints `lua` where the address of the client stands else. Source: redis monitor.c, replication.c.
    private static func isInside(_ finding: Finding, _ whole: Finding) -> Bool {
        finding.kind.isLongCommand && whole.kind.isLongCommand
            && finding.subject.clients == ["lua"] && isScript(whole.subject.command)
            && finding.subject.keyPattern == whole.subject.keyPattern
    }

    private static func isScript(_ command: String?) -> Bool {
        command.map { RedisCommand.named(Array($0.utf8)).effect == .script } ?? false
    }

    private static func whole(_ whole: Finding, _ portions: [Finding]) -> Finding {
        let names = Sentence.joined(portions.map(name), by: ", ")
        var joined = whole
        joined.title =
            whole.kind.isWastedWrite
            ? "\(whole.title), and likewise \(names)" : "\(whole.title), with \(names) inside it"
        for portion in portions {
            joined.evidence += portion.evidence.filter { !joined.evidence.contains($0) }
        }
        return joined
    }

    private static func name(_ portion: Finding) -> Sentence {
        let command = LogText.command(portion.subject.command ?? "")
        guard let key = portion.subject.keyPattern else { return "\(command)" }
        return "\(command) on \(LogText.keyPattern(key))"
    }
}

extension Finding.Kind {
    /// Writes of one command to one kind of key that nobody needed.
    fileprivate var isWastedWrite: Bool {
        [.deadWrites, .noOpWrites, .deleteChurn, .expireFlapping].contains(self)
    }

    /// A command that held the server.
    fileprivate var isLongCommand: Bool {
        [.slowCommand, .bigKey, .keyspaceScan, .observerLoad].contains(self)
    }
}
