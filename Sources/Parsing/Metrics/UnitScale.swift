// The units that people and tools write, and what turns them into base units.
// Source: Grafana packages/grafana-data/src/valueFormats/categories.ts; CloudWatch StandardUnit.

/// How a written value becomes one in a base unit.
///
/// The power of ten is applied before rounding to binary, so `11.41 ms` is the number 0.01141.
struct UnitScale: Equatable {
    /// The base unit.
    var unit: Sample.Unit
    /// The power of ten from the written unit to the base unit.
    var places: Int
    /// What remains to multiply with: 1,024 to a power, 60, 1/8.
    var factor: Double

    init(_ unit: Sample.Unit, places: Int = 0, factor: Double = 1) {
        self.unit = unit
        self.places = places
        self.factor = factor
    }

    /// A plain number.
    static let count = UnitScale(.count)

    /// Looks a unit up as written in a cell, in brackets of a name, or in a unit row.
    ///
    /// The case counts: `MB` is not `Mb`. Counted things a second (`ops/s`, `req/s`) need no entry.
    static func named(_ name: String) -> UnitScale? {
        if let exact = table[name] { return exact }
        if name.utf8.count > 2, let folded = table[name.lowercased()] { return folded }
        guard let slash = name.lastIndex(of: "/"), slash > name.startIndex else { return nil }
        switch name[name.index(after: slash)...].lowercased() {
        case "s", "sec", "second": return UnitScale(.perSecond)
        case "m", "min", "minute": return UnitScale(.perSecond, factor: 1 / 60)
        case "h", "hour": return UnitScale(.perSecond, factor: 1 / 3_600)
        default: return nil
        }
    }

    /// The powers that stand alone after a number: Grafana's `short`, `sishort` and `none` units.
    static func magnitude(_ name: String) -> Int? {
        magnitudes[name]
    }

    private static let magnitudes: [String: Int] = [
        "k": 3, "K": 3, "M": 6, "Mil": 6, "G": 9, "Bil": 9, "T": 12, "Tri": 12, "Quadr": 15,
    ]

    private static let table: [String: UnitScale] = {
        var table = seconds.merging(sizes) { first, _ in first }
        for (name, size) in sizes {
            for ending in ["/s", "/sec", "/second"] {
                table[name + ending] = UnitScale(
                    .perSecond,
                    places: size.places,
                    factor: size.factor
                )
            }
        }
        return table.merging(others) { first, _ in first }
    }()

    private static let seconds: [String: UnitScale] = {
        var table: [String: UnitScale] = [:]
        let scales: [([String], UnitScale)] = [
            (
                ["ns", "nanos", "nsec", "nanosecond", "nanoseconds"],
                UnitScale(.seconds, places: -9)
            ),
            (
                ["us", "µs", "μs", "usec", "micros", "microsecond", "microseconds"],
                UnitScale(.seconds, places: -6)
            ),
            (
                ["ms", "msec", "millis", "millisecond", "milliseconds"],
                UnitScale(.seconds, places: -3)
            ),
            (["s", "sec", "secs", "second", "seconds"], UnitScale(.seconds)),
            (["min", "mins", "minute", "minutes"], UnitScale(.seconds, factor: 60)),
            (["h", "hour", "hours"], UnitScale(.seconds, factor: 3_600)),
            (["day", "days"], UnitScale(.seconds, factor: 86_400)),
            (["week", "weeks"], UnitScale(.seconds, factor: 604_800)),
        ]
        for (names, scale) in scales {
            for name in names { table[name] = scale }
        }
        return table
    }()

    private static let sizes: [String: UnitScale] = {
        var table: [String: UnitScale] = [
            "B": UnitScale(.bytes), "byte": UnitScale(.bytes), "bytes": UnitScale(.bytes),
            "b": UnitScale(.bytes, factor: 0.125), "bits": UnitScale(.bytes, factor: 0.125),
        ]
        let prefixes = [("k", "kilo"), ("M", "mega"), ("G", "giga"), ("T", "tera"), ("P", "peta")]
        var binary = 1.0
        for (step, (letter, word)) in prefixes.enumerated() {
            let places = 3 * (step + 1)
            binary *= 1_024
            let upper = letter.uppercased()
            table[letter + "B"] = UnitScale(.bytes, places: places)
            table[upper + "B"] = UnitScale(.bytes, places: places)
            table[word + "bytes"] = UnitScale(.bytes, places: places)
            table[upper + "iB"] = UnitScale(.bytes, factor: binary)
            table[word.prefix(2) + "bibytes"] = UnitScale(.bytes, factor: binary)
            table[letter + "b"] = UnitScale(.bytes, places: places, factor: 0.125)
            table[word + "bits"] = UnitScale(.bytes, places: places, factor: 0.125)
        }
        return table
    }()

    private static let others: [String: UnitScale] = [
        "%": UnitScale(.ratio, places: -2), "percent": UnitScale(.ratio, places: -2),
        "pct": UnitScale(.ratio, places: -2), "ratio": UnitScale(.ratio),
        "bps": UnitScale(.bytesPerSecond, factor: 0.125),
        "kbps": UnitScale(.bytesPerSecond, places: 3, factor: 0.125),
        "Mbps": UnitScale(.bytesPerSecond, places: 6, factor: 0.125),
        "Gbps": UnitScale(.bytesPerSecond, places: 9, factor: 0.125),
        "count": UnitScale.count, "counts": UnitScale.count,
        "ops": UnitScale(.perSecond), "rps": UnitScale(.perSecond),
        "qps": UnitScale(.perSecond), "tps": UnitScale(.perSecond),
        "iops": UnitScale(.perSecond), "hertz": UnitScale(.perSecond), "Hz": UnitScale(.perSecond),
    ]
}
