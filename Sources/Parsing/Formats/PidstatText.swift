// What `pidstat` prints: a row a process and second, in several tables or with -h in one.
// Source: sysstat 12.7 pidstat.c; real runs of sysstat 12.6.

/// Reads reports of pidstat.
package struct PidstatText: LogFormat {
    package let name = "pidstat"

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { SysstatText(.pidstat) }

    package func recognition(of head: FileHead) -> Recognition? {
        SysstatText.recognition(.pidstat, of: head, because: "headings and rows of pidstat")
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                Linux 6.18.44 (vm) \t2026-11-21 \t_x86_64_\t(2 CPU)

                03:44:40      UID       PID    %usr   %CPU   CPU  Command
                03:44:41        0     24988   25.00  26.00     0  redis-server

                03:44:40      UID       PID     RSS   %MEM  Command
                03:44:41        0     24988   12484   0.05  redis-server
                """,
                reads: [
                    Self.sample(4, 81, "%usr{command:redis-server,pid:24988}", 0.25, .ratio),
                    Self.sample(4, 81, "%CPU{command:redis-server,pid:24988}", 0.26, .ratio),
                    Self.sample(7, 81, "RSS{command:redis-server,pid:24988}", 12_783_616, .bytes),
                    Self.sample(7, 81, "%MEM{command:redis-server,pid:24988}", 0.0005, .ratio),
                ],
                source: "sysstat 12.6, pidstat -u -r 1, a real run, shortened"
            ),
            FormatSample(
                """
                # Time        UID       PID    %usr    %CPU   CPU  Command
                1795232684      0     24988    1.00    2.00     1  redis-server
                """,
                reads: [
                    Self.sample(2, 84, "%usr{command:redis-server,pid:24988}", 0.01, .ratio),
                    Self.sample(2, 84, "%CPU{command:redis-server,pid:24988}", 0.02, .ratio),
                ],
                source: "sysstat 12.6, pidstat -h -H, a real run, shortened"
            ),
            FormatSample(
                "  PID USER      %CPU COMMAND\n24988 redis      2.0 redis-server",
                reads: [],
                source: "procps top"
            ),
        ]
    }

    private static func sample(
        _ line: Int,
        _ second: Int64,
        _ metric: String,
        _ value: Double,
        _ unit: Sample.Unit
    ) -> Row {
        .sample(
            Sample(
                line: line,
                time: Timestamp(microseconds: (1_795_232_600 + second) * 1_000_000),
                metric: metric,
                value: value,
                unit: unit
            )
        )
    }
}
