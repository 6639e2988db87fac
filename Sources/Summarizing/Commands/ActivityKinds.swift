// Numbers for kinds of commands and for who sends them.

extension RedisActivity {
    /// Kinds of commands followed apart; the captures seen have under 200.
    static let kindsMax = 4_096
    /// Kinds beyond ``kindsMax`` whose stand-in is remembered.
    private static let aliasesMax = 1 << 18

    /// Numbers a kind and the host that sends it.
    @inline(never)
    mutating func newSender(of kind: CommandKind, _ mixed: UInt64, _ mark: Int) -> Int32 {
        let number = number(of: kind.counted, mark)
        let sender = add(0, number, from: kind.host)
        senders.alias(mixed, to: sender)
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
