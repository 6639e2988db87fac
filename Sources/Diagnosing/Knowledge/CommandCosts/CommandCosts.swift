// The cost table: what a call of each command touches, by server version.

import Summarizing

/// Looks costs up.
package enum CommandCosts {
    /// Every row.
    package static let rows: [CommandCost] =
        ListCommandCosts.rows + HashCommandCosts.rows + SetCommandCosts.rows
        + SortedSetCommandCosts.rows + KeyCommandCosts.rows + ServerCommandCosts.rows

    /// What is known of the cost of a call.
    enum Answer {
        case known(CommandCost)
        /// The versions differ, and which one ran is not known.
        case dependsOnVersion([CommandCost])
        case notInTable
    }

    /// The cost of a call on a server, or on one whose version is not known.
    static func cost(_ command: RedisCommand, _ shape: ArgumentShape, _ version: RedisVersion?)
        -> Answer
    {
        let covering = rows.filter { $0.covers(command, shape) }
        let running = covering.filter { version.map($0.versions.contains) ?? true }
        guard let first = running.first else { return .notInTable }
        let isSame = running.allSatisfy { $0.work == first.work && $0.bound == first.bound }
        return isSame ? .known(first) : .dependsOnVersion(running)
    }

    /// Whether a call's cost grows with some size, on any version.
    static func grows(_ command: RedisCommand, _ shape: ArgumentShape) -> Bool {
        rows.contains { $0.covers(command, shape) && $0.work.unit != nil }
    }

    /// Commands that can take long: those that touch many elements, or run code.
    static func mayBeLong(_ command: RedisCommand) -> Bool {
        switch command.effect {
        case .scan, .script, .flush: true
        case .none, .read, .overwrite, .modify, .push, .pop, .blockingPop, .delete, .rename,
            .expire,
            .transaction, .publish, .connection, .server:
            rows.contains { $0.commands.contains(command) && $0.work.isLong }
        }
    }

    /// Whether the command reads or frees a whole value, so that the value's size is the trouble.
    static func isWholeValue(_ command: RedisCommand, _ shape: ArgumentShape) -> Bool {
        switch command {
        case .hgetall, .hkeys, .hvals, .smembers, .del, .sort: true
        case .lrange, .zrange, .zrevrange: shape == .whole
        default: false
        }
    }
}

extension CommandWork {
    /// Whether a call can hold the server for milliseconds at sizes that are met in practice.
    fileprivate var isLong: Bool {
        switch self {
        case .constant, .arguments, .logarithm, .page, .listNodes, .connections, .subscribers: false
        case .elementsRead, .entriesRead, .elementsPassed, .elementsFreed, .elementsSorted,
            .valueBytes,
            .databaseKeys, .databaseFreed, .script, .processMemory:
            true
        }
    }
}
