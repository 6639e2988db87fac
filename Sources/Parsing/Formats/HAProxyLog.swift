// Logs of HAProxy in its HTTP and TCP forms, with or without syslog's header.
// Source: HAProxy configuration manual 3.0, chapter 8; `src/proxy.c`.

/// An HAProxy log: `haproxy[7]: 192.0.2.4:50210 [26/Feb/2019:00:29:44.326] web~ app/srv1 0/0/1/48/49 200 3313 …`.
package struct HAProxyLog: LogFormat {
    package let name = "haproxy"

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        var lines = 0
        var known = 0
        var connections = 0
        for text in head.lines where text.contains(where: { $0 > 0x20 }) {
            lines += 1
            let body = HAProxyLine.body(of: text)
            if HAProxyLine(body, line: lines) != nil {
                connections += 1
                known += 1
            } else if body.startIndex > text.startIndex, HAProxyReader.isNotice(body) {
                known += 1
            }
        }
        guard connections > 0 else { return nil }
        return Recognition(
            score: Double(known) / Double(lines),
            reason: "lines are a client, an accept date in brackets, proxies and slashed times"
        )
    }

    package func makeReader() -> any FormatReader { HAProxyReader() }

    package var samples: [FormatSample] {
        let first = Timestamp(microseconds: 1_551_140_984_326_000)
        let second = Timestamp(microseconds: 1_551_222_527_266_000)
        return [
            FormatSample(
                """
                Feb 26 00:29:40 lb1 haproxy[7]: Proxy web started.
                Feb 26 00:29:44 lb1 haproxy[7]: 192.0.2.4:50210 [26/Feb/2019:00:29:44.326] web~ app/srv1 0/0/1/48/49 200 3313 - - ---- 3/2/0/0/0 0/0 {Mozilla/5.0} {} "POST /scripts/run?x=1 HTTP/1.1"
                Feb 26 23:08:47 lb1 haproxy[7]: 192.0.2.4:50211 [26/Feb/2019:23:08:47.266] web/1: Connection closed during SSL handshake
                Feb 26 23:08:47 lb1 haproxy[7]: 192.0.2.4:50212 [26/Feb/2019:23:08:47.266] ssh ssh_out/ssh1 1/1/861 1485 -- 2/1/0/0/0 0/0
                """,
                reads: [
                    .log(
                        LogEvent(
                            line: 1,
                            time: first,
                            severity: .info,
                            topic: .processStarted,
                            message: "Proxy web started.",
                            process: "haproxy"
                        )
                    ),
                    .request(
                        RequestEvent(
                            firstLine: 2,
                            lastLine: 2,
                            start: first,
                            method: "POST",
                            path: "/scripts/run",
                            endpoint: "",
                            status: 200,
                            durationMilliseconds: 49,
                            databaseMilliseconds: nil
                        )
                    ),
                    .log(
                        LogEvent(
                            line: 3,
                            time: second,
                            severity: .warning,
                            topic: .other,
                            message: "Connection closed during SSL handshake",
                            process: "haproxy"
                        )
                    ),
                    .log(
                        LogEvent(
                            line: 4,
                            time: second,
                            severity: .info,
                            topic: .other,
                            message: "session of ssh_out/ssh1",
                            process: "haproxy"
                        )
                    ),
                ],
                source: "after the examples of HAProxy's manual, behind syslog's header"
            ),
            FormatSample(
                "Feb 26 00:29:40 lb1 haproxy[7]: parsing configuration",
                reads: [],
                source: "a text that is neither a connection nor one of the notices"
            ),
        ]
    }
}
