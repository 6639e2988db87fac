// Costs of list commands.
// Source: redis t_list.c, quicklist.c and adlist.c at 3.0.7, 3.2.13, 6.2.14 and 7.0.15.

/// The rows of lists.
enum ListCommandCosts {
    static let rows: [CommandCost] = [
        CommandCost(
            [.lpush, .rpush, .lpushx, .rpushx],
            .arguments,
            "t_list.c pushGenericCommand, 6.2.14"
        ),
        CommandCost(
            [.lpop, .rpop, .rpoplpush, .lmove, .lmpop],
            .page,
            "t_list.c popGenericCommand, lmoveGenericCommand, 7.0.15"
        ),
        CommandCost(
            [.blpop, .brpop, .brpoplpush, .blmove, .blmpop],
            .constant,
            "t_list.c blockingPopGenericCommand, 7.0.15: a waiting client takes none of the thread"
        ),
        CommandCost([.llen], .constant, "t_list.c llenCommand, 6.2.14"),
        CommandCost(
            [.lindex],
            .constant,
            "t_list.c lindexCommand, 6.2.14: a negative index keeps its sign and walks from the tail",
            shapes: [.last, .page, .tail]
        ),
        CommandCost(
            [.lindex],
            .listNodes,
            "quicklist.c quicklistIndex, 6.2.14",
            shapes: [.span, .plain],
            bound: .atMost
        ),
        CommandCost(
            [.lrange],
            .elementsRead,
            "t_list.c addListRangeReply, 7.0.15",
            shapes: [.whole]
        ),
        CommandCost(
            [.lrange],
            .page,
            "t_list.c lrangeCommand, 6.2.14: starts at the head",
            shapes: [.page]
        ),
        CommandCost(
            [.lrange],
            .constant,
            "t_list.c lrangeCommand, 3.0.7: starts at the nearer end",
            shapes: [.last],
            versions: .beforeQuicklists
        ),
        CommandCost(
            [.lrange],
            .page,
            "t_list.c lrangeCommand, 3.0.7: starts at the nearer end",
            shapes: [.tail],
            versions: .beforeQuicklists
        ),
        CommandCost(
            [.lrange],
            .listNodes,
            "t_list.c lrangeCommand, 6.2.14: -1 becomes length - 1 before quicklist.c walks from the head",
            shapes: [.last, .tail],
            versions: .walkingFromHead
        ),
        CommandCost(
            [.lrange],
            .constant,
            "quicklist.c quicklistGetIteratorAtIdx, 7.0.15: starts at the nearer end",
            shapes: [.last],
            versions: .seekingFromNearestEnd
        ),
        CommandCost(
            [.lrange],
            .page,
            "quicklist.c quicklistGetIteratorAtIdx, 7.0.15: starts at the nearer end",
            shapes: [.tail],
            versions: .seekingFromNearestEnd
        ),
        CommandCost(
            [.lrange],
            .elementsRead,
            "t_list.c addListRangeReply, 7.0.15",
            shapes: [.span],
            bound: .atMost
        ),
        CommandCost(
            [.lset],
            .listNodes,
            "quicklist.c quicklistReplaceAtIndex, 7.0.15",
            bound: .atMost
        ),
        CommandCost(
            [.linsert, .lrem, .lpos],
            .elementsPassed,
            "t_list.c linsertCommand, lremCommand, lposCommand, 7.0.15: up to the match",
            bound: .atMost
        ),
        CommandCost(
            [.ltrim],
            .elementsFreed,
            "t_list.c ltrimCommand, 7.0.15: what it removes",
            bound: .atMost
        ),
    ]
}
