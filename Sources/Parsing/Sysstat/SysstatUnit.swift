// The units of sysstat's columns, which their headings only hint at.
// Source: sysstat 12.7 pr_stats.c, iostat.c, pidstat.c, and the manual pages: a kB is 1,024 bytes.

/// Finds the unit of a column of iostat, pidstat, sar and sadf.
enum SysstatUnit {
    private static let kibi = 1_024.0

    /// Returns the scale of a column, by its heading; columns without unit are plain counts.
    static func scale(of column: String) -> UnitScale {
        if let known = table[column] { return known }
        if column.hasPrefix("%") || column.hasSuffix("-percent") {
            return UnitScale(.ratio, places: -2)
        }
        if column.hasSuffix("/s") {
            let bare = column.lowercased()
            if bare.contains("kb") { return UnitScale(.perSecond, factor: kibi) }
            if bare.contains("mb") { return UnitScale(.perSecond, factor: kibi * kibi) }
            return UnitScale(.perSecond)
        }
        if column.hasPrefix("kb") { return UnitScale(.bytes, factor: kibi) }
        return .count
    }

    /// Whether a heading is one that only sysstat writes, rather than a word of prose.
    static func isOwn(_ column: String) -> Bool {
        table[column] != nil || column.hasPrefix("%") || column.hasSuffix("/s")
            || column.hasPrefix("kb") || column.hasSuffix("-sz") || column.hasPrefix("ldavg")
            || column == "dentunusd" || column == "totsck"
    }

    /// Whether a column tells rows apart or describes them, rather than being measured.
    static func isLabel(_ column: String) -> Bool { labels.contains(column) }

    private static let labels: Set<String> = [
        "CPU", "DEV", "IFACE", "Device", "Device:", "UID", "PID", "TGID", "TID", "Command", "USER",
        "device", "cpu", "iface", "disk-device", "FILESYSTEM", "MOUNTPOINT", "TTY", "BUS", "INTR",
        "hostname", "interval", "timestamp", "Time",
    ]

    /// In them the number says which one, but not what was measured.
    static let isShown: Set<String> = [
        "CPU", "DEV", "IFACE", "Device", "Device:", "PID", "TGID", "Command", "device", "cpu",
        "iface", "disk-device", "FILESYSTEM", "INTR",
    ]

    private static let table: [String: UnitScale] = {
        var table: [String: UnitScale] = [:]
        for name in ["await", "r_await", "w_await", "d_await", "f_await", "svctm"] {
            table[name] = UnitScale(.seconds, places: -3)
        }
        for name in [
            "areq-sz", "rareq-sz", "wareq-sz", "dareq-sz", "VSZ", "RSS", "StkSize", "StkRef",
        ] {
            table[name] = UnitScale(.bytes, factor: kibi)
        }
        // Sectors of 512 bytes.
        for name in ["avgrq-sz"] { table[name] = UnitScale(.bytes, factor: 512) }
        for name in ["rd_sec/s", "wr_sec/s", "rsec/s", "wsec/s", "Blk_read/s", "Blk_wrtn/s"] {
            table[name] = UnitScale(.perSecond, factor: 512)
        }
        for name in ["tps", "rtps", "wtps", "dtps"] { table[name] = UnitScale(.perSecond) }
        // Clock ticks that tasks waited for the disk.
        table["iodelay"] = UnitScale(.seconds, places: -2)
        // Totals since the last report.
        for name in ["kB_read", "kB_wrtn", "kB_dscd"] {
            table[name] = UnitScale(.bytes, factor: kibi)
        }
        return table
    }()
}
