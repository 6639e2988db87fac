// Costs of string, stream and key commands.
// Source: redis t_string.c, bitops.c, hyperloglog.c, t_stream.c, db.c, expire.c, lazyfree.c and sort.c at
// 4.0.14, 6.2.14 and 7.0.15.

/// The rows of strings, streams and whole keys.
enum KeyCommandCosts {
    static let rows: [CommandCost] = [
        CommandCost(
            [
                .get, .set, .setex, .psetex, .setnx, .getset, .getdel, .getex, .incr, .incrby,
                .incrbyfloat, .decr, .decrby, .append, .setrange, .getrange, .substr, .strlen,
            ],
            .constant,
            "t_string.c, 6.2.14: beside the bytes that cross the network"
        ),
        CommandCost([.mget, .mset, .msetnx], .arguments, "t_string.c mgetCommand, 6.2.14"),
        CommandCost([.setbit, .getbit], .constant, "bitops.c setbitCommand, 6.2.14"),
        CommandCost([.bitfield, .bitfield_ro], .arguments, "bitops.c bitfieldGeneric, 6.2.14"),
        CommandCost(
            [.bitcount, .bitpos, .bitop],
            .valueBytes,
            "bitops.c redisPopcount, bitopCommand, 7.0.15",
            bound: .atMost
        ),
        CommandCost([.pfadd], .arguments, "hyperloglog.c pfaddCommand, 6.2.14"),
        CommandCost(
            [.exists, .touch, .unlink],
            .arguments,
            "db.c existsCommand, 6.2.14; lazyfree.c dbAsyncDelete, 4.0.14: a thread frees large values"
        ),
        CommandCost(
            [
                .type, .ttl, .pttl, .expiretime, .pexpiretime, .expire, .pexpire, .expireat,
                .pexpireat, .persist, .object, .move,
            ],
            .constant,
            "db.c typeCommand, expire.c expireGenericCommand, 6.2.14"
        ),
        CommandCost(
            [.del, .rename, .renamenx],
            .elementsFreed,
            "db.c delGenericCommand, renameGenericCommand, 7.0.15: frees in the thread of commands",
            bound: .atMost
        ),
        CommandCost(
            [.dump, .restore, .copy],
            .entriesRead,
            "cluster.c dumpCommand, db.c copyCommand, 7.0.15"
        ),
        CommandCost(
            [.sort, .sort_ro],
            .elementsSorted,
            "sort.c sortCommandGeneric, 7.0.15: BY nosort with LIMIT takes less",
            bound: .atMost
        ),
        CommandCost([.xadd, .xlen], .constant, "t_stream.c xaddCommand, xlenCommand, 6.2.14"),
        CommandCost([.xack, .xdel], .arguments, "t_stream.c xackCommand, xdelCommand, 6.2.14"),
        CommandCost(
            [.xread, .xreadgroup, .xclaim, .xautoclaim],
            .page,
            "t_stream.c xreadCommand, xautoclaimCommand, 7.0.15: COUNT"
        ),
        CommandCost(
            [.xrange, .xrevrange],
            .entriesRead,
            "t_stream.c xrangeGenericCommand, 7.0.15: what lies in the range",
            bound: .atMost
        ),
        CommandCost(
            [.xtrim],
            .elementsFreed,
            "t_stream.c streamTrim, 7.0.15: what it removes",
            bound: .atMost
        ),
    ]
}
