// What one call of a command touches, and what that takes of the one thread that runs commands.

/// How the work of a call grows.
package enum CommandWork: Equatable, Sendable {
    /// The same at any size.
    case constant
    /// One lookup for each key, field or member that the line names.
    case arguments
    /// A search in a sorted set.
    case logarithm
    /// As many elements as the line asks for.
    case page
    /// Walks a list from node to node without returning what it passes.
    case listNodes
    /// Returns every element of a list, in the order of the memory.
    case elementsRead
    /// Returns every entry of a hash table or a skip list, from all over the memory.
    case entriesRead
    /// Compares every element without returning it.
    case elementsPassed
    /// Frees every element.
    case elementsFreed
    /// Sorts every element.
    case elementsSorted
    /// Reads every byte of a string.
    case valueBytes
    /// Looks at every key of the database.
    case databaseKeys
    /// Frees every key of the database.
    case databaseFreed
    /// Describes every connection.
    case connections
    /// Sends to every subscriber.
    case subscribers
    /// What the commands inside cost; each has a line of its own in MONITOR.
    case script
    /// Copies or writes the memory of the process.
    case processMemory
}

extension CommandWork {
    /// What the size that the work grows with is counted in, or `nil` where the work does not grow.
    package var unit: Quantity.Unit? {
        switch self {
        case .constant, .arguments, .logarithm, .page, .script: nil
        case .listNodes, .elementsRead, .entriesRead, .elementsPassed, .elementsFreed,
            .elementsSorted:
            .elements
        case .valueBytes, .processMemory: .bytes
        case .databaseKeys, .databaseFreed: .keys
        case .connections, .subscribers: .clients
        }
    }

    /// What a call does, as the predicate of a sentence.
    package var words: Sentence {
        switch self {
        case .constant: "touches one element at any depth"
        case .arguments: "touches what its line names, at any depth"
        case .logarithm: "finds its place in a few steps at any depth"
        case .page: "touches one page at any depth"
        case .listNodes: "walks the nodes of the whole list"
        case .elementsRead, .entriesRead: "reads every element"
        case .elementsPassed: "looks at every element"
        case .elementsFreed: "frees every element"
        case .elementsSorted: "sorts or merges every element"
        case .valueBytes: "reads every byte of the value"
        case .databaseKeys: "looks at every key of the database"
        case .databaseFreed: "frees every key of the database"
        case .connections: "describes every connection"
        case .subscribers: "sends to every subscriber"
        case .script: "costs what the commands inside cost"
        case .processMemory: "copies or writes the memory of the process"
        }
    }

    /// The microseconds of one call at a size, from the kindest memory and elements to the worst that were
    /// measured; `nil` where nothing here predicts them.
    package func microseconds(size: Double) -> ClosedRange<Double>? {
        let call = Self.microsecondsOfACall
        switch self {
        case .constant, .arguments, .logarithm: return call...call
        case .page: return Self.grown(Self.pageElements, Self.elementRead)
        case .listNodes: return Self.grown(size, Self.elementWalked)
        case .elementsRead: return Self.grown(size, Self.elementRead)
        case .entriesRead: return Self.grown(size, Self.entryRead)
        case .elementsPassed: return Self.grown(size, Self.elementPassed)
        case .elementsFreed: return Self.grown(size, Self.elementFreed)
        case .elementsSorted: return Self.grown(size, Self.elementSorted)
        case .valueBytes: return Self.grown(size, Self.byteRead)
        case .databaseKeys: return Self.grown(size, Self.keyMatched)
        case .databaseFreed: return Self.grown(size, Self.keyFreed)
        case .connections: return Self.grown(size, Self.connectionDescribed)
        case .subscribers, .script, .processMemory: return nil
        }
    }

    private static func grown(_ size: Double, _ each: ClosedRange<Double>) -> ClosedRange<Double> {
        let size = max(0, size)
        return
            (microsecondsOfACall + size * each.lowerBound)...(microsecondsOfACall + size
            * each.upperBound)
    }
}
