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
        cells = series.reduce(0) { $0 + $1.bins.cells.count }
        for (number, one) in series.enumerated() {
            kindIndex.set(one.kind.mixed, Int32(number))
        }
    }

    private var pointsSomewhere: Bool {
        let kinds = series.indices
        let hostNumbers = hosts.names.indices
        let edges = commands > 0 ? [firstKind, lastKind] : []
        return edges.allSatisfy { kinds.contains(Int($0)) }
            && series.allSatisfy {
                patterns.names.indices.contains(Int($0.kind.pattern))
                    && hostNumbers.contains(Int($0.kind.host))
                    && (0...Self.commandsMax).contains($0.calls)
            }
            && stalls.allSatisfy {
                ($0.kindBefore == -1 || kinds.contains(Int($0.kindBefore)))
                    && kinds.contains(Int($0.kindAfter))
            }
            && flushes.allSatisfy { hostNumbers.contains(Int($0.host)) }
            && ledger.units.allSatisfy { $0.kind == -1 || kinds.contains(Int($0.kind)) }
            && bursts.kinds.allSatisfy { kinds.contains(Int($0)) }
            && connections.hostNumbers.allSatisfy { hostNumbers.contains(Int($0)) }
    }

    mutating func shift(_ shift: MarkShift) {
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
        firstMark = shift(firstMark)
        lastMark = shift(lastMark)
    }
}
