// Costs of sorted-set commands.
// Source: redis t_zset.c and geo.c at 6.2.14 and 7.0.15.

/// The rows of sorted sets.
enum SortedSetCommandCosts {
    static let rows: [CommandCost] = [
        CommandCost([.zscore, .zcard], .constant, "t_zset.c zscoreCommand, zcardCommand, 6.2.14"),
        CommandCost([.zmscore, .geopos, .geohash], .arguments, "t_zset.c zmscoreCommand, 6.2.14"),
        CommandCost(
            [.zadd, .zincrby, .zrem, .zrank, .zrevrank, .zcount, .zlexcount, .geoadd, .geodist],
            .logarithm,
            "t_zset.c zslInsert, zslGetRank, zcountCommand, 6.2.14"
        ),
        CommandCost(
            [.zpopmin, .zpopmax, .bzpopmin, .bzpopmax, .zmpop, .bzmpop],
            .page,
            "t_zset.c genericZpopCommand, 7.0.15"
        ),
        CommandCost(
            [.zrange, .zrevrange],
            .entriesRead,
            "t_zset.c genericZrangebyrankCommand, 7.0.15",
            shapes: [.whole]
        ),
        CommandCost(
            [.zrange, .zrevrange],
            .page,
            "t_zset.c genericZrangebyrankCommand, 7.0.15: the skip list finds the first by its rank",
            shapes: [.page, .tail, .last]
        ),
        CommandCost(
            [.zrange, .zrevrange],
            .entriesRead,
            "t_zset.c genericZrangebyrankCommand, 7.0.15",
            shapes: [.span, .plain],
            bound: .atMost
        ),
        CommandCost(
            [.zrangebyscore, .zrevrangebyscore, .zrangebylex, .zrevrangebylex],
            .page,
            "t_zset.c genericZrangebyscoreCommand, 7.0.15: LIMIT 0 n",
            shapes: [.page]
        ),
        CommandCost(
            [.zrangebyscore, .zrevrangebyscore, .zrangebylex, .zrevrangebylex],
            .entriesRead,
            "t_zset.c genericZrangebyscoreCommand, 7.0.15: what lies in the range, and the offset of LIMIT",
            shapes: [.plain, .span, .whole, .last, .tail],
            bound: .atMost
        ),
        CommandCost([.zscan, .zrandmember], .page, "db.c scanGenericCommand, 7.0.15"),
        CommandCost(
            [.zremrangebyscore, .zremrangebyrank, .zremrangebylex],
            .elementsFreed,
            "t_zset.c zremrangeGenericCommand, 7.0.15: what it removes",
            bound: .atMost
        ),
        CommandCost(
            [
                .zunion, .zinter, .zdiff, .zintercard, .zunionstore, .zinterstore, .zdiffstore,
                .zrangestore,
            ],
            .elementsSorted,
            "t_zset.c zunionInterDiffGenericCommand, 7.0.15",
            bound: .atMost
        ),
        CommandCost(
            [
                .geosearch, .georadius, .georadius_ro, .georadiusbymember, .georadiusbymember_ro,
                .geosearchstore,
            ],
            .elementsPassed,
            "geo.c georadiusGeneric, 7.0.15: what lies in the boxes around the point",
            bound: .atMost
        ),
    ]
}
