// One row of the cost table.

package import Summarizing

/// What a call of some commands touches, on some versions of the server.
package struct CommandCost: Sendable {
    /// The commands of the row.
    package let commands: [RedisCommand]
    /// The shapes of index arguments that the row is about; empty for any.
    package let shapes: [ArgumentShape]
    package let versions: Versions
    package let work: CommandWork
    /// Whether a call touches all of that or, by its arguments or the data, less.
    package let bound: Bound
    /// The source file and version that the row was read from.
    package let source: String

    /// Whether the work is known or only bounded.
    package enum Bound: Sendable {
        case exact
        /// A call touches at most this; how much of it, MONITOR does not show.
        case atMost
    }

    /// A range of server versions.
    package struct Versions: Sendable, Equatable {
        /// The first version, inclusive; `nil` from the beginning.
        package let since: RedisVersion?
        /// The first version after the range; `nil` to today's.
        package let before: RedisVersion?
        /// The range in words: "on 3.2 to 6.2".
        package let words: Sentence

        /// Whether a version lies in the range.
        package func contains(_ version: RedisVersion) -> Bool {
            if let since, version < since { return false }
            if let before, version >= before { return false }
            return true
        }

        /// Every version.
        static let all = Versions(since: nil, before: nil, words: "on every version")
        /// Lists were linked lists or ziplists, walked from the nearer end.
        static let beforeQuicklists = Versions(since: nil, before: quicklists, words: "before 3.2")
        /// `quicklistIndex` walks from the head for every index that is not negative by then.
        static let walkingFromHead = Versions(
            since: quicklists,
            before: nearestEnd,
            words: "on 3.2 to 6.2"
        )
        /// Iterators start at the nearer end (redis#9454).
        static let seekingFromNearestEnd = Versions(
            since: nearestEnd,
            before: nil,
            words: "from 7.0 on"
        )

        private static let quicklists = RedisVersion(major: 3, minor: 2, patch: 0)
        private static let nearestEnd = RedisVersion(major: 7, minor: 0, patch: 0)
    }

    /// Makes a row.
    init(
        _ commands: [RedisCommand],
        _ work: CommandWork,
        _ source: String,
        shapes: [ArgumentShape] = [],
        versions: Versions = .all,
        bound: Bound = .exact
    ) {
        self.commands = commands
        self.work = work
        self.source = source
        self.shapes = shapes
        self.versions = versions
        self.bound = bound
    }

    /// Whether the row is about a call.
    func covers(_ command: RedisCommand, _ shape: ArgumentShape) -> Bool {
        commands.contains(command) && (shapes.isEmpty || shapes.contains(shape))
    }
}
