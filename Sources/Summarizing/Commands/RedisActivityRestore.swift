// A MONITOR summary that comes out of a partial: its look-up tables, and that its numbers point somewhere.

import Parsing

extension RedisActivity: Restorable {
    /// Twelve days a bin; a capture is never that coarse.
    private static let binSecondsMax = 1 << 20
    /// Rows of one run; more than any disk holds, and far from overflow.
    private static let commandsMax = 1 << 52

    mutating func restore() throws {
        guard binSeconds > 0, binSeconds <= Self.binSecondsMax,
            binSeconds.nonzeroBitCount == 1, (0...Self.commandsMax).contains(commands),
            series.count <= Self.kindsMax + RedisCommand.allCases.count * 8,
            pointsSomewhere
        else { throw PartialDamage("the summary of MONITOR contradicts itself") }
        for (number, one) in series.enumerated() {
            kindIndex.set(one.kind.mixed, Int32(number))
        }
    }

    private var pointsSomewhere: Bool {
        let kinds = series.indices
        let hostNumbers = hosts.names.indices
        let cellNumbers = -1..<Int32(truncatingIfNeeded: cells.count)
        let patternNumbers = patterns.names.indices
        return distinctKeys.isSound
            && [firstCell, lastCell].allSatisfy { cellNumbers.contains($0) }
            && series.enumerated().allSatisfy { number, one in
                Int(one.number) == number && patternNumbers.contains(Int(one.kind.pattern))
                    && (one.kind.host == CommandKind.anyHost
                        || hostNumbers.contains(Int(one.kind.host)))
            }
            && cells.entries.allSatisfy { kinds.contains(Int($0.kind)) }
            && senders.senders.allSatisfy {
                kinds.contains(Int($0.kind)) && hostNumbers.contains(Int($0.host))
                    && (0...Self.commandsMax).contains($0.calls)
            }
            && ledger.keys.all.allSatisfy {
                $0.pattern == -1 || patternNumbers.contains(Int($0.pattern))
            }
            && stalls.allSatisfy {
                ($0.kindBefore == -1 || kinds.contains(Int($0.kindBefore)))
                    && kinds.contains(Int($0.kindAfter))
            }
            && flushes.allSatisfy { hostNumbers.contains(Int($0.host)) }
            && ledger.units.allSatisfy { cellNumbers.contains($0.cell) }
            && bursts.kinds.allSatisfy { kinds.contains(Int($0)) }
            && connections.hostNumbers.allSatisfy { hostNumbers.contains(Int($0)) }
    }

    mutating func shift(_ shift: MarkShift) {
        cells.forgetLines()
        for number in series.indices {
            series[number].firstMark = shift(series[number].firstMark)
            series[number].lastMark = shift(series[number].lastMark)
        }
        for number in stalls.indices {
            stalls[number].mark = shift(stalls[number].mark)
            stalls[number].markBefore = shift(stalls[number].markBefore)
        }
        for number in flushes.indices { flushes[number].mark = shift(flushes[number].mark) }
        for number in heartbeats.indices {
            heartbeats[number].mark = shift(heartbeats[number].mark)
        }
        queues.shift(shift)
        connections.shift(shift)
        bursts.shift(shift)
        busyLines.shift(shift)
        firstMark = shift(firstMark)
        lastMark = shift(lastMark)
    }
}
