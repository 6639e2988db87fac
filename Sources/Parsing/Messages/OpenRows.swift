// Rows that a later line may still complete, kept in the order of their lines.

/// Holds rows back while a line that belongs to one of them may follow, and no longer.
///
/// A PostgreSQL statement waits for its parameters.
/// What is handed on does not depend on where blocks end.
struct OpenRows<Note> {
    private struct Open {
        let key: UInt64
        let sequence: Int
        let note: Note
    }

    private var rows: [Row] = []
    /// The sequence number of the first row held.
    private var base = 0
    /// In rising order of sequence.
    private var open: [Open] = []

    /// More rows than threads of a worker process never wait at a time; the oldest is given up.
    private static var openMax: Int { 64 }
    /// A completing line follows within a few lines; a thousand bounds what is held.
    private static var rowsHeldMax: Int { 1_000 }

    /// Adds a row that is complete.
    mutating func append(_ row: Row) {
        rows.append(row)
        guard let oldest = open.first, base + rows.count - oldest.sequence > Self.rowsHeldMax else {
            return
        }
        open.removeFirst()
    }

    /// Adds a row that a later line with the same key may complete.
    mutating func append(_ row: Row, openFor key: UInt64, note: Note) {
        append(row)
        close(key)
        if open.count == Self.openMax { open.removeFirst() }
        open.append(Open(key: key, sequence: base + rows.count - 1, note: note))
    }

    /// Whether a row waits under a key.
    func isOpen(_ key: UInt64) -> Bool {
        open.contains { $0.key == key }
    }

    /// Changes the row that waits under a key, if one does.
    mutating func update(_ key: UInt64, _ change: (inout Row, Note) -> Void) {
        guard let entry = open.first(where: { $0.key == key }) else { return }
        change(&rows[entry.sequence - base], entry.note)
    }

    /// Lets the row that waits under a key go.
    mutating func close(_ key: UInt64) {
        guard !open.isEmpty else { return }
        open.removeAll { $0.key == key }
    }

    /// Hands on the rows that no line can change any more.
    mutating func take() -> [Row] {
        guard let oldest = open.first else { return takeAll() }
        let count = oldest.sequence - base
        let taken = Array(rows[..<count])
        rows.removeFirst(count)
        base += count
        return taken
    }

    /// Hands on every row.
    mutating func takeAll() -> [Row] {
        defer {
            base += rows.count
            rows = []
            open = []
        }
        return rows
    }
}
