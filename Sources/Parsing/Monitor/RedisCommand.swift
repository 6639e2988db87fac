// The commands of Redis, and what each does to its keys.
// Source: redis `src/commands/*.json`, 7.0.15; the older names of 2.x to 6.2 included.

/// A Redis command.
package enum RedisCommand: UInt16, CaseIterable, Sendable, Codable {
    /// A command this table does not know: a module's, or a renamed one.
    case unknown = 0
    // read
    case `get`, strlen, getrange, substr, hget, hmget, hgetall, hkeys, hvals, hlen, hexists
    case hscan, hstrlen, hrandfield, lrange, lindex, llen, lpos, smembers, sismember, smismember
    case scard, sscan, srandmember, zrange, zrevrange, zrangebyscore, zrevrangebyscore
    case zrangebylex, zrevrangebylex, zscore, zmscore, zcard, zcount, zlexcount, zrank, zrevrank
    case zscan, zrandmember, exists, `type`, ttl, pttl, expiretime, pexpiretime, dump, getbit
    case bitcount, bitpos, pfcount, mget, xrange, xrevrange, xlen, geopos, geodist, geohash
    case geosearch, georadius, georadius_ro, georadiusbymember, georadiusbymember_ro, sinter
    case sunion, sdiff, sintercard, zunion, zinter, zdiff, zintercard, touch, lcs, bitfield_ro
    case sort_ro, object
    // overwrite
    case `set`, setex, psetex, setnx, mset, msetnx, hset, hmset, hsetnx, restore
    // modify
    case incr, incrby, incrbyfloat, decr, decrby, append, setrange, setbit, bitfield, hincrby
    case hincrbyfloat, sadd, srem, zadd, zincrby, zrem, zremrangebyscore, zremrangebyrank
    case zremrangebylex, lset, linsert, lrem, ltrim, hdel, pfadd, xadd, xdel, xtrim, xack
    case geoadd, getset, getdel, getex, spop, zpopmin, zpopmax, sort, copy, smove, pfmerge
    case bitop, sinterstore, sunionstore, sdiffstore, zunionstore, zinterstore, zdiffstore
    case zrangestore, geosearchstore, xclaim, xautoclaim, xgroup
    // push
    case lpush, rpush, lpushx, rpushx
    // pop
    case lpop, rpop, rpoplpush, lmove, lmpop, zmpop
    // blockingPop
    case blpop, brpop, brpoplpush, blmove, blmpop, bzpopmin, bzpopmax, bzmpop, xread, xreadgroup
    // delete
    case del, unlink
    // rename
    case rename, renamenx
    // expire
    case expire, pexpire, expireat, pexpireat, persist
    // scan
    case keys, scan, dbsize, randomkey
    // flush
    case flushall, flushdb, swapdb
    // script
    case eval, evalsha, eval_ro, evalsha_ro, fcall, fcall_ro
    // transaction
    case multi, exec, discard, watch, unwatch
    // publish
    case publish, spublish, subscribe, unsubscribe, psubscribe, punsubscribe, ssubscribe
    case sunsubscribe, pubsub
    // connection
    case auth, hello, select, client, quit, reset, echo, ping, readonly, readwrite, asking
    // server
    case info, time, wait, waitaof, memory, latency, slowlog, config, command, cluster, debug
    case monitor, sync, psync, replconf, replicaof, slaveof, role, save, bgsave, bgrewriteaof
    case lastsave, shutdown, acl, module, script, function, migrate, move, failover, commandlog
    case xinfo
}

extension RedisCommand {
    /// What a command does to its keys, as far as the write ledger and the queue account care.
    package enum Effect: UInt8, Sendable {
        case none, read, overwrite, modify, push, pop, blockingPop, delete, rename, expire
        case scan, flush, script, transaction, publish, connection, server
    }

    /// What the command does to its keys.
    package var effect: Effect { Self.effects[Int(rawValue)] }

    /// The name in upper case; `?` for ``unknown``.
    package var name: String { Self.names[Int(rawValue)] }

    /// Which argument is the first key, from 1; 0 where the command takes none.
    package var firstKeyIndex: Int { Int(Self.firstKeys[Int(rawValue)]) }

    /// Whether every argument from the first key on is a key.
    package var takesOnlyKeys: Bool {
        switch self {
        case .del, .unlink, .exists, .touch, .mget, .sinter, .sunion, .sdiff, .pfcount, .watch: true
        default: false
        }
    }

    /// Whether the command may wait for data, so that the gap around it is not work.
    package var mayBlock: Bool { effect == .blockingPop || self == .wait || self == .waitaof }

    private static let names: [String] = allCases.map { command in
        command == .unknown ? "?" : "\(command)".uppercased()
    }

    private static let firstKeys: [UInt8] = allCases.map { command in
        switch command {
        case .bitop, .object, .xgroup: return 2
        case .unknown: return 0
        case .eval, .evalsha, .eval_ro, .evalsha_ro, .fcall, .fcall_ro: return 3
        case .lmpop, .zmpop, .sintercard, .zunion, .zinter, .zdiff, .zintercard: return 2
        case .blmpop, .bzmpop: return 3
        case .watch: return 1
        default: break
        }
        switch command.effect {
        case .read, .overwrite, .modify, .push, .pop, .blockingPop, .delete, .rename, .expire:
            return 1
        case .none, .scan, .flush, .script, .transaction, .publish, .connection, .server: return 0
        }
    }

    private static let effects: [Effect] = {
        var table = [Effect](repeating: .none, count: allCases.count)
        for (effect, commands) in members {
            for command in commands { table[Int(command.rawValue)] = effect }
        }
        return table
    }()

    private static let members: [(Effect, [RedisCommand])] = [
        (
            .read,
            [
                .get, .strlen, .getrange, .substr, .hget, .hmget, .hgetall, .hkeys, .hvals,
                .hlen, .hexists, .hscan, .hstrlen, .hrandfield, .lrange, .lindex, .llen, .lpos,
                .smembers, .sismember, .smismember, .scard, .sscan, .srandmember, .zrange,
                .zrevrange, .zrangebyscore, .zrevrangebyscore, .zrangebylex, .zrevrangebylex,
                .zscore, .zmscore, .zcard, .zcount, .zlexcount, .zrank, .zrevrank, .zscan,
                .zrandmember, .exists, .type, .ttl, .pttl, .expiretime, .pexpiretime, .dump,
                .getbit, .bitcount, .bitpos, .pfcount, .mget, .xrange, .xrevrange, .xlen,
                .geopos, .geodist, .geohash, .geosearch, .georadius, .georadius_ro,
                .georadiusbymember, .georadiusbymember_ro, .sinter, .sunion, .sdiff, .sintercard,
                .zunion, .zinter, .zdiff, .zintercard, .touch, .lcs, .bitfield_ro, .sort_ro,
                .object,
            ]
        ),
        (
            .overwrite,
            [
                .set, .setex, .psetex, .setnx, .mset, .msetnx, .hset, .hmset, .hsetnx, .restore,
            ]
        ),
        (
            .modify,
            [
                .incr, .incrby, .incrbyfloat, .decr, .decrby, .append, .setrange, .setbit,
                .bitfield, .hincrby, .hincrbyfloat, .sadd, .srem, .zadd, .zincrby, .zrem,
                .zremrangebyscore, .zremrangebyrank, .zremrangebylex, .lset, .linsert, .lrem,
                .ltrim, .hdel, .pfadd, .xadd, .xdel, .xtrim, .xack, .geoadd, .getset, .getdel,
                .getex, .spop, .zpopmin, .zpopmax, .sort, .copy, .smove, .pfmerge, .bitop,
                .sinterstore, .sunionstore, .sdiffstore, .zunionstore, .zinterstore, .zdiffstore,
                .zrangestore, .geosearchstore, .xclaim, .xautoclaim, .xgroup,
            ]
        ),
        (
            .push,
            [
                .lpush, .rpush, .lpushx, .rpushx,
            ]
        ),
        (
            .pop,
            [
                .lpop, .rpop, .rpoplpush, .lmove, .lmpop, .zmpop,
            ]
        ),
        (
            .blockingPop,
            [
                .blpop, .brpop, .brpoplpush, .blmove, .blmpop, .bzpopmin, .bzpopmax, .bzmpop,
                .xread, .xreadgroup,
            ]
        ),
        (
            .delete,
            [
                .del, .unlink,
            ]
        ),
        (
            .rename,
            [
                .rename, .renamenx,
            ]
        ),
        (
            .expire,
            [
                .expire, .pexpire, .expireat, .pexpireat, .persist,
            ]
        ),
        (
            .scan,
            [
                .keys, .scan, .dbsize, .randomkey,
            ]
        ),
        (
            .flush,
            [
                .flushall, .flushdb, .swapdb,
            ]
        ),
        (
            .script,
            [
                .eval, .evalsha, .eval_ro, .evalsha_ro, .fcall, .fcall_ro,
            ]
        ),
        (
            .transaction,
            [
                .multi, .exec, .discard, .watch, .unwatch,
            ]
        ),
        (
            .publish,
            [
                .publish, .spublish, .subscribe, .unsubscribe, .psubscribe, .punsubscribe,
                .ssubscribe, .sunsubscribe, .pubsub,
            ]
        ),
        (
            .connection,
            [
                .auth, .hello, .select, .client, .quit, .reset, .echo, .ping, .readonly,
                .readwrite, .asking,
            ]
        ),
        (
            .server,
            [
                .info, .time, .wait, .waitaof, .memory, .latency, .slowlog, .config, .command,
                .cluster, .debug, .monitor, .sync, .psync, .replconf, .replicaof, .slaveof,
                .role, .save, .bgsave, .bgrewriteaof, .lastsave, .shutdown, .acl, .module,
                .script, .function, .migrate, .move, .failover, .commandlog, .xinfo,
            ]
        ),
    ]
}

extension RedisCommand {
    /// Looks a command word up, in any case.
    ///
    /// - Complexity: O(n) in the length of the word.
    package static func named(_ word: some Collection<UInt8>) -> RedisCommand {
        Array(word).withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return .unknown }
            return RedisCommandNames.all.find(start, count: buffer.count).command
        }
    }
}
