// What `iostat -t` prints: a line of date and time, then tables of processors and devices.
// Source: sysstat 12.7 iostat.c; real runs of sysstat 12.6.

/// Reads reports of iostat, all but the first, which counts from the start of the system.
package struct IostatText: LogFormat {
    package let name = "iostat"

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { SysstatText(.iostat) }

    package func recognition(of head: FileHead) -> Recognition? {
        SysstatText.recognition(.iostat, of: head, because: "headings and rows of iostat")
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                Linux 6.18.44 (vm) \t11/21/26 \t_x86_64_\t(2 CPU)

                11/21/26 03:44:38
                avg-cpu:  %user   %nice %system %iowait  %steal   %idle
                          35.53    0.03    9.88    0.33    0.08   54.16

                Device            r/s  rkB/s  w_await  aqu-sz  %util
                vda            128.39   6.02     1.40    0.21   1.37


                2026-11-21T03:44:39+0000
                avg-cpu:  %user  %idle
                           3.00  97.00

                Device            r/s  rkB/s  w_await  aqu-sz  %util
                vda             32.00   2.00     0.50    0.25   4.00
                """,
                reads: [
                    Self.sample(13, "%user", 0.03, .ratio), Self.sample(13, "%idle", 0.97, .ratio),
                    Self.sample(16, "r/s{device:vda}", 32, .perSecond),
                    Self.sample(16, "rkB/s{device:vda}", 2_048, .perSecond),
                    Self.sample(16, "w_await{device:vda}", 0.0005, .seconds),
                    Self.sample(16, "aqu-sz{device:vda}", 0.25, .count),
                    Self.sample(16, "%util{device:vda}", 0.04, .ratio),
                ],
                source: "sysstat 12.6, iostat -tx 1 2, real runs, shortened"
            ),
            FormatSample("Device  Boot Start\nvda1 * 2048", reads: [], source: "fdisk -l"),
        ]
    }

    private static func sample(
        _ line: Int,
        _ metric: String,
        _ value: Double,
        _ unit: Sample.Unit
    ) -> Row {
        .sample(
            Sample(
                line: line,
                time: Timestamp(microseconds: 1_795_232_679_000_000),
                metric: metric,
                value: value,
                unit: unit
            )
        )
    }
}
