// Access logs of nginx and Apache, in the common and the combined form, with times appended.
// Source: Apache httpd 2.4 mod_log_config; nginx 1.26 ngx_http_log_module.

/// An access log: `1.2.3.4 - - [11/Feb/2013:06:43:36 +0000] "GET / HTTP/1.1" 200 5778 "-" "curl"`.
package struct AccessLog: LogFormat {
    package let name = "access-log"
    package let isSplittable = true

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        Recognition(
            of: head,
            as: CombinedLine.self,
            reason: "lines are address, stamp in brackets, quoted request and status"
        )
    }

    package func makeReader() -> any FormatReader { SingleLineReader<CombinedLine>() }
}

extension AccessLog {
    package var samples: [FormatSample] {
        [Self.combined, Self.timed, Self.apache, Self.refused]
    }

    private static let combined = FormatSample(
        """
        10.112.72.172 - - [11/Feb/2013:06:43:36 +0000] "GET /client/?q=a HTTP/1.1" 200 5778 "-" "Mozilla/5.0 (Windows NT 6.1; WOW64)"
        172.18.0.1 - - [29/Aug/2023 22:02:58] "GET / HTTP/1.1" 200 -
        10.1.10.51 - - [11/Feb/2013:06:43:36 +0000] "\\x16\\x03\\x01" 400 157 "-" "-"
        """,
        reads: [
            .request(
                RequestEvent(
                    firstLine: 1,
                    lastLine: 1,
                    start: Timestamp(microseconds: 1_360_565_016_000_000),
                    method: "GET",
                    path: "/client/",
                    endpoint: "",
                    status: 200,
                    durationMilliseconds: nil,
                    databaseMilliseconds: nil
                )
            ),
            .request(
                RequestEvent(
                    firstLine: 2,
                    lastLine: 2,
                    start: Timestamp(microseconds: 1_693_346_578_000_000),
                    method: "GET",
                    path: "/",
                    endpoint: "",
                    status: 200,
                    durationMilliseconds: nil,
                    databaseMilliseconds: nil
                )
            ),
            .request(
                RequestEvent(
                    firstLine: 3,
                    lastLine: 3,
                    start: Timestamp(microseconds: 1_360_565_016_000_000),
                    method: "",
                    path: "",
                    endpoint: "",
                    status: 400,
                    durationMilliseconds: nil,
                    databaseMilliseconds: nil
                )
            ),
        ],
        source: "nginx's combined form; Python 3.11 http.server; nginx's escaping of a TLS greeting"
    )

    private static let timed = FormatSample(
        """
        203.0.113.9 - anna [21/Nov/2026:05:12:07 +0100] "POST /orders/17/items HTTP/2.0" 201 12 "https://shop.example/" "curl/8.5" rt=0.042 uct="0.001" urt="0.041" c01bb5b75cf74d9ea36fd8faa3f0d41c
        """,
        reads: [
            .request(
                RequestEvent(
                    firstLine: 1,
                    lastLine: 1,
                    start: Timestamp(microseconds: 1_795_234_326_958_000),
                    method: "POST",
                    path: "/orders/17/items",
                    endpoint: "",
                    status: 201,
                    durationMilliseconds: 42,
                    databaseMilliseconds: nil,
                    idHash: FixedHash.hash("c01bb5b75cf74d9ea36fd8faa3f0d41c".utf8)
                )
            )
        ],
        source: "nginx with `rt=$request_time … $request_id`, whose stamp is the end of the request"
    )

    private static let apache = FormatSample(
        """
        www.example.com 203.0.113.9 - - [21/Nov/2026:04:12:07 +0000] "GET /~anna/page.html" 304 - "-" "-" 2311
        """,
        reads: [
            .request(
                RequestEvent(
                    firstLine: 1,
                    lastLine: 1,
                    start: Timestamp(microseconds: 1_795_234_327_000_000),
                    method: "GET",
                    path: "/~anna/page.html",
                    endpoint: "",
                    status: 304,
                    durationMilliseconds: 2.311,
                    databaseMilliseconds: nil
                )
            )
        ],
        source: "Apache with a virtual host before and %D behind, whose stamp is the beginning"
    )

    private static let refused = FormatSample(
        """
        2013-02-11T06:43:36 10.112.72.172 - GET /client/ -1 200 5778 "-" "Mozilla/5.0"
        """,
        reads: [],
        source: "a log in the extended form of IIS, which is another"
    )
}
