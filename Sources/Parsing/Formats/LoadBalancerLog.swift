// Access logs of AWS's application and classic load balancers.
// Source: AWS, Elastic Load Balancing user guides, "Access logs", 2016 to 2026.

/// A load balancer's access log: `http 2018-07-02T22:23:00.186641Z app/my-lb/… 192.168.131.39:2817 …`.
package struct LoadBalancerLog: LogFormat {
    package let name = "aws-load-balancer"
    package let isSplittable = true

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        Recognition(
            of: head,
            as: LoadBalancerLine.self,
            reason: "lines are type, stamp, balancer, addresses, three times and two statuses"
        )
    }

    package func makeReader() -> any FormatReader { SingleLineReader<LoadBalancerLine>() }

    package var samples: [FormatSample] {
        let end = Timestamp(microseconds: 1_530_570_180_186_641)
        return [
            FormatSample(
                """
                https 2018-07-02T22:23:00.186641Z app/my-lb/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.com:443/orders?x=1 HTTP/1.1" "curl/7.46.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "www.example.com" "arn:aws:acm:us-east-2:123456789012:certificate/12345678" 1 2018-07-02T22:22:48.364000Z "authenticate,forward" "-" "-"
                http 2018-07-02T22:23:00.186641Z app/my-lb/50dc6c495c0c9188 192.168.131.39:2817 - -1 -1 -1 460 - 34 0 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0" - -
                """,
                reads: [
                    .request(
                        RequestEvent(
                            firstLine: 1,
                            lastLine: 1,
                            start: Timestamp(microseconds: 1_530_570_168_364_000),
                            method: "GET",
                            path: "/orders",
                            endpoint: "",
                            status: 200,
                            durationMilliseconds: 171,
                            databaseMilliseconds: nil,
                            idHash: FixedHash.hash("1-58337281-1d84f3d73c47ec4e58577259".utf8)
                        )
                    ),
                    .request(
                        RequestEvent(
                            firstLine: 2,
                            lastLine: 2,
                            start: end,
                            method: "GET",
                            path: "/",
                            endpoint: "",
                            status: 460,
                            durationMilliseconds: nil,
                            databaseMilliseconds: nil
                        )
                    ),
                ],
                source: "after the examples of AWS's user guide, application balancer"
            ),
            FormatSample(
                """
                2015-05-13T23:39:43.945958Z my-loadbalancer 192.168.131.39:2817 10.0.0.1:80 0.000 0.001 0.000 200 200 0 29 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.38.0" - -
                """,
                reads: [
                    .request(
                        RequestEvent(
                            firstLine: 1,
                            lastLine: 1,
                            start: Timestamp(microseconds: 1_431_560_383_944_958),
                            method: "GET",
                            path: "/",
                            endpoint: "",
                            status: 200,
                            durationMilliseconds: 1,
                            databaseMilliseconds: nil
                        )
                    )
                ],
                source: "after the example of AWS's user guide, classic balancer"
            ),
        ]
    }
}
