// Lines of MONITOR as people pasted them, with the wrappers they put around.

extension MonitorCase {
    /// A line behind whose prefix stands `[0 client] "word" "key" ...`.
    static func wild(
        _ line: String,
        at microseconds: Int64,
        _ database: UInt16,
        _ client: String,
        _ word: String,
        _ key: String,
        rest: String,
        words: UInt32,
        from origin: String
    ) -> MonitorCase {
        MonitorCase(
            line: line,
            microseconds: microseconds,
            database: database,
            client: client,
            word: word,
            key: key,
            arguments: rest,
            words: words,
            origin: origin
        )
    }

    static let pasted: [MonitorCase] = [
        wild(
            #"# 1705312800.345678 [0 10.0.1.7:52343] "KEYS" "player:*"  ← FOUND YOU"#,
            at: 1_705_312_800_345_678,
            0,
            "10.0.1.7:52343",
            "KEYS",
            "",
            rest: #""player:*""#,
            words: 2,
            from: "an annotated paste"
        ),
        wild(
            #"1550757663.896417 [4 lua] "ZRANGE" "bull:MyQueue:delayed" "0" "0" "WITHSCORES""#,
            at: 1_550_757_663_896_417,
            4,
            "lua",
            "ZRANGE",
            "bull:MyQueue:delayed",
            rest: #""0" "0" "WITHSCORES""#,
            words: 5,
            from: "OptimalBits/bull issue 1222"
        ),
        wild(
            #"1713444564.159723 [2 10.0.244.85:50454] "bzpopmin" "bull:ingress:avalanche:marker" "0.998""#,
            at: 1_713_444_564_159_723,
            2,
            "10.0.244.85:50454",
            "bzpopmin",
            "bull:ingress:avalanche:marker",
            rest: #""0.998""#,
            words: 3,
            from: "taskforcesh/bullmq issue 2466"
        ),
        wild(
            #"  1741085464.139904 [0 172.18.0.8:38054] "BRPOP" "celery" "celery\x06\x163" "1""#,
            at: 1_741_085_464_139_904,
            0,
            "172.18.0.8:38054",
            "BRPOP",
            "celery",
            rest: #""celery\x06\x163" "1""#,
            words: 4,
            from: "Mergin Maps documentation, indented"
        ),
        wild(
            #"1764176807.945810 [0 172.66.0.243:63875] "brpop" "work_queue" "1""#,
            at: 1_764_176_807_945_810,
            0,
            "172.66.0.243:63875",
            "brpop",
            "work_queue",
            rest: #""1""#,
            words: 3,
            from: "docker exec redis-cli MONITOR"
        ),
        wild(
            #"1743765600.002450 [0 [::1]:52971] "ping""#,
            at: 1_743_765_600_002_450,
            0,
            "[::1]:52971",
            "ping",
            "",
            rest: "",
            words: 1,
            from: "a cron job's ping"
        ),
        wild(
            #"# 1540525496.504044 [0 [::1]:64554] "SADD" "locations" "San Jose""#,
            at: 1_540_525_496_504_044,
            0,
            "[::1]:64554",
            "SADD",
            "locations",
            rest: #""San Jose""#,
            words: 3,
            from: "a comment in a source file"
        ),
        wild(
            #"1513834144.738677 [0 [::1]:52892] "publish" "topic" "hungry""#,
            at: 1_513_834_144_738_677,
            0,
            "[::1]:52892",
            "publish",
            "",
            rest: #""topic" "hungry""#,
            words: 3,
            from: "a pub/sub tutorial"
        ),
        wild(
            #"1646385148.880797 [0 [::1]:49436] "del" "session:2612c5dbfddbd05a599133f36b8aef68""#,
            at: 1_646_385_148_880_797,
            0,
            "[::1]:49436",
            "del",
            "session:2612c5dbfddbd05a599133f36b8aef68",
            rest: "",
            words: 2,
            from: "a Rails session store"
        ),
        wild(
            "\t" + #" * 1657095178.116795 [0 lua] "hincrby" "mylock" "1da1da8f:45" "1""#,
            at: 1_657_095_178_116_795,
            0,
            "lua",
            "hincrby",
            "mylock",
            rest: #""1da1da8f:45" "1""#,
            words: 4,
            from: "a Javadoc comment"
        ),
        wild(
            #"+1317280373.276440 "MONITOR""#,
            at: 1_317_280_373_276_440,
            0,
            "",
            "MONITOR",
            "",
            rest: "",
            words: 1,
            from: "redis 2.4 by telnet"
        ),
        wild(
            #"    1460100083.053365 [0 127.0.0.1:51707] "get" "shipment:8000736522714:status""#,
            at: 1_460_100_083_053_365,
            0,
            "127.0.0.1:51707",
            "get",
            "shipment:8000736522714:status",
            rest: "",
            words: 2,
            from: "redis/docs develop/tools/cli.md"
        ),
        wild(
            #"+1339518087.877697 [0 127.0.0.1:60866] "dbsize""#,
            at: 1_339_518_087_877_697,
            0,
            "127.0.0.1:60866",
            "dbsize",
            "",
            rest: "",
            words: 1,
            from: "redis/docs commands/monitor.md, telnet"
        ),
        wild(
            #"1339518099.363765 [0 127.0.0.1:60866] "eval" "return redis.call('set','x','7')" "0""#,
            at: 1_339_518_099_363_765,
            0,
            "127.0.0.1:60866",
            "eval",
            "",
            rest: #""return redis.call('set','x','7')" "0""#,
            words: 3,
            from: "redis/docs commands/monitor.md"
        ),
        wild(
            #"1599628203.558628 [0 lua] "set" "redisson_bqs:{queue}" "2""#,
            at: 1_599_628_203_558_628,
            0,
            "lua",
            "set",
            "redisson_bqs:{queue}",
            rest: #""2""#,
            words: 3,
            from: "a Redisson bounded queue"
        ),
        wild(
            #"--1569396184.711954 [0 lua] "zrange" "redisson_timeout:{q}" "0" "0" "WITHSCORES""#,
            at: 1_569_396_184_711_954,
            0,
            "lua",
            "zrange",
            "redisson_timeout:{q}",
            rest: #""0" "0" "WITHSCORES""#,
            words: 5,
            from: "a list with dashes"
        ),
        wild(
            #"1609886522.512733 [1 10.128.10.55:42192] "lrange" "limit_fetch:probed:q" "0" "-1""#,
            at: 1_609_886_522_512_733,
            1,
            "10.128.10.55:42192",
            "lrange",
            "limit_fetch:probed:q",
            rest: #""0" "-1""#,
            words: 4,
            from: "sidekiq-limit_fetch issue 114"
        ),
        wild(
            #"1731677432.966938 [0 lua] "setex" "request_rate_limiter.{0:1}.tokens" "2000" "999""#,
            at: 1_731_677_432_966_938,
            0,
            "lua",
            "setex",
            "request_rate_limiter.{0:1}.tokens",
            rest: #""2000" "999""#,
            words: 4,
            from: "Spring Cloud Gateway"
        ),
        wild(
            #"1605600138.465654 [0 unix:/dev/shm/testredis.sock] "AUTH" "secret""#,
            at: 1_605_600_138_465_654,
            0,
            "unix:/dev/shm/testredis.sock",
            "AUTH",
            "",
            rest: #""secret""#,
            words: 2,
            from: "a Redis that shows passwords"
        ),
        wild(
            #"    1509722018.523334 [0 unix:/var/run/redis/rspamd.sock] "HGET" "BAYES_SPAM" "learns""#,
            at: 1_509_722_018_523_334,
            0,
            "unix:/var/run/redis/rspamd.sock",
            "HGET",
            "BAYES_SPAM",
            rest: #""learns""#,
            words: 3,
            from: "rspamd"
        ),
        wild(
            #"1759734012.401220 [0 10.0.0.9:41002] "LPUSH" "jobs:email" "{\"to\":42}""#,
            at: 1_759_734_012_401_220,
            0,
            "10.0.0.9:41002",
            "LPUSH",
            "jobs:email",
            rest: #""{\"to\":42}""#,
            words: 3,
            from: "a web tool's example"
        ),
    ]
}
