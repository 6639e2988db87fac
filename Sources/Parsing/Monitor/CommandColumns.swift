// The columns of a batch while they are written: memory that is allocated once a reader.
//
// Invariants: every column has room for `capacity` rows, `append` is refused beyond it, and rows below
// `count` are initialised. All element types are trivial, so nothing needs to be deinitialised.

/// Columns that are filled row by row and copied into a batch at the end of a block.
///
/// Growing twelve arrays a row costs more than reading the row; so does fresh memory for every block.
final class CommandColumns {
    private(set) var count = 0
    private var capacity = 0

    private var times = UnsafeMutablePointer<Int64>.allocate(capacity: 0)
    private var lines = UnsafeMutablePointer<Int>.allocate(capacity: 0)
    private var clients = UnsafeMutablePointer<Span32>.allocate(capacity: 0)
    private var clientHashes = UnsafeMutablePointer<UInt64>.allocate(capacity: 0)
    private var databases = UnsafeMutablePointer<UInt16>.allocate(capacity: 0)
    private var commands = UnsafeMutablePointer<RedisCommand>.allocate(capacity: 0)
    private var commandNames = UnsafeMutablePointer<Span32>.allocate(capacity: 0)
    private var keys = UnsafeMutablePointer<Span32>.allocate(capacity: 0)
    private var keyHashes = UnsafeMutablePointer<UInt64>.allocate(capacity: 0)
    private var arguments = UnsafeMutablePointer<Span32>.allocate(capacity: 0)
    private var argumentHashes = UnsafeMutablePointer<UInt64>.allocate(capacity: 0)
    private var argumentCounts = UnsafeMutablePointer<UInt32>.allocate(capacity: 0)

    deinit { deallocate() }

    /// Forgets all rows and makes room for so many.
    func reset(rowsMax: Int) {
        count = 0
        guard rowsMax > capacity else { return }
        deallocate()
        capacity = rowsMax
        times = .allocate(capacity: rowsMax)
        lines = .allocate(capacity: rowsMax)
        clients = .allocate(capacity: rowsMax)
        clientHashes = .allocate(capacity: rowsMax)
        databases = .allocate(capacity: rowsMax)
        commands = .allocate(capacity: rowsMax)
        commandNames = .allocate(capacity: rowsMax)
        keys = .allocate(capacity: rowsMax)
        keyHashes = .allocate(capacity: rowsMax)
        arguments = .allocate(capacity: rowsMax)
        argumentHashes = .allocate(capacity: rowsMax)
        argumentCounts = .allocate(capacity: rowsMax)
    }

    /// Appends a line, of which `text` is the buffer that its ranges point into.
    ///
    /// Where that buffer is a part of the batch's bytes, `shift` is where it begins.
    @inline(__always)
    func append(
        _ line: MonitorLine,
        of text: UnsafePointer<UInt8>,
        line number: Int,
        shiftedBy shift: Int = 0
    ) {
        let row = count
        precondition(row < capacity, "more rows than lines of the shortest form fit into a block")
        count = row + 1
        times[row] = line.time
        lines[row] = number
        clients[row] = line.client.shifted(by: shift)
        clientHashes[row] = line.client.hash(in: text, seed: 0)
        databases[row] = line.database
        commands[row] = line.known
        commandNames[row] = line.command.shifted(by: shift)
        keys[row] = line.firstKey.shifted(by: shift)
        keyHashes[row] =
            line.firstKey.isEmpty ? 0 : line.firstKey.hash(in: text, seed: UInt64(line.database))
        arguments[row] = line.arguments.shifted(by: shift)
        argumentHashes[row] =
            line.isOverwrite ? line.arguments.hash(in: text, seed: 0) : 0
        argumentCounts[row] = line.words
    }

    /// Copies the rows into a batch.
    func copy(into batch: inout RedisCommandBatch) {
        batch.times = array(times)
        batch.lines = array(lines)
        batch.clients = array(clients)
        batch.clientHashes = array(clientHashes)
        batch.databases = array(databases)
        batch.commands = array(commands)
        batch.commandNames = array(commandNames)
        batch.keys = array(keys)
        batch.keyHashes = array(keyHashes)
        batch.arguments = array(arguments)
        batch.argumentHashes = array(argumentHashes)
        batch.argumentCounts = array(argumentCounts)
    }

    private func array<Value>(_ column: UnsafeMutablePointer<Value>) -> [Value] {
        Array(UnsafeBufferPointer(start: column, count: count))
    }

    private func deallocate() {
        times.deallocate()
        lines.deallocate()
        clients.deallocate()
        clientHashes.deallocate()
        databases.deallocate()
        commands.deallocate()
        commandNames.deallocate()
        keys.deallocate()
        keyHashes.deallocate()
        arguments.deallocate()
        argumentHashes.deallocate()
        argumentCounts.deallocate()
    }
}

extension Span32 {
    @inline(__always)
    fileprivate func shifted(by shift: Int) -> Span32 {
        Span32(Int(start) + shift, Int(end) + shift)
    }

    @inline(__always)
    fileprivate func hash(in text: UnsafePointer<UInt8>, seed: UInt64) -> UInt64 {
        FixedHash.hash(text + Int(start), count: count, seed: seed)
    }
}
