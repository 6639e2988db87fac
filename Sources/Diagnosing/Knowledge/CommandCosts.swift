// What a command costs as what it touches grows, by server version.
// Source: redis t_list.c, quicklist.c, t_hash.c, t_set.c, t_zset.c, db.c at 3.0.7, 3.2.0, 6.2.14, 7.0.15; the microseconds
// were measured on 7.0.15 with 396-byte elements (INFO commandstats, 300 calls a depth).

import Summarizing

/// The cost table.
enum CommandCosts {
    /// How many elements a call touches.
    enum Work: Equatable {
        /// The same at any depth.
        case constant
        /// Every element: replies grow with it.
        case everyElement
        /// Walks the nodes of the list from its head, without returning them.
        case listWalk
        /// A page of known size.
        case page
    }

    /// A call that touches one element, in microseconds.
    static let microsecondsOfACall = 0.5
    /// Reading and replying one element of a few hundred bytes.
    static let microsecondsOfAnElement = 0.25
    /// Passing one element's place while walking a quicklist: 70 µs for half a million elements.
    static let microsecondsOfAStep = 0.000_14
    /// Elements in a page that a client asks for: Sidekiq's pages hold 50.
    static let pageElements = 50.0

    /// From 7.0 on `quicklistIndex` seeks from the nearer end (redis#9454).
    static let listsSeekFromNearestEnd = RedisVersion(major: 7, minor: 0, patch: 0)
    /// Until 3.0 lists are linked lists or ziplists, which are walked from the nearer end.
    static let listsAreQuicklists = RedisVersion(major: 3, minor: 2, patch: 0)

    /// The work of a call, or `nil` when it depends on a version that is not known.
    static func work(_ command: RedisCommand, _ shape: ArgumentShape, _ version: RedisVersion?)
        -> Work?
    {
        switch command {
        case .lrange where shape == .last:
            guard let version else { return nil }
            let walks = version >= listsAreQuicklists && version < listsSeekFromNearestEnd
            return walks ? .listWalk : .constant
        case .lrange where shape == .page, .zrange where shape == .page,
            .zrevrange where shape == .page:
            return .page
        case .lrange, .hgetall, .hkeys, .hvals, .smembers, .sort, .lrem, .lpos, .zrange, .zrevrange,
            .sunion,
            .sinter, .sdiff:
            return .everyElement
        case .keys: return .everyElement
        case .del: return .everyElement
        default: return .constant
        }
    }

    /// The predicted time of one call in microseconds at a depth.
    static func microseconds(_ work: Work, depth: Double) -> Double {
        switch work {
        case .constant: microsecondsOfACall
        case .page: microsecondsOfACall + pageElements * microsecondsOfAnElement
        case .everyElement: microsecondsOfACall + depth * microsecondsOfAnElement
        case .listWalk: microsecondsOfACall + depth * microsecondsOfAStep
        }
    }

    /// Commands that can take long: those that touch many elements, or run code.
    static func mayBeLong(_ command: RedisCommand) -> Bool {
        if command.effect == .scan || command.effect == .script || command.effect == .flush {
            return true
        }
        switch command {
        case .del, .save, .debug, .zunionstore, .zinterstore, .sunionstore, .sinterstore,
            .sdiffstore:
            return true
        default: return work(command, .plain, nil) == .everyElement
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
