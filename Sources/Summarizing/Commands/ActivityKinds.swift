// Numbers for kinds of commands and for who sends them.

extension RedisActivity {
    /// Kinds of commands followed apart; the captures seen have under 200.
    static let kindsMax = 4_096
    /// Kinds beyond ``kindsMax`` whose stand-in is remembered.
    private static let aliasesMax = 1 << 18
    /// Hosts whose writes of one kind are told apart second by second.
    ///
    /// Roles of a service are fewer; the machines of a larger fleet do the same, and a cell for each of them and each
    /// second would cost more than all else. Their calls are still counted apart, in ``senders``.
    static let hostsApartMax = 32

    /// Numbers who sends a kind, which all hosts share, from a host.
    @inline(never)
    mutating func newSender(of kind: Int32, from host: Int32, _ mark: Int) -> Int32 {
        let sender = add(0, kind, from: host)
        let counted = senders.senders[Int(sender)].host
        if counted != host { senders.alias(kind, host, to: sender) }
        guard series[Int(kind)].kind.isToldByHost else { return sender }
        let hosts = hostsApart[kind, default: 0]
        if hosts < Self.hostsApartMax {
            let apart = number(of: series[Int(kind)].kind.sent(by: counted), mark)
            if senders.counted[Int(sender)] != apart { hostsApart[kind] = hosts + 1 }
            senders.count(sender, under: apart)
        } else if hosts == Self.hostsApartMax {
            hostsApart[kind] = hosts + 1
            senders.countTogether(kind)
        }
        return sender
    }

    /// Adds calls of a kind by a host; returns the number of the pair.
    @discardableResult
    mutating func add(_ calls: Int, _ kind: Int32, from host: Int32) -> Int32 {
        let known = senders.find(kind, host)
        let counted = known >= 0 || !senders.isFull ? host : names.otherHosts()
        return senders.add(calls, kind, counted)
    }

    /// The number of a kind as it is counted.
    @inline(never)
    mutating func number(of kind: CommandKind, _ mark: Int) -> Int32 {
        let known = kindIndex.find(kind.mixed)
        if known >= 0 { return known }
        var kept = kind
        if series.count >= Self.kindsMax {
            // Beyond the limit a command keeps its name and loses its key and client.
            kept = CommandKind(
                command: kind.command,
                shape: kind.shape,
                pattern: names.otherPatterns(),
                host: kind.host == CommandKind.anyHost ? kind.host : names.otherHosts()
            )
            let known = kindIndex.find(kept.mixed)
            if known >= 0 {
                if kindIndex.count < Self.aliasesMax { kindIndex.add(kind.mixed, known) }
                return known
            }
        }
        let number = Int32(series.count)
        kindIndex.add(kept.mixed, number)
        series.append(CommandSeries(kind: kept, number: number, firstMark: mark, lastMark: mark))
        return number
    }
}

extension RedisActivity {
    /// Counts together what too many hosts for telling them apart have sent, and drops kinds that nothing is said of.
    ///
    /// Which hosts were told apart depends on where a capture was cut; what is left after this does not.
    mutating func settleKinds() {
        var hosts = [Int](repeating: 0, count: series.count)
        for sender in senders.senders { hosts[Int(sender.kind)] += 1 }
        let targets = series.map { one in
            guard one.kind.host != CommandKind.anyHost else { return one.number }
            let together = kindIndex.find(one.kind.sent(by: CommandKind.anyHost).mixed)
            let isShared = together >= 0 && hosts[Int(together)] > Self.hostsApartMax
            return isShared ? together : one.number
        }
        var isUsed = hosts.map { $0 > 0 }
        for kind in kindsInUse { isUsed[Int(targets[Int(kind)])] = true }
        var kept: [CommandSeries] = []
        var numbers = [Int32](repeating: -1, count: series.count)
        for one in series where targets[Int(one.number)] == one.number && isUsed[Int(one.number)] {
            numbers[Int(one.number)] = Int32(kept.count)
            kept.append(one.numbered(Int32(kept.count)))
        }
        let renumbered = targets.map { numbers[Int($0)] }
        for one in series where renumbered[Int(one.number)] >= 0 {
            kept[Int(renumbered[Int(one.number)])].include(one)
        }
        renumber(renumbered, to: kept)
    }

    /// The kinds that cells, bursts and stalls speak of.
    private var kindsInUse: [Int32] {
        var kinds = cells.entries.map(\.kind) + bursts.kinds
        for stall in stalls { kinds += [stall.kindBefore, stall.kindAfter].filter { $0 >= 0 } }
        return kinds
    }

    private mutating func renumber(_ numbers: [Int32], to kept: [CommandSeries]) {
        series = kept
        kindIndex = HashIndex(capacity: kept.count)
        for one in kept { kindIndex.set(one.kind.mixed, one.number) }
        hostsApart = [:]
        senders.renumber(numbers)
        compact(kinds: numbers)
        bursts.renumber(numbers)
        for place in stalls.indices {
            let before = stalls[place].kindBefore
            stalls[place].kindBefore = before >= 0 ? numbers[Int(before)] : -1
            stalls[place].kindAfter = numbers[Int(stalls[place].kindAfter)]
        }
    }
}

extension CommandSeries {
    fileprivate func numbered(_ number: Int32) -> CommandSeries {
        CommandSeries(kind: kind, number: number, firstMark: firstMark, lastMark: lastMark)
    }

    fileprivate mutating func include(_ other: CommandSeries) {
        firstMark = min(firstMark, other.firstMark)
        lastMark = max(lastMark, other.lastMark)
    }
}
