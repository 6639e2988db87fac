// How much memory a run may take, and how many rows of each table that is. The one place where it is divided.

/// A budget of memory, divided over the tables whose size the input would decide.
///
/// The limits do not depend on the number of processors, so the report does not either.
package struct MemoryBudget: Sendable, Equatable, Codable {
    /// Bytes for the whole process.
    package let bytes: Int

    /// The budget when nothing is said.
    package static let standard = MemoryBudget(checked: 512 << 20)
    /// Blocks in work, the program and tables of fixed size alone are about 280 MB; with the tables of this budget 4 GB
    /// of MONITOR with 5 million keys were read in 348 MB.
    package static let bytesMin = 384 << 20
    /// Rows are numbered with 32 bits.
    package static let bytesMax = 64 << 30

    /// Makes a budget; `nil` when it is outside ``bytesMin`` to ``bytesMax``.
    package init?(bytes: Int) {
        guard (Self.bytesMin...Self.bytesMax).contains(bytes) else { return nil }
        self.init(checked: bytes)
    }

    private init(checked bytes: Int) {
        self.bytes = bytes
    }

    /// Operations on queues, 24 bytes each; beyond it depth is bounded by counts alone.
    var queueEventsMax: Int { rows(2_000_000) }
    /// Jobs seen pushed, 40 bytes each and 140 more when they are joined; beyond it half are dropped, by the hash of their id.
    var pushedJobsMax: Int { rows(3 << 18) }
    /// Runs of jobs in logs, 56 bytes each and 140 more when they are joined; beyond it half are dropped likewise.
    var loggedJobsMax: Int { rows(3 << 18) }
    /// Executions of statements, 48 bytes each; those beyond it are counted.
    var statementsMax: Int { rows(1 << 20) }
    /// Requests, 56 bytes each; those beyond it are counted.
    var requestsMax: Int { rows(1 << 20) }
    /// Samples of metrics, 24 bytes each; those beyond it are counted.
    var samplesMax: Int { rows(4 << 20) }
    /// Small rows kept whole, of each kind; a capture has tens.
    var smallRowsMax: Int { rows(200_000) }

    /// A number of rows that fits the standard budget, scaled to this one.
    ///
    /// The tables of one source fill the budget, those of all kinds of sources never at once.
    private func rows(_ standardRows: Int) -> Int {
        standardRows * (bytes >> 20) / (Self.standard.bytes >> 20)
    }
}

extension MemoryBudget: Restorable {
    mutating func restore() throws {
        guard MemoryBudget(bytes: bytes) != nil else { throw PartialDamage.range }
    }
}
