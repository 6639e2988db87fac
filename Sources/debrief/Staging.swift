// What is being written and does not stand in its place yet: removed when writing fails, and when somebody
// interrupts it.

import Foundation
import Synchronization

/// Watches over the unfinished files of a run.
final class Staging {
    private let unfinished = UnfinishedPaths()
    private let interruptions: [any DispatchSourceSignal]

    /// Ctrl-C, `timeout` or a shutdown, and a terminal that is closed.
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Watches for the signals that end a process from now on.
    init() {
        interruptions = Self.signals.map {
            DispatchSource.makeSignalSource(signal: $0, queue: .global())
        }
        for (number, interruption) in zip(Self.signals, interruptions) {
            // The source is told in place of the process's end.
            signal(number, SIG_IGN)
            interruption.setEventHandler { [unfinished] in
                unfinished.removeAll()
                _exit(ExitStatus.interrupted(by: number))
            }
            interruption.resume()
        }
    }

    deinit {
        interruptions.forEach { $0.cancel() }
        Self.signals.forEach { signal($0, SIG_DFL) }
    }

    /// Runs a body that writes to an unfinished path, and removes what is left of it in any case.
    func during(_ path: String, _ body: () throws -> Void) throws {
        UnfinishedPaths.remove(path)
        unfinished.insert(path)
        defer { unfinished.remove(path) }
        try body()
    }
}

/// Paths that are being written.
private final class UnfinishedPaths: Sendable {
    private let paths = Mutex<Set<String>>([])

    func insert(_ path: String) {
        paths.withLock { _ = $0.insert(path) }
    }

    func remove(_ path: String) {
        Self.remove(path)
        paths.withLock { _ = $0.remove(path) }
    }

    /// Holds the lock to the end, so that nothing is begun after it.
    func removeAll() {
        paths.withLock { $0.forEach(Self.remove) }
    }

    static func remove(_ path: String) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // What cannot be removed has a name that says it is unfinished.
        }
    }
}
