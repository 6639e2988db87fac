// What is being written and does not stand in its place yet: removed when writing fails, and when somebody
// interrupts it.

import Foundation
import Synchronization

/// Watches over the unfinished files of a run.
final class Staging {
    private let unfinished = UnfinishedPaths()
    private let interruption: any DispatchSourceSignal

    /// Watches for Ctrl-C from now on.
    init() {
        interruption = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        // The source is told in place of the process's end.
        signal(SIGINT, SIG_IGN)
        interruption.setEventHandler { [unfinished] in
            unfinished.removeAll()
            _exit(ExitStatus.interrupted)
        }
        interruption.resume()
    }

    deinit {
        interruption.cancel()
        signal(SIGINT, SIG_DFL)
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
