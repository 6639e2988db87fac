// Slow logs as they are found, and what each must read as.

/// The samples of the slow log's format.
enum SlowlogSamples {
    /// A sample a shape.
    static let all = [terminal, raw, flattened, json, quotedJSON, annotated, refused]

    private static let terminal = FormatSample(
        """
        127.0.0.1:6379> slowlog get
        1) 1) (integer) 46
           2) (integer) 1795229811
           3) (integer) 3
           4) 1) "set"
              2) "db15"
              3) "1"
           5) "127.0.0.1:39848"
           6) ""
        2) 1) (integer) 45
           2) (integer) 1795229811
           3) (integer) 1
           4) 1) "SELECT"
              2) "a b\\"c\\\\d\\n"
           5) "127.0.0.1:39848"
           6) "w-2"
        """,
        reads: [
            entry(2...9, 46, 3, ["set", "db15", "1"], name: nil),
            entry(10...16, 45, 1, ["SELECT", "a b\"c\\d\n"], name: "w-2"),
        ],
        source: "redis-cli 7.0.15 --no-raw, a real run"
    )

    private static let raw = FormatSample(
        """
        46
        1795229811
        3
        set
        db15
        1
        127.0.0.1:39848

        45
        1795229811
        1
        SELECT

        127.0.0.1:39848
        w-2
        """,
        reads: [
            entry(1...8, 46, 3, ["set", "db15", "1"], name: nil),
            entry(9...15, 45, 1, ["SELECT", ""], name: "w-2"),
        ],
        source: "redis-cli 7.0.15 into a file, a real run"
    )

    private static let flattened = FormatSample(
        #"46,1795229811,3,"set","db15","1","127.0.0.1:39848","","#
            + #"8,1795229811,2,"set","a b\"c\\d","line1\nline2\ttab","127.0.0.1:39848","w-2""#,
        reads: [
            entry(1...1, 46, 3, ["set", "db15", "1"], name: nil),
            entry(1...1, 8, 2, ["set", "a b\"c\\d", "line1\nline2\ttab"], name: "w-2"),
        ],
        source: "redis-cli 7.0.15 --csv, a real run"
    )

    private static let json = FormatSample(
        #"[[46,1795229811,3,["set","db15","1"],"127.0.0.1:39848",""],"#
            + #"[8,1795229811,2,["set","a b\"c\\d","l\nt\t\u0007"],"127.0.0.1:39848","w-2"]]"#,
        reads: [
            entry(1...1, 46, 3, ["set", "db15", "1"], name: nil),
            entry(1...1, 8, 2, ["set", "a b\"c\\d", "l\nt\t\u{7}"], name: "w-2"),
        ],
        source: "redis-cli 7.0.15 --json, a real run"
    )

    private static let quotedJSON = FormatSample(
        #"[[8,1795229811,2,["set","a b\\"c\\\\d","caf\\xc3\\xa9\\n"],"127.0.0.1:39848","w-2"]]"#,
        reads: [entry(1...1, 8, 2, ["set", "a b\"c\\d", "café\n"], name: "w-2")],
        source: "redis-cli 7.0.15 --quoted-json, a real run"
    )

    private static let annotated = FormatSample(
        "1)\t1) (integer) 6 # id\n    2) (integer) 1795229811\n    3) (integer) 7 <-- time\n"
            + "    4)\t1) \"set\"\n    \t2) \"name:002\"\n    3) \"zhangfei\"\n"
            + "    5) \"127.0.0.1:39848\"-> Source\n    6) \"\"\n",
        reads: [entry(1...8, 6, 7, ["set", "name:002", "zhangfei"], name: nil)],
        source: "a paste with tabs, comments and wrong indices"
    )

    private static let refused = FormatSample(
        """
        1) 1) (integer) 10923
           2) (integer) 16383
           3) 1) "127.0.0.1"
              2) (integer) 30003
        """,
        reads: [],
        source: "redis documentation, CLUSTER SLOTS"
    )

    private static func entry(
        _ lines: ClosedRange<Int>,
        _ id: Int64,
        _ durationMicroseconds: Int64,
        _ arguments: [String],
        name: String?
    ) -> Row {
        .slowlog(
            SlowlogEntry(
                firstLine: lines.lowerBound,
                lastLine: lines.upperBound,
                id: id,
                end: Timestamp(microseconds: 1_795_229_811_000_000),
                durationMicroseconds: durationMicroseconds,
                arguments: arguments,
                argumentCount: arguments.count,
                client: "127.0.0.1:39848",
                clientName: name
            )
        )
    }
}
