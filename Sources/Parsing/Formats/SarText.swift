// What `sar` prints: a time and a table of numbers on each row.
// Source: sysstat 12.7 sar.c and pr_stats.c; real runs of sysstat 12.6.

/// Reads reports of sar as text, in the times of 12 or 24 hours.
package struct SarText: LogFormat {
    package let name = "sar"

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { SysstatText(.sar) }

    package func recognition(of head: FileHead) -> Recognition? {
        SysstatText.recognition(.sar, of: head, because: "headings and rows of sar")
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                Linux 6.18.44 (vm) \t11/21/26 \t_x86_64_\t(2 CPU)

                11:59:58 PM        CPU     %user    %iowait     %idle
                11:59:59 PM        all     51.00      0.50     48.50
                12:00:00 AM        all     50.00      0.00     50.00
                Average:           all     50.50      0.25     49.25

                11:59:58 PM       DEV       tps     rkB/s     await     %util
                12:00:01 AM  LINUX RESTART\t(2 CPU)
                12:00:02 AM       vda    858.00      2.00      0.25      5.00
                """,
                reads: [
                    Self.sample(4, 86_399, "%user{cpu:all}", 0.51, .ratio),
                    Self.sample(4, 86_399, "%iowait{cpu:all}", 0.005, .ratio),
                    Self.sample(4, 86_399, "%idle{cpu:all}", 0.485, .ratio),
                    Self.sample(5, 86_400, "%user{cpu:all}", 0.5, .ratio),
                    Self.sample(5, 86_400, "%iowait{cpu:all}", 0, .ratio),
                    Self.sample(5, 86_400, "%idle{cpu:all}", 0.5, .ratio),
                    Self.sample(10, 86_402, "tps{device:vda}", 858, .perSecond),
                    Self.sample(10, 86_402, "rkB/s{device:vda}", 2_048, .perSecond),
                    Self.sample(10, 86_402, "await{device:vda}", 0.00025, .seconds),
                    Self.sample(10, 86_402, "%util{device:vda}", 0.05, .ratio),
                ],
                source: "sysstat 12.6, sar -u and -d, real runs, shortened and moved to midnight"
            ),
            FormatSample(
                "Linux is a kernel (see 11/21/26)\n10:00:00 the CPU was busy",
                reads: [],
                source: "a note"
            ),
        ]
    }

    /// A sample so many seconds after the beginning of 2026-11-21.
    private static func sample(
        _ line: Int,
        _ seconds: Int64,
        _ metric: String,
        _ value: Double,
        _ unit: Sample.Unit
    ) -> Row {
        .sample(
            Sample(
                line: line,
                time: Timestamp(microseconds: (1_795_219_200 + seconds) * 1_000_000),
                metric: metric,
                value: value,
                unit: unit
            )
        )
    }
}
