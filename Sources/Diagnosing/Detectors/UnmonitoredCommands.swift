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
            guard let kind = UnmonitoredCommand(entry), !kind.call.command.mayBlock,
                !monitored.contains(kind.call.command)
            else { continue }
            kinds[kind.key, default: kind].cost.add(entry)
        }
        return kinds.sorted { $0.key < $1.key }.compactMap { $0.value.finding(scene) }
            .sorted { $0.weight > $1.weight }
    }
}

/// The entries of one command and key pattern.
private struct UnmonitoredCommand {
    let call: LoggedCommand
    /// The word as it is written in upper case, with the subcommand of commands that are several in one.
    let words: String
    var cost = LoggedCost()

    /// The longest word of a command that Redis has is of 20 bytes; what is longer is no command.
    private static let wordBytesMax = 32

    /// The kind of an entry, without the entry; `nil` when it has no words.
    init?(_ entry: SlowlogEntry) {
        guard let word = entry.arguments.first, let call = LoggedCommand(entry) else { return nil }
        self.call = call
        switch call.command {
        case .unknown: words = String(word.uppercased().prefix(Self.wordBytesMax))
        case .debug, .memory, .cluster, .config, .client, .script, .function, .module, .latency:
            let second = entry.arguments.dropFirst().first?.uppercased() ?? ""
            words = second.isEmpty ? call.command.name : "\(call.command.name) \(second)"
        default: words = call.command.name
        }
    }

    var key: String { "\(call.key) \(words)" }

    private var name: Sentence {
        let text = LogText.command(words)
        return call.pattern.isEmpty ? "\(text)" : "\(text) on \(LogText.keyPattern(call.pattern))"
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
        let held = HeldServer(
            command: call.command,
            shape: call.shape,
            pattern: call.pattern,
            name: name,
            subject: NamedHosts(of: cost.entries, scene.timeline)
                .subject(words, on: call.pattern, scene.timeline),
            start: start,
            end: last,
            spanSeconds: max(1, last.seconds - start.seconds),
            calls: Double(cost.entries.count),
            longestSeconds: longest / 1e6,
            seenSeconds: seconds,
            estimatedSeconds: seconds
        )
        let evidence = [cost.evidence(from: start, scene)].compactMap { $0 }
        return held.finding(.strong, evidence, scene)
    }
}
