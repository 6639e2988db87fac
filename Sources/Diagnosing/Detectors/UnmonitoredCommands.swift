// Commands that held the server and that MONITOR does not show: the slow log alone tells of them.
// Source: redis server.c 7.0 `call`: commands with the flag CMD_ADMIN are never fed to the monitors.

import Summarizing

/// Finds commands of the slow log that stand in no MONITOR line, be it that none was read.
package struct UnmonitoredCommands: Detector {
    package let name = "unmonitored-commands"

    /// Makes the detector.
    package init() {}

    /// The slow log writes the second in which a command ended.
    static let stampSeconds = 1.0

    package func findings(in scene: Scene) -> [Finding] {
        // By the word alone: the slow log cuts long arguments, so that its key patterns may differ.
        let monitored = Set(scene.commandGroups.map(\.command))
        let start = scene.timeline.start.advanced(bySeconds: -Self.stampSeconds)
        var kinds: [String: UnmonitoredCommand] = [:]
        for entry in scene.timeline.slowlog
        where entry.end >= start && entry.end <= scene.timeline.end {
            guard let kind = UnmonitoredCommand(entry), !kind.command.mayBlock,
                !monitored.contains(kind.command)
            else { continue }
            kinds[kind.key, default: kind].cost.add(entry)
        }
        return kinds.sorted { $0.key < $1.key }.compactMap { $0.value.finding(scene) }
            .sorted { $0.weight > $1.weight }
    }
}

/// The entries of one command and key pattern.
private struct UnmonitoredCommand {
    let command: RedisCommand
    let shape: ArgumentShape
    let pattern: String
    /// The word as it is written in upper case, with the subcommand of commands that are several in one.
    let words: String
    var cost = LoggedCost()

    /// A subject names at most this many hosts.
    private static let hostsShownMax = 10
    /// The longest word of a command that Redis has is of 20 bytes; what is longer is no command.
    private static let wordBytesMax = 32

    /// The kind of an entry, without the entry; `nil` when it has no words.
    init?(_ entry: SlowlogEntry) {
        guard let word = entry.arguments.first else { return nil }
        command = RedisCommand.named(Array(word.utf8))
        let keyIndex = command.firstKeyIndex
        let hasKey = keyIndex > 0 && keyIndex < entry.arguments.count
        pattern = KeyPatterns.pattern(of: hasKey ? entry.arguments[keyIndex] : "")
        shape = command.shape(ofWords: Array(entry.arguments.dropFirst(keyIndex + 1)))
        switch command {
        case .unknown: words = String(word.uppercased().prefix(Self.wordBytesMax))
        case .debug, .memory, .cluster, .config, .client, .script, .function, .module, .latency:
            let second = entry.arguments.dropFirst().first?.uppercased() ?? ""
            words = second.isEmpty ? command.name : "\(command.name) \(second)"
        default: words = command.name
        }
    }

    var key: String { "\(LoggedCost.key(command, shape, pattern)) \(words)" }

    private var name: Sentence {
        let text = LogText.command(words)
        return pattern.isEmpty ? "\(text)" : "\(text) on \(LogText.keyPattern(pattern))"
    }

    /// The rule of ``SlowCommands`` for calls that are few: each long enough to be felt, and more than a hiccup.
    private var isFelt: Bool {
        let longest = cost.durations.max() ?? 0
        let sum = cost.durations.reduce(0, +)
        return longest >= Double(SlowCommands.longMicrosecondsMin)
            && (cost.entries.count >= SlowCommands.entriesMin
                || sum >= SlowCommands.longSecondsMin * 1e6)
    }

    /// `nil` where the calls were too short, or too few, to be felt.
    func finding(_ scene: Scene) -> Finding? {
        guard let first = cost.entries.map(\.end).min(), let last = cost.entries.map(\.end).max(),
            let longest = cost.durations.max(), isFelt
        else { return nil }
        let seconds = cost.durations.reduce(0, +) / 1e6
        let begin = cost.entries.filter { $0.end == first }.map(\.durationMicroseconds).max() ?? 0
        let start = first.advanced(bySeconds: -Double(begin) / 1e6)
        let span = max(1, last.seconds - start.seconds)
        let share = min(1, seconds / span)
        let calls = Double(cost.entries.count)
        var finding = Finding(
            kind: SlowCommandWording.kind(command, shape, pattern, scene),
            confidence: .strong,
            start: start,
            end: last,
            subject: subject(scene),
            title:
                "\(name) held the server: \(calls, .calls), \(longest / 1e6, .seconds) the longest, about \(share, .share) of its time",
            measures: [
                Measure("calls_per_second", calls / span, .callsPerSecond),
                Measure("seconds_max", longest / 1e6, .seconds),
                Measure("seconds_seen", seconds, .seconds),
                Measure("share_of_server_time", share, .share),
            ],
            evidence: [cost.evidence(from: start, scene)].compactMap { $0 },
            advice: SlowCommandWording.advice(command, name, pattern, share),
            explanation: SlowCommandWording.lesson,
            weight: share * 1_000
        )
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: MechanismWeight.decibans(share: share),
                because:
                    "its calls took about \(share, .share) of the one thread that runs commands",
                evidence: finding.evidence
            )
        ]
        return finding
    }

    private func subject(_ scene: Scene) -> Subject {
        var hosts: [String] = []
        var names: [String] = []
        for entry in cost.entries {
            let host = entry.client.map { ConnectionTrace.host(of: Array($0.utf8)) }
            if let host, !hosts.contains(host) { hosts.append(host) }
            let known = host.map { scene.timeline.names(ofHost: $0) } ?? []
            for name in (entry.clientName.map { [$0] } ?? known) where !names.contains(name) {
                names.append(name)
            }
        }
        return Subject(
            command: words,
            keyPattern: pattern.isEmpty ? nil : pattern,
            queue: scene.timeline.queues.first { $0.key == pattern }?.name,
            clients: Array(hosts.prefix(Self.hostsShownMax)),
            clientNames: Array(names.prefix(Self.hostsShownMax))
        )
    }
}
