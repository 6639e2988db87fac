// Costs of hash commands.
// Source: redis t_hash.c at 6.2.14 and 7.0.15.

/// The rows of hashes.
enum HashCommandCosts {
    static let rows: [CommandCost] = [
        CommandCost(
            [.hget, .hexists, .hlen, .hstrlen, .hsetnx, .hincrby, .hincrbyfloat],
            .constant,
            "t_hash.c hashTypeGetValue, hashTypeSet, 6.2.14"
        ),
        CommandCost(
            [.hset, .hmset, .hmget, .hdel],
            .arguments,
            "t_hash.c hsetCommand, hmgetCommand, hdelCommand, 6.2.14"
        ),
        CommandCost(
            [.hgetall, .hkeys, .hvals],
            .entriesRead,
            "t_hash.c genericHgetallCommand, 7.0.15"
        ),
        CommandCost([.hscan], .page, "db.c scanGenericCommand, 7.0.15: COUNT, 10 unless told"),
        CommandCost([.hrandfield], .page, "t_hash.c hrandfieldCommand, 6.2.14"),
    ]
}
