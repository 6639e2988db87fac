// Which words of a command are its keys. Source: the key specifications of redis `src/commands/*.json`, 7.0.15.

/// Finds the keys of commands whose first key's place is known.
enum RedisKeyWords {
    /// The indices of the keys; word 0 is the command.
    static func indices(of command: RedisCommand, _ words: [ArraySlice<UInt8>]) -> Range<Int> {
        let first = command.firstKeyIndex
        let end = words.count
        guard first > 0, first < end else { return end..<end }
        if command.takesOnlyKeys { return first..<end }
        switch command {
        case .sunionstore, .sinterstore, .sdiffstore, .pfmerge, .bitop: return first..<end
        case .blpop, .brpop, .bzpopmin, .bzpopmax: return first..<max(first, end - 1)
        case .rename, .renamenx, .rpoplpush, .brpoplpush, .lmove, .blmove, .smove, .copy,
            .zrangestore, .geosearchstore:
            return first..<min(end, first + 2)
        case .lmpop, .zmpop, .blmpop, .bzmpop, .sintercard, .zunion, .zinter, .zdiff:
            return RedisWords.counted(words, at: first - 1)
        case .zunionstore, .zinterstore, .zdiffstore:
            return 1..<max(2, RedisWords.counted(words, at: 2).upperBound)
        case .xread, .xreadgroup: return streams(words)
        case _: return first..<first + 1
        }
    }

    /// The first half of what follows `STREAMS`; the second half are ids.
    private static func streams(_ words: [ArraySlice<UInt8>]) -> Range<Int> {
        let mark = words.firstIndex { RedisWords.upper($0) == Array("STREAMS".utf8) }
        guard let mark else { return words.count..<words.count }
        return mark + 1..<mark + 1 + (words.count - mark - 1) / 2
    }
}

/// Tells the words that are data even where they look like numbers.
enum RedisDataWords {
    /// Whether the word at an index is data of a command with so many words.
    static func isData(
        _ index: Int,
        of command: RedisCommand,
        _ count: Int,
        behind keys: Range<Int>
    ) -> Bool {
        let place = index - keys.upperBound
        guard place >= 0 else { return false }
        switch command {
        case .set, .getset, .setnx: return place == 0
        case .setex, .psetex, .setrange, .lset, .lrem, .restore: return place == 1
        case .linsert: return place >= 1
        case .hset, .hmset, .hsetnx, .hget, .hmget, .hdel, .hexists, .hstrlen, .append, .lpush,
            .rpush, .lpushx, .rpushx, .sadd, .srem, .sismember, .smismember, .smove, .lpos, .pfadd,
            .zrem, .zscore, .zmscore, .zrank, .zrevrank, .geohash, .geopos, .geodist:
            return true
        case .hincrby, .hincrbyfloat: return place == 0
        // Scores and members in turn, the last a member.
        case .zadd, .zincrby: return place > 0 && (count - 1 - index).isMultiple(of: 2)
        case .geoadd: return (count - 1 - index).isMultiple(of: 3)
        case _: return false
        }
    }
}
