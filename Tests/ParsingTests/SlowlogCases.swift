// A dozen slow logs from the wild, and the shapes of redis-cli for which the samples have no room.

extension SlowlogCase {
    /// As people pasted them into issues, articles and runbooks.
    static let pasted = [
        SlowlogCase(
            origin: "a runbook: the first line is missing, five fields, comments",
            text: """
                   2) (integer) 1704067200 # Unix timestamp when command was executed
                   3) (integer) 15000      # Execution time in microseconds (15ms)

                2) 1) (integer) 1
                   2) (integer) 1704067190
                   3) (integer) 12000      # 12ms execution time
                   4) 1) "HGETALL"
                      2) "large_hash_key"
                   5) "127.0.0.1:54322"
                """,
            entries: ["1 12000 2 HGETALL large_hash_key @127.0.0.1:54322"],
            unreadableLines: [1, 2]
        ),
        SlowlogCase(
            origin: "AWS well-architected: arrows as comments",
            text: """
                  1) 1) (integer) 1 -----------> Sequential ID
                     2) (integer) 1609010767 --> Timestamp (Unix epoch time)of the Event
                     3) (integer) 4823378 -----> Time in microseconds to complete the command.
                     4) 1) "keys" -------------> Command
                        2) "*" ----------------> Arguments
                     5) "1.2.3.4:57004"-> Source
                """,
            entries: ["1 4823378 2 keys * @1.2.3.4:57004"]
        ),
        SlowlogCase(
            origin: "a PHP article: four fields behind slashes",
            text: """
                //1) 1) (integer) 1 //id
                //   2) (integer) 1560739651//stamp
                //   3) (integer) 19344//microseconds
                //   4) 1) "BGSAVE"//command
                //2) 1) (integer) 0
                //   2) (integer) 1560739651
                //   3) (integer) 35821
                //   4) 1) "SAVE"
                """,
            entries: ["1 19344 1 BGSAVE", "0 35821 1 SAVE"]
        ),
        SlowlogCase(
            origin: "a Korean article: hash signs before each line",
            text: """
                redis-cli SLOWLOG GET 10
                # 1) 1) (integer) 1          # ID
                #    2) (integer) 1712600000  # time
                #    3) (integer) 15000       # microseconds, 15ms
                #    4) 1) "HGETALL"
                #       2) "user:session:large"
                """,
            entries: ["1 15000 2 HGETALL user:session:large"]
        ),
        SlowlogCase(
            origin: "a Chinese article: a session with two dumps",
            text: """
                    127.0.0.1:6379> SLOWLOG get       #all
                    1) 1) (integer) 13
                       2) (integer) 1309448128
                       3) (integer) 30
                       4) 1) "slowlog"
                           2) "get"
                           3) "100"
                    127.0.0.1:6379> SLOWLOG get 1      #the last
                    1) 1) (integer) 14
                       2) (integer) 1309448221
                       3) (integer) 15
                       4) 1) "ping"
                    127.0.0.1:6379> SLOWLOG RESET      #gone
                """,
            entries: ["13 30 3 slowlog get 100", "14 15 1 ping"]
        ),
        SlowlogCase(
            origin: "peertube 3971: ten arguments, an index of two digits",
            text: """
                # redis-cli slowlog get 10
                 1) 1) (integer) 2184
                    2) (integer) 1618830627
                    3) (integer) 61686
                    4)  1) "evalsha"
                        2) "7825e9df"
                        3) "3"
                        4) "a"
                        5) "b"
                        6) "c"
                        7) "d"
                        8) "1618657827222"
                        9) "0"
                       10) "completed"
                    5) "127.0.0.1:39640"
                    6) "bull"
                """,
            entries: [
                "2184 61686 10 evalsha 7825e9df 3 a b c d 1618657827222 0 completed "
                    + "@127.0.0.1:39640 bull"
            ]
        ),
        SlowlogCase(
            origin: "redis documentation, 8.10: seven fields, arguments left out",
            text: """
                redis> SLOWLOG GET 1
                1) 1) (integer) 12
                   2) (integer) 1752422400
                   3) (integer) 21
                   4)  1) "SADD"
                       2) "myset"
                          ...
                      32) "... (2 more arguments)"
                   5) "127.0.0.1:52276"
                   6) ""
                   7) (integer) 33
                """,
            entries: ["12 21 33 SADD myset @127.0.0.1:52276"]
        ),
        SlowlogCase(
            origin: "pulibrary 3360: a script, and the cut end of a paste",
            text: #"""
                127.0.0.1:6379> SLOWLOG GET
                 1) 1) (integer) 96829
                    2) (integer) 1673626867
                    3) (integer) 28343
                    4) 1) "EVAL"
                       2) "local keys = redis.call(\"KEYS\", ARGV[1])\nreturn 1"
                       3) "0"
                 3) 1) (integer) 96827
                    2) (integer) 1673626084
                    3) (integer) 30940
                    4) 1) "EVAL"
                       2) "local keys = redis.ca
                """#,
            entries: [
                "96829 28343 3 EVAL local keys = redis.call(\"KEYS\", ARGV[1])\nreturn 1 0",
                "96827 30940 2 EVAL local keys = redis.ca",
            ]
        ),
        SlowlogCase(
            origin: "a Chinese article: FLUSHALL in a session with other replies",
            text: """
                127.0.0.1:7000> DBSIZE
                (integer) 1812295
                127.0.0.1:7000> flushall  //1020 ms
                OK
                (1.02s)
                127.0.0.1:7000> SLOWLOG get
                 1) 1) (integer) 2996109
                    2) (integer) 1505465989
                    3) (integer) 9274       //9.2 ms
                    4) 1) "flushall"
                       2) "async"
                    5) "127.0.0.1:20110"
                    6) ""
                """,
            entries: ["2996109 9274 2 flushall async @127.0.0.1:20110"]
        ),
        SlowlogCase(
            origin: "redis-rb 161: Ruby's inspect in irb",
            text: """
                >> Resque.redis.slowlog "get", 1
                => [[2073, 1322833007, 9, ["LPOP", "resque:render_queue"]]]
                """,
            entries: ["2073 9 2 LPOP resque:render_queue"]
        ),
        SlowlogCase(
            origin: "ElastiCache documentation: JSON over several lines",
            text: """
                {
                "CacheClusterId": "logslowxxxxmsxj",
                "CacheNodeId": "0001",
                "Id": 296,
                "Timestamp": 1605631822,
                "Duration (us)": 0,
                "Command": "GET ... (1 more arguments)",
                "ClientAddress": "192.168.12.104:55452",
                "ClientName": "logslowxxxxmsxj##"
                }
                """,
            entries: ["296 0 2 GET @192.168.12.104:55452 logslowxxxxmsxj##"]
        ),
        SlowlogCase(
            origin: "ElastiCache documentation: text",
            text:
                "logslow,0001,1605631822,30,GET ... (1 more arguments),192.168.12.104:55452,slow##",
            entries: ["0 30 2 GET @192.168.12.104:55452 slow##"]
        ),
    ]

    /// As redis-cli 7.0.15 printed them in real runs, shortened.
    static let printed = [
        SlowlogCase(
            origin: "raw, 32 arguments of 62, from a script, through a socket, over IPv6",
            text: (["32", "1795229810", "9", "rpush", "biglist"] + (1...29).map(String.init) + [
                "... (31 more arguments)", "127.0.0.1:39770", "", "18", "1795229810", "1", "get",
                "k", "?:0", "", "16", "1795229810", "0", "ping", "[::1]:48142", "", "14",
                "1795229810", "2", "SELECT", "3", "/run/redis/redis.sock:0", "",
            ]).joined(separator: "\n") + "\n",
            entries: [
                "32 9 62 rpush biglist " + (1...29).map(String.init).joined(separator: " ")
                    + " @127.0.0.1:39770",
                "18 1 2 get k @?:0",
                "16 0 1 ping @[::1]:48142",
                "14 2 2 SELECT 3 @/run/redis/redis.sock:0",
            ]
        ),
        SlowlogCase(
            origin: "raw, in a pipe with other commands",
            text: "46\n1795229811\n3\nset\ndb15\n1\n127.0.0.1:39848\n\nPONG\n47\n",
            entries: ["46 3 3 set db15 1 @127.0.0.1:39848"],
            unreadableLines: [10]
        ),
        SlowlogCase(
            origin: "raw without addresses, as before 4.0",
            text: "6\n1458734263\n74372\nhgetall\nblacklist\n5\n1458734258\n5411075\nkeys\n*\n",
            entries: ["6 74372 2 hgetall blacklist", "5 5411075 2 keys *"]
        ),
        SlowlogCase(
            origin: "--csv, a marker and a seventh field",
            text: #"32,1795229810,9,"rpush","l","... (1 more arguments)","127.0.0.1:1","",3,"#
                + #"31,1795229810,2,"get","... (1 more arguments)","127.0.0.1:1","",2"#,
            entries: [
                "32 9 3 rpush l @127.0.0.1:1",
                "31 2 2 get @127.0.0.1:1",
            ]
        ),
        SlowlogCase(
            origin: "--json, cut by a full disk",
            text: #"[[46,1795229811,3,["set","a"],"127.0.0.1:1",""],[45,17952298"#,
            entries: ["46 3 2 set a @127.0.0.1:1"],
            unreadableLines: [1]
        ),
    ]
}
