// How commands that held the server are spoken of: one place for those that MONITOR shows and those that it does not.

import Summarizing

/// Words and kinds for commands that held the server.
enum SlowCommandWording {
    /// What the mechanism teaches.
    static let lesson: Sentence =
        "Redis runs one command at a time: while a long one runs, every other client waits."

    /// What a command that took long is, by what it does; reading a queue without working on it is watching it.
    static func kind(
        _ command: RedisCommand,
        _ shape: ArgumentShape,
        _ pattern: String,
        _ scene: Scene
    ) -> Finding.Kind {
        if command.effect == .scan { return .keyspaceScan }
        let isQueue = scene.timeline.queues.contains { $0.key == pattern }
        if isQueue, command.effect == .read { return .observerLoad }
        return CommandCosts.isWholeValue(command, shape) ? .bigKey : .slowCommand
    }

    /// What to do about a command, with the share of the server's time that it gives back.
    static func advice(
        _ command: RedisCommand,
        _ name: Sentence,
        _ pattern: String,
        _ share: Double
    ) -> Advice {
        let key = LogText.keyPattern(pattern)
        let action: Sentence =
            switch command {
            case .del: "Use UNLINK for \(key): it frees memory in the background"
            case .keys: "Use SCAN with a COUNT, or keep a set of the keys that are asked for"
            case .hgetall, .hkeys, .hvals:
                "Read \(key) with HSCAN in steps of 1,000, or keep what the report needs apart"
            case .lrange: "Keep a counter a class beside the queue instead of reading all of it"
            case .smembers: "Read \(key) with SSCAN in steps of 1,000"
            case _ where pattern.isEmpty:
                "Keep \(name) off the server that others wait for: run it on a replica"
            default: "Ask for less of \(key) at once"
            }
        return Advice(
            kind: .prevent,
            action: action,
            expectedEffect: "gives back \(share, .share) of the server's time",
            check: "no entry of this kind in SLOWLOG"
        )
    }
}
