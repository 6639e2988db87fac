// Lines of MONITOR inside what other programs put around them, and lines that hold none.

extension MonitorCase {
    static let wrapped: [MonitorCase] = [
        wild(
            #"2026-11-21T03:03:26.1Z stdout F 1795229810.125496 [0 1.2.3.4:5] "PING""#,
            at: 1_795_229_810_125_496,
            0,
            "1.2.3.4:5",
            "PING",
            "",
            rest: "",
            words: 1,
            from: "CRI container log"
        ),
        wild(
            #"Nov 21 03:03:26 1795229810.125496 [0 1.2.3.4:5] "GET" "k""#,
            at: 1_795_229_810_125_496,
            0,
            "1.2.3.4:5",
            "GET",
            "k",
            rest: "",
            words: 2,
            from: "ts(1)"
        ),
        wild(
            #""1795229810.125496 [0 1.2.3.4:5] \"set\" \"k\" \"a\\\"b\"""#,
            at: 1_795_229_810_125_496,
            0,
            "1.2.3.4:5",
            "set",
            "k",
            rest: #""a\"b""#,
            words: 3,
            from: "redis-cli --csv"
        ),
        wild(
            #""1795229810.125496 [0 1.2.3.4:5] \\"SET\\" \\"bin\\" \\"\\\\x00\\"""#,
            at: 1_795_229_810_125_496,
            0,
            "1.2.3.4:5",
            "SET",
            "bin",
            rest: #""\x00""#,
            words: 3,
            from: "redis-cli --quoted-json"
        ),
    ]

    /// Lines of the same pastes that hold no command.
    static let unreadable = [
        "MONITOR", "$ docker exec cerra-ai-redis redis-cli MONITOR", "$ redis-cli monitor",
        "\t *", "Escape character is '^]'.", "Trying 127.0.0.1...",
        #"00:23:52.149 [0 lua] "get" "my-key""#, "    PONG",
        #"1.000001 [0 1.2.3.4:5] "PING""#, #"1795229810.125496 [0 1.2.3.4:5]"#,
        #"1795229810.125496 [0 1.2.3.4:5] "unfinish"#, #"1795229810. [0 1.2.3.4:5] "PING""#,
        #"1795229810.125496 [x 1.2.3.4:5] "PING""#, #"1795229810.125496 (db ) "PING""#,
        "1795229810.125496", "1795229810.125496 ", "\"", " ",
        "celery-worker  | [2025-03-04 10:40:16,718: INFO/MainProcess] Connected",
    ]
}
