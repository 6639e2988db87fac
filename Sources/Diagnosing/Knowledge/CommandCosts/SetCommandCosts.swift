// Costs of set commands.
// Source: redis t_set.c at 6.2.14 and 7.0.15.

/// The rows of sets.
enum SetCommandCosts {
    static let rows: [CommandCost] = [
        CommandCost(
            [.sadd, .srem, .smismember],
            .arguments,
            "t_set.c saddCommand, sremCommand, 6.2.14"
        ),
        CommandCost(
            [.sismember, .scard, .smove],
            .constant,
            "t_set.c sismemberCommand, scardCommand, 6.2.14"
        ),
        CommandCost(
            [.srandmember, .spop],
            .page,
            "t_set.c srandmemberCommand, spopCommand, 6.2.14"
        ),
        CommandCost([.sscan], .page, "db.c scanGenericCommand, 7.0.15: COUNT, 10 unless told"),
        CommandCost([.smembers], .entriesRead, "t_set.c sinterGenericCommand, 7.0.15"),
        CommandCost(
            [.sunion, .sdiff, .sunionstore, .sdiffstore],
            .elementsSorted,
            "t_set.c sunionDiffGenericCommand, 7.0.15: builds a set of the result",
            bound: .atMost
        ),
        CommandCost(
            [.sinter, .sinterstore, .sintercard],
            .elementsSorted,
            "t_set.c sinterGenericCommand, 7.0.15: the smallest set, looked up in the others",
            bound: .atMost
        ),
    ]
}
