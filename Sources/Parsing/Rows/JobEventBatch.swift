// Steps of jobs of one block of a worker's log: one allocation a block, and a string only for each name.

/// Steps of jobs in the order of their lines.
package struct JobEventBatch: Sendable {
    package var rows: [JobEventRow] = []
    /// The names that rows give by number.
    package private(set) var classes = BlockNames()
    package private(set) var processes = BlockNames()

    /// Makes an empty batch.
    package init() {}

    /// Numbers the names of a step.
    mutating func numbers(jobClass: ArraySlice<UInt8>, process: ArraySlice<UInt8>) -> (
        jobClass: Int32, process: Int32
    ) {
        (classes.number(of: jobClass), processes.number(of: process))
    }
}

/// One step, without pointers; the meaning of its parts is that of ``JobEvent``.
package struct JobEventRow: Sendable, Equatable {
    /// Microseconds on the log's clock.
    package var time: Int64
    /// The line, from 1 over the source, or its mark.
    package var line: Int
    package var idHash: UInt64?
    package var elapsedSeconds: Double?
    /// Numbers in ``JobEventBatch/classes`` and ``JobEventBatch/processes``.
    package var jobClass: Int32
    package var process: Int32
    package var phase: JobEvent.Phase
}

/// Names that come again and again in a block, by small numbers.
package struct BlockNames: Sendable {
    package private(set) var names: [String] = []
    private var numbers = HashedNumbers(countMax: Self.sharedMax)

    /// Names that are found again; a later one is kept anew each time, which the size of a block bounds.
    private static let sharedMax = 512

    /// The number of a name.
    mutating func number(of name: ArraySlice<UInt8>) -> Int32 {
        let hash = FixedHash.hash(name)
        if let known = numbers.find(hash) { return known }
        let number = Int32(names.count)
        names.append(LineCursor.string(name))
        _ = numbers.add(hash, number)
        return number
    }
}
