// How far the reading has come, in bytes, for whoever watches.

import Foundation
import Synchronization

/// Counts bytes over all tasks and redraws one line at most ten times a second.
final class Progress: Sendable {
    private let total: Int
    private let isShown: Bool
    private let state = Mutex(State())

    private struct State {
        var done = 0
        var drawn = 0
        var hasDrawn = false
    }

    /// Redraw when this much more was read: under a tenth of a second of work.
    private static let stepBytes = 32 << 20

    init(total: Int, isShown: Bool) {
        self.total = total
        self.isShown = isShown
    }

    /// Adds bytes that were read.
    func add(_ bytes: Int) {
        guard isShown else { return }
        state.withLock { state in
            state.done += bytes
            guard state.done - state.drawn >= Self.stepBytes else { return }
            state.drawn = state.done
            state.hasDrawn = true
            Terminal.write("\r  \(state.done >> 20) of \(max(total, state.done) >> 20) MiB read")
        }
    }

    /// Clears the line.
    func finish() {
        let hasDrawn = state.withLock { $0.hasDrawn }
        if hasDrawn { Terminal.write("\r\u{1B}[2K") }
    }
}
