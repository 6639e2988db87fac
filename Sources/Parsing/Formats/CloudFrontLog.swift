// Standard access logs of Amazon CloudFront.
// Source: AWS CloudFront developer guide, "Standard logging reference", 2014 to 2026.

/// A CloudFront log: a header `#Fields: date time …` and values between tabs.
package struct CloudFrontLog: LogFormat {
    package let name = "cloudfront"

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        guard
            head.lines.prefix(3).contains(where: {
                LineCursor.begins($0, with: "#Fields: date time x-edge-location ")
            })
        else { return nil }
        var reader = CloudFrontReader()
        var lines = 0
        var requests = 0
        for text in head.lines where text.first != 0x23 || lines == 0 {
            guard let row = reader.read(text, line: 1) else { continue }
            lines += 1
            if case .request = row { requests += 1 }
        }
        guard requests > 0 else { return nil }
        return Recognition(
            score: Double(requests) / Double(lines),
            reason: "a header names the columns as CloudFront does"
        )
    }

    package func makeReader() -> any FormatReader { CloudFrontReader() }

    package var samples: [FormatSample] {
        [
            FormatSample(
                "#Version: 1.0\n"
                    + "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem "
                    + "sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type "
                    + "x-edge-request-id x-host-header cs-protocol cs-bytes time-taken\n"
                    + "2024-01-15\t12:00:00\tSEA19-C1\t1234\t192.0.2.1\tGET\td111.cloudfront.net\t"
                    + "/img/1.png\t200\t-\tMozilla/5.0%2520\t-\t-\tHit\t"
                    + "bUpx3RRZGdqQ1PCmJKg6E6vcm1pDMHpO\texample.com\thttps\t567\t0.001",
                reads: [
                    .request(
                        RequestEvent(
                            firstLine: 3,
                            lastLine: 3,
                            start: Timestamp(microseconds: 1_705_319_999_999_000),
                            method: "GET",
                            path: "/img/1.png",
                            endpoint: "",
                            status: 200,
                            durationMilliseconds: 1,
                            databaseMilliseconds: nil,
                            idHash: FixedHash.hash("bUpx3RRZGdqQ1PCmJKg6E6vcm1pDMHpO".utf8),
                            cache: .hit
                        )
                    )
                ],
                source: "after the example of AWS's developer guide"
            ),
            FormatSample(
                "#Version: 1.0\n#Fields: date time cs-method cs-uri-stem sc-status\n"
                    + "2024-01-15 12:00:00 GET / 200",
                reads: [],
                source: "the same family of formats as IIS writes it"
            ),
        ]
    }
}
