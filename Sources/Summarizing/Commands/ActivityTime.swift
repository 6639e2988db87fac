// A line's place in time: its cell, the gap before it, stalls, and stamps that cannot be.

extension RedisActivity {
    /// A stamp further away than this from the line above, 28 hours, is refused unless the next line agrees with it.
    ///
    /// A damaged digit would otherwise stretch the grid of the report over years.
    static let strayMicrosecondsMin: Int64 = 100_000_000_000
    /// Steps back of less than this are lines of threads that overtook each other.
    private static let backMicrosecondsMin: Int64 = 1_000_000

    /// Adds the line to its cell and the gap before it to both neighbours.
    @inline(__always)
    mutating func count(_ entry: CommandRow) {
        let time = entry.time
        let step = time &- lastTime
        var gap: UInt64 = 0
        if step >= 0, step < Self.stallMicrosecondsMin {
            gap = UInt64(step)
        } else {
            guard let rare = gapOfRareStep(step, entry) else {
                strayStamps += 1
                return
            }
            gap = rare
        }
        let bin = bin(of: time)
        cells.update(cells.place(entry.kind, bin)) { cell in
            cell.calls &+= 1
            cell.bytes &+= entry.argumentBytes
            cell.gapBefore &+= gap
        }
        if gap > 0, lastKind >= 0 { addGapAfter(gap) }
        series[Int(entry.kind)].lastMark = entry.mark
        lastTime = max(lastTime, time)
        lastKind = entry.kind
        lastBin = bin
        lastMark = entry.mark
    }

    @inline(__always)
    mutating func addGapAfter(_ gap: UInt64) {
        cells.update(cells.place(lastKind, lastBin)) { $0.gapAfter &+= gap }
    }

    /// The gap before a line that begins the capture, ends a stall or steps back; `nil` for a stray stamp.
    @inline(never)
    private mutating func gapOfRareStep(_ step: Int64, _ entry: CommandRow) -> UInt64? {
        guard firstTime != nil else {
            begin(with: entry)
            return 0
        }
        guard step > -Self.strayMicrosecondsMin, step < Self.strayMicrosecondsMin else {
            return isConfirmed(entry) ? 0 : nil
        }
        if step < -Self.backMicrosecondsMin { backwardSteps += 1 }
        guard step > 0 else { return 0 }
        insertStall(
            Stall(
                gap: step,
                time: entry.time,
                mark: entry.mark,
                kindBefore: lastKind,
                kindAfter: entry.kind,
                markBefore: lastMark
            )
        )
        return UInt64(step)
    }

    /// Whether a far stamp is near the one refused before it; then the capture goes on from there.
    private mutating func isConfirmed(_ entry: CommandRow) -> Bool {
        guard let last = strayTime, abs(entry.time &- last) < Self.strayMicrosecondsMin else {
            strayTime = entry.time
            return false
        }
        strayTime = nil
        lastTime = entry.time
        // Of the first line and the two that agree against it, it is the first that is wrong.
        if commands == 2 { begin(with: entry) }
        return true
    }

    private mutating func begin(with entry: CommandRow) {
        firstTime = entry.time
        lastTime = entry.time
        firstMark = entry.mark
        firstKind = entry.kind
    }

    mutating func insertStall(_ stall: Stall) {
        if stalls.count >= Self.stallsMax, let last = stalls.last, last.gap >= stall.gap { return }
        let place = stalls.firstIndex { $0.gap < stall.gap } ?? stalls.count
        stalls.insert(stall, at: place)
        if stalls.count > Self.stallsMax { stalls.removeLast() }
    }
}
