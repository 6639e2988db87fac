// Costs of commands on the keyspace, on connections, of scripts and of the server.
// Source: redis db.c, multi.c, pubsub.c, networking.c, script.c, rdb.c and aof.c at 6.2.14 and 7.0.15.

/// The rows of everything that is not one value.
enum ServerCommandCosts {
    static let rows: [CommandCost] = [
        CommandCost([.keys], .databaseKeys, "db.c keysCommand, 7.0.15: matches every key"),
        CommandCost([.scan], .page, "db.c scanGenericCommand, 7.0.15: COUNT, 10 unless told"),
        CommandCost([.dbsize, .randomkey, .swapdb], .constant, "db.c dbsizeCommand, 6.2.14"),
        CommandCost(
            [.flushall, .flushdb],
            .databaseFreed,
            "db.c emptyData, 7.0.15: with ASYNC (4.0 on) a thread frees the keys",
            bound: .atMost
        ),
        CommandCost(
            [.multi, .exec, .discard, .watch, .unwatch],
            .constant,
            "multi.c execCommand, 6.2.14: the commands inside have lines of their own"
        ),
        CommandCost(
            [.eval, .evalsha, .eval_ro, .evalsha_ro, .fcall, .fcall_ro],
            .script,
            "script.c scriptCall, 7.0.15"
        ),
        CommandCost([.publish, .spublish], .subscribers, "pubsub.c pubsubPublishMessage, 7.0.15"),
        CommandCost(
            [
                .subscribe, .unsubscribe, .psubscribe, .punsubscribe, .ssubscribe, .sunsubscribe,
            ],
            .arguments,
            "pubsub.c subscribeCommand, 7.0.15"
        ),
        CommandCost(
            [.ping, .echo, .select, .auth, .hello, .quit, .reset, .time, .role, .wait, .lastsave],
            .constant,
            "server.c pingCommand, networking.c helloCommand, 6.2.14"
        ),
        CommandCost(
            [.client],
            .connections,
            "networking.c getAllClientsInfoString, 7.0.15: CLIENT LIST; SETNAME and the like are constant",
            bound: .atMost
        ),
        CommandCost(
            [.save],
            .processMemory,
            "rdb.c rdbSave, 7.0.15: writes in the thread of commands"
        ),
        CommandCost(
            [.bgsave, .bgrewriteaof],
            .processMemory,
            "rdb.c rdbSaveBackground, aof.c rewriteAppendOnlyFileBackground, 7.0.15: fork copies the page table"
        ),
    ]
}
