// What the first row of a metrics table says: where the time, the names and the values stand.
// Source: exports of Grafana 6 to 12, Datadog, CloudWatch's console, sysstat's `sadf -d`.

/// The columns of a metrics table.
struct MetricsHeader: Equatable {
    /// How rows carry series.
    enum Layout: Equatable {
        /// A time and one value a series.
        case wide(time: Int)
        /// A time, a name and one value; the labels tell series of one name apart.
        case long(time: Int, series: Int, value: Int, labels: [Int])
        /// CloudWatch's console: rows of labels, statistics and units stand above the values.
        case console
    }

    /// The names as written, without spaces around them.
    let names: [String]
    let layout: Layout
    /// Whether the time column says that it is in UTC.
    let isUTC: Bool

    /// Reads a header; `nil` when no column can be the time, or there is nothing but the time.
    ///
    /// - Parameters:
    ///   - cells: The cells of the first row.
    ///   - timeColumn: Where the rows below have a time, for headers that do not name it.
    init?(cells: [String], timeColumn: Int?) {
        guard cells.count >= 2 else { return nil }
        var names = cells.map(Self.trimmed)
        if names[0].hasPrefix("#") { names[0] = Self.trimmed(String(names[0].dropFirst())) }
        let words = names.map { $0.lowercased() }
        self.names = names
        if words[0] == Self.consoleLabel {
            layout = .console
            isUTC = false
            return
        }
        guard let time = words.firstIndex(where: Self.isTime) ?? timeColumn,
            words.indices.contains(time)
        else { return nil }
        isUTC = words[time].contains("utc")
        guard let value = words.firstIndex(where: Self.valueWords.contains), value != time,
            let series = Self.seriesWords.lazy.compactMap(words.firstIndex).first, series != time
        else {
            layout = .wide(time: time)
            return
        }
        let labels = words.indices.filter {
            $0 != time && $0 != series && $0 != value && !Self.isTime(words[$0])
        }
        layout = .long(time: time, series: series, value: value, labels: labels)
    }

    /// The index of the time column.
    var time: Int {
        switch layout {
        case .wide(let time), .long(let time, _, _, _): time
        case .console: 0
        }
    }

    /// Whether a name, in lower case, is one that exporters give the time.
    static func isTime(_ name: String) -> Bool {
        if timeWords.contains(name) { return true }
        let bare = name.prefix { $0 != "(" && $0 != "[" }
        return bare.count < name.count && timeWords.contains(trimmed(String(bare)))
    }

    /// Whether a first cell begins a row that describes the series of CloudWatch's console.
    static func isDescription(_ cell: String) -> Bool {
        descriptionWords.contains(cell.lowercased())
    }

    private static let descriptionWords: Set<String> = [
        "statistic", "unit", "id", "period", "region", "account", "account id", "full label",
        "namespace", "metric name", "metricname", "dimensions",
    ]

    /// The first cell of a header of CloudWatch's console.
    static let consoleLabel = "label"

    private static let timeWords: Set<String> = [
        "time", "timestamp", "ts", "date", "datetime", "date_time", "date/time", "_time",
        "@timestamp", "epoch", "unixtime", "unix_time", "timestamp_utc", "time_utc", "at", "when",
        "clock", "timestamp_ms", "time_ms", "begintimeseconds", "zeit", "fecha", "start",
        "started_at",
        "start_time", "created_at", "created",
    ]

    private static let valueWords: Set<String> = ["value", "values", "metric_value", "val", "wert"]

    /// In the order of preference where a table has several.
    private static let seriesWords = [
        "series", "metric", "metric_name", "group", "__name__", "name", "label", "query",
    ]

    private static func trimmed(_ name: String) -> String {
        var rest = Substring(name)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
