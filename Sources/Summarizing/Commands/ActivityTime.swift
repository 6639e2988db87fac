// A line's place in time: its cell, the gap before it, stalls, and stamps that cannot be.

import Parsing

extension RedisActivity {
    /// A stamp further away than this from the line above, 28 hours, is refused unless the next line agrees with it.
    ///
    /// A damaged digit would otherwise stretch the grid of the report over years.
    static let strayMicrosecondsMin: Int64 = 100_000_000_000
    /// Steps back of less than this are lines of threads that overtook each other.
    private static let backMicrosecondsMin: Int64 = 1_000_000

    /// Microseconds between the line before and this one; `nil` for a stray stamp.
    @inline(__always)
    mutating func gap(before row: RedisCommandRow, _ kind: Int32) -> UInt64? {
        let step = row.time &- lastTime
        if step >= 0, step < Self.stallMicrosecondsMin { return UInt64(step) }
        return gapOfRareStep(step, row, kind)
    }

    /// The gap before a line that begins the capture, ends a stall or steps back; `nil` for a stray stamp.
    @inline(never)
    private mutating func gapOfRareStep(
        _ step: Int64,
        _ row: RedisCommandRow,
        _ kind: Int32
    ) -> UInt64? {
        guard firstTime != nil else {
            begin(with: row)
            return 0
        }
        guard step > -Self.strayMicrosecondsMin, step < Self.strayMicrosecondsMin else {
            return isConfirmed(row) ? 0 : nil
        }
        if step < -Self.backMicrosecondsMin { backwardSteps += 1 }
        guard step > 0 else { return 0 }
        insertStall(
            Stall(
                gap: step,
                time: row.time,
                mark: row.line,
                kindBefore: lastCell >= 0 ? cells.entries[Int(lastCell)].kind : -1,
                kindAfter: kind,
                markBefore: lastMark
            )
        )
        return UInt64(step)
    }

    /// Whether a far stamp is near the one refused before it; then the capture goes on from there.
    private mutating func isConfirmed(_ row: RedisCommandRow) -> Bool {
        guard let last = strayTime, abs(row.time &- last) < Self.strayMicrosecondsMin else {
            strayTime = row.time
            return false
        }
        strayTime = nil
        lastTime = row.time
        // Of the first line and the two that agree against it, it is the first that is wrong.
        if commands == 3 { begin(with: row) }
        return true
    }

    private mutating func begin(with row: RedisCommandRow) {
        firstTime = row.time
        lastTime = row.time
        firstMark = row.line
        firstCell = -1
    }

    mutating func insertStall(_ stall: Stall) {
        if stalls.count >= Self.stallsMax, let last = stalls.last, last.gap >= stall.gap { return }
        let place = stalls.firstIndex { $0.gap < stall.gap } ?? stalls.count
        stalls.insert(stall, at: place)
        if stalls.count > Self.stallsMax { stalls.removeLast() }
    }
}
