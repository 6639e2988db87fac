// What one call of a job library does to Redis: the row type of the tables beside this file.

import Summarizing

/// A job library that keeps its queues in Redis.
package enum JobLibrary: String, Sendable, CaseIterable {
    case sidekiq = "Sidekiq"
    case resque = "Resque"
    case bullMQ = "BullMQ"
    case celery = "Celery"
    case rq = "RQ"

    /// The name in a sentence.
    var name: Sentence {
        switch self {
        case .sidekiq: "Sidekiq"
        case .resque: "Resque"
        case .bullMQ: "BullMQ"
        case .celery: "Celery"
        case .rq: "RQ"
        }
    }
}

/// One call of a library, the commands it sends, and what they cost.
package struct LibraryCall: Sendable, Equatable {
    /// What a call is for.
    package enum Purpose: String, Sendable, CaseIterable {
        case enqueue
        case fetch
        case schedule
        case retry
        case heartbeat
        /// Looking whether something is due, or how much waits.
        case poll
        case webUI = "web UI"
        /// Work on single jobs: looking for one, deleting, clearing.
        case manage
        /// The library's own books: counts, locks, results.
        case upkeep
    }

    /// How the work of a call grows with the depth of the queue or set.
    package enum Growth: Sendable, Equatable {
        case constant
        /// A search tree or skip list is descended.
        case logarithmic
        /// The last element by its index from the front, which LRANGE turns -1 into.
        case lastByRange
        /// One page at an offset; all pages together look at every element again and again.
        case pages
        /// Every element is read, and where `isSent`, goes over the wire.
        case everyElement(isSent: Bool)
        /// Memory of every element is given back, in the command or by a thread beside it.
        case release(inBackground: Bool)
        /// All jobs that share a moment, or a fixed number of those that are due.
        case batch(Int)
    }

    /// How the call shows in MONITOR: a command, the beginning of its key, and its index arguments where they tell.
    struct Mark: Sendable, Equatable {
        let command: RedisCommand
        let key: String
        let shape: ArgumentShape?

        init(_ command: RedisCommand, _ key: String, _ shape: ArgumentShape? = nil) {
            self.command = command
            self.key = key
            self.shape = shape
        }
    }

    package let library: JobLibrary
    /// Versions for which the row holds.
    package let versions: String
    /// The call as a program writes it, or the loop of the library that makes it.
    package let call: String
    package let purpose: Purpose
    /// The commands in their order.
    package let commands: String
    /// The complexity, N being the elements of the list or set.
    package let complexity: String
    package let growth: Growth
    /// Library file and version in which this was read, or the run that showed it.
    package let source: String
    let marks: [Mark]

    init(
        _ library: JobLibrary,
        _ versions: String,
        _ call: String,
        _ purpose: Purpose,
        commands: String,
        complexity: String,
        _ growth: Growth,
        source: String,
        marks: [Mark] = []
    ) {
        self.library = library
        self.versions = versions
        self.call = call
        self.purpose = purpose
        self.commands = commands
        self.complexity = complexity
        self.growth = growth
        self.source = source
        self.marks = marks
    }
}

extension LibraryCall {
    /// What the call costs the server at a depth of a million, one clause for each group of server versions.
    ///
    /// Times come from ``CommandWork``: from the kindest memory and elements to the worst that were measured.
    package var atDepthOfAMillion: [Sentence] {
        switch growth {
        case .constant: return ["the same as at depth 1"]
        case .logarithmic: return ["some 20 comparisons instead of 1"]
        case .lastByRange:
            return [
                "3.2 to 6.2: walks the list, \(Self.times(.listNodes)) a call",
                "up to 3.0 and from 7.0: the same as at depth 1",
            ]
        case .pages:
            let pages = Self.depth / CommandWork.pageElements
            return [
                "a page: before 7.0 up to \(Self.times(.listNodes)) of walking to it",
                "all pages: \(pages, .calls), each at half of that in the mean",
            ]
        case .everyElement(let isSent):
            return isSent
                ? ["\(Self.times(.elementsRead)) a call, and every payload on the wire"]
                : ["\(Self.times(.elementsPassed)) a call in which nobody else is answered"]
        case .release(let inBackground):
            return inBackground
                ? ["the same as at depth 1; a thread gives the memory back"]
                : ["\(Self.times(.elementsFreed)) a call in which nobody else is answered"]
        case .batch(let count):
            return ["the same as at depth \(count, .plain): no more are taken at once"]
        }
    }

    /// The depth that a person remembers.
    private static let depth = 1e6

    private static func times(_ work: CommandWork) -> Sentence {
        guard let range = work.microseconds(size: depth) else { return "an unknown time" }
        return "\(range.lowerBound / 1e6, .seconds) to \(range.upperBound / 1e6, .seconds)"
    }
}
