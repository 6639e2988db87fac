// Access logs of Envoy and of Istio's sidecars in their default text form.
// Source: Envoy 1.31 "Access logging"; Istio 1.22 `EnvoyTextLogFormat`.

/// An Envoy access log: `[2016-04-15T20:17:00.310Z] "POST /v1 HTTP/2" 204 - 154 0 226 100 "…"`.
package struct EnvoyLog: LogFormat {
    package let name = "envoy"
    package let isSplittable = true

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        Recognition(
            of: head,
            as: EnvoyLine.self,
            reason:
                "lines are a stamp in brackets, quoted request, status, flags, sizes and duration"
        )
    }

    package func makeReader() -> any FormatReader { SingleLineReader<EnvoyLine>() }

    package var samples: [FormatSample] {
        let start = Timestamp(microseconds: 1_460_751_420_310_000)
        return [
            FormatSample(
                """
                [2016-04-15T20:17:00.310Z] "POST /api/v1/locations HTTP/2" 204 - 154 0 226 100 "10.0.35.28" "nsq2http" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "locations" "tcp://10.0.2.1:80"
                [2016-04-15T20:17:00.310Z] "GET /status?x=1 HTTP/1.1" 503 UF,URX upstream_reset_before_response_started{connection_failure} - "-" 0 91 15 - "-" "curl/8.5" "5f6b7a1e-23a1-4e30-9d22-4c3b8f1f6a55" "ratings:9080" "10.1.0.7:9080"
                """,
                reads: [
                    .request(
                        RequestEvent(
                            firstLine: 1,
                            lastLine: 1,
                            start: start,
                            method: "POST",
                            path: "/api/v1/locations",
                            endpoint: "",
                            status: 204,
                            durationMilliseconds: 226,
                            databaseMilliseconds: nil,
                            idHash: FixedHash.hash("cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2".utf8)
                        )
                    ),
                    .request(
                        RequestEvent(
                            firstLine: 2,
                            lastLine: 2,
                            start: start,
                            method: "GET",
                            path: "/status",
                            endpoint: "",
                            status: 503,
                            durationMilliseconds: 15,
                            databaseMilliseconds: nil,
                            idHash: FixedHash.hash("5f6b7a1e-23a1-4e30-9d22-4c3b8f1f6a55".utf8)
                        )
                    ),
                ],
                source: "the example of Envoy's documentation, and the same with Istio's details"
            ),
            FormatSample(
                "[2016-04-15T20:17:00.310Z] \"POST /api/v1/locations HTTP/2\" 204",
                reads: [],
                source: "a line that was cut"
            ),
        ]
    }
}
