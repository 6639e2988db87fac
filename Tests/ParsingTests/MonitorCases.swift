// Lines of MONITOR in every shape that was seen, with what must be read of each.

import Testing

/// A line and its columns.
struct MonitorCase: Sendable, CustomTestStringConvertible {
    let line: String
    var microseconds: Int64 = 1_795_229_810_125_496
    var database: UInt16 = 0
    var client = ""
    /// The command word as it stands in the line.
    let word: String
    var key = ""
    /// Everything after the key, or after the command word.
    var arguments = ""
    let words: UInt32
    var isTruncated = false
    /// Where the line comes from.
    let origin: String

    var testDescription: String { "\(origin): \(line.prefix(60))" }

    private static let stamp = "1795229810.125496"
    private static let long = String(repeating: "x", count: 70_000)

    static let clients: [MonitorCase] = [
        MonitorCase(
            line: stamp + #" [0 127.0.0.1:39692] "set" "a b\"c\\d" "line1\nline2" "EX" "60""#,
            client: "127.0.0.1:39692",
            word: "set",
            key: #"a b\"c\\d"#,
            arguments: #""line1\nline2" "EX" "60""#,
            words: 5,
            origin: "redis-cli 7.0.15"
        ),
        MonitorCase(
            line: stamp + #" [0 [2001:0db8:0:0:0:0:0:1]:49152] "PING""#,
            client: "[2001:0db8:0:0:0:0:0:1]:49152",
            word: "PING",
            words: 1,
            origin: "another parser's test"
        ),
        MonitorCase(
            line: stamp + #" [3 unix:/run/redis/redis.sock] "lpush" "queue:default" "{}""#,
            database: 3,
            client: "unix:/run/redis/redis.sock",
            word: "lpush",
            key: "queue:default",
            arguments: #""{}""#,
            words: 3,
            origin: "redis-cli 7.0.15"
        ),
        MonitorCase(
            line: stamp + #" [0 unix:/tmp/redis-monitor-] "edge.sock] "ECHO" "edge""#,
            client: #"unix:/tmp/redis-monitor-] "edge.sock"#,
            word: "ECHO",
            arguments: #""edge""#,
            words: 2,
            origin: "another parser's test"
        ),
        MonitorCase(
            line: stamp + #" [0 unix:/tmp/x] "y.sock] "SET" "k" "cut"#,
            client: #"unix:/tmp/x] "y.sock"#,
            word: "SET",
            key: "k",
            words: 2,
            isTruncated: true,
            origin: "the same, killed"
        ),
        MonitorCase(
            line: stamp + #" [0 unix:/tmp/a b]/redis.sock] "PING""#,
            client: "unix:/tmp/a b]/redis.sock",
            word: "PING",
            words: 1,
            origin: "another parser's test"
        ),
        MonitorCase(
            line: stamp + #" [0 unix:/run/a.sock] "set" "k" "ends in] ""#,
            client: "unix:/run/a.sock",
            word: "set",
            key: "k",
            arguments: #""ends in] ""#,
            words: 3,
            origin: "a value that looks like the end of a client"
        ),
        MonitorCase(
            line: stamp + #" [2 lua] "ZPOPMIN" "bull:ingress:prioritized""#,
            database: 2,
            client: "lua",
            word: "ZPOPMIN",
            key: "bull:ingress:prioritized",
            words: 2,
            origin: "taskforcesh/bullmq issue 2466"
        ),
        MonitorCase(
            line: stamp + #" [0 ] "PING""#,
            word: "PING",
            words: 1,
            origin: "another parser's test"
        ),
        MonitorCase(
            line: stamp + #" [1000 10.0.0.1:6000] "get" "k""#,
            database: 1_000,
            client: "10.0.0.1:6000",
            word: "get",
            key: "k",
            words: 2,
            origin: "another parser's test"
        ),
        MonitorCase(
            line: #"1317279070.6877 (db 1) "EXPIRE" "tag_pv2_de8c68" "3600""#,
            microseconds: 1_317_279_070_687_700,
            database: 1,
            word: "EXPIRE",
            key: "tag_pv2_de8c68",
            arguments: #""3600""#,
            words: 3,
            origin: "redis 2.4"
        ),
        MonitorCase(
            line: #"1317280373.276440 "MONITOR""#,
            microseconds: 1_317_280_373_276_440,
            word: "MONITOR",
            words: 1,
            origin: "redis 2.4, database 0"
        ),
    ]

    static let shapes: [MonitorCase] = [
        MonitorCase(
            line: stamp + #" [0 1.2.3.4:5] "set" "key" "unfinis"#,
            client: "1.2.3.4:5",
            word: "set",
            key: "key",
            words: 2,
            isTruncated: true,
            origin: "a capture that was killed"
        ),
        MonitorCase(
            line: stamp + #" [0 1.2.3.4:5] "set" "key" "ends in \"#,
            client: "1.2.3.4:5",
            word: "set",
            key: "key",
            words: 2,
            isTruncated: true,
            origin: "killed in the middle of an escape"
        ),
        MonitorCase(
            line: stamp + #" [0 10.0.1.7:52343] "KEYS" "player:*"  ← FOUND YOU"#,
            client: "10.0.1.7:52343",
            word: "KEYS",
            arguments: #""player:*""#,
            words: 2,
            origin: "a note behind the line"
        ),
        MonitorCase(
            line: stamp + " [0 1.2.3.4:5] \"get\" \"k\"\r",
            client: "1.2.3.4:5",
            word: "get",
            key: "k",
            words: 2,
            origin: "CRLF"
        ),
        MonitorCase(
            line: stamp + " [0 1.2.3.4:5] \"get\" \"a\u{0}b\"",
            client: "1.2.3.4:5",
            word: "get",
            key: "a\u{0}b",
            words: 2,
            origin: "a NUL byte"
        ),
        MonitorCase(
            line: stamp + " [0 1.2.3.4:5] \"set\" \"k\" \"\(long)\"",
            client: "1.2.3.4:5",
            word: "set",
            key: "k",
            arguments: "\"\(long)\"",
            words: 3,
            origin: "70,000 bytes"
        ),
        MonitorCase(
            line: stamp + #" [0 1.2.3.4:5] "del" """#,
            client: "1.2.3.4:5",
            word: "del",
            words: 2,
            origin: "an empty key"
        ),
        MonitorCase(
            line: stamp + #" [0 1.2.3.4:5] "BITOP" "AND" "target" "a" "b""#,
            client: "1.2.3.4:5",
            word: "BITOP",
            key: "target",
            arguments: #""a" "b""#,
            words: 5,
            origin: "a key that is not the first argument"
        ),
    ]
}
