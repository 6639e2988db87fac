// Logs of applications and servers, each after the writer's documentation.

import Generating

/// What a web shop does, for the logs below.
struct Shop {
    private(set) var moment = Moment()
    private var random: SplitMix64

    static let classes = [
        "HardWorker", "MailerJob", "ImageResizeWorker", "InvoicePdfJob", "SyncInventoryWorker",
    ]
    static let paths = ["/", "/products/", "/cart", "/checkout", "/api/orders/", "/search?q="]

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func advance() { moment.microseconds += 200 + random.below(4_000) }

    mutating func below(_ limit: Int) -> Int { random.below(limit) }

    mutating func hexadecimal(_ digits: Int) -> String {
        (0..<digits).map { _ in String(random.below(16), radix: 16) }.joined()
    }

    mutating func path() -> String {
        let path = Self.paths[random.below(Self.paths.count)]
        return path.hasSuffix("/") && path.count > 1 || path.hasSuffix("=")
            ? path + String(random.below(5_000)) : path
    }
}

/// Sidekiq 7 in its pretty form.
///
/// Source: sidekiq `lib/sidekiq/logger.rb`.
struct SidekiqLog: Writer {
    var bytes: [UInt8] = []
    private var shop: Shop
    private var running: [(jid: String, name: String, started: Int)] = []

    init(seed: UInt64) { shop = Shop(seed: seed) }

    mutating func appendLine() {
        shop.advance()
        let stamp = "\(shop.moment.date)T\(shop.moment.clock).\(shop.moment.milliseconds)Z"
        if running.count < 25, running.isEmpty || shop.below(2) == 0 {
            let name = Shop.classes[shop.below(Shop.classes.count)]
            let job = (jid: shop.hexadecimal(24), name: name, started: shop.moment.microseconds)
            running.append(job)
            put(
                "\(stamp) pid=4211 tid=\(shop.below(9_000)) class=\(name) jid=\(job.jid) INFO: start\n"
            )
        } else {
            let job = running.remove(at: shop.below(running.count))
            let elapsed = (shop.moment.microseconds - job.started) / 1_000
            let seconds = "\(elapsed / 1_000).\(Padded.text(elapsed % 1_000, digits: 3))"
            let end = shop.below(200) == 0 ? "fail" : "done"
            put("\(stamp) pid=4211 tid=\(shop.below(9_000)) class=\(job.name) jid=\(job.jid) ")
            put("elapsed=\(seconds) INFO: \(end)\n")
        }
    }
}

/// A table of gauges and counters at every second.
///
/// Source: what Grafana exports as wide CSV.
struct MetricsTable: Writer {
    var bytes: [UInt8] = []
    private var shop: Shop
    private var row = 0

    init(seed: UInt64) { shop = Shop(seed: seed) }

    mutating func appendLine() {
        if row == 0 { put("time,redis_cpu_pct,queue_depth,latency_ms,connected_clients,ops\n") }
        let moment = Moment(microseconds: row * 1_000_000)
        row += 1
        put("\(moment.date)T\(moment.clock)Z,\(shop.below(100)).\(shop.below(10)),")
        put("\(shop.below(5_000)),\(shop.below(200)).\(Padded.text(shop.below(1_000), digits: 3)),")
        put("\(200 + shop.below(50)),\(90_000 + shop.below(9_000))\n")
    }
}

/// Requests as Rails logs them.
///
/// Source: railties' and actionpack's log subscribers, 7.1.
struct RailsLog: Writer {
    var bytes: [UInt8] = []
    private var shop: Shop

    init(seed: UInt64) { shop = Shop(seed: seed) }

    mutating func appendLine() {
        shop.advance()
        let stamp = "\(shop.moment.date)T\(shop.moment.clock).\(shop.moment.milliseconds)"
        let request = "I, [\(stamp)000 #4711]  INFO -- : [\(shop.hexadecimal(32))]"
        let total = 5 + shop.below(400)
        let clock = "\(shop.moment.date) \(shop.moment.clock) +0000"
        put("\(request) Started GET \"\(shop.path())\" for 10.0.0.\(shop.below(250)) at \(clock)\n")
        put("\(request) Processing by ProductsController#show as HTML\n")
        put("\(request) Completed 200 OK in \(total)ms (Views: \(total / 2).1ms | ActiveRecord: ")
        put("\(total / 3).2ms | Allocations: \(1_000 + shop.below(9_000)))\n")
    }
}

/// Slow statements of a PostgreSQL server with `%m [%p] `.
///
/// Source: `elog.c`, PostgreSQL 16.
struct PostgresLog: Writer {
    var bytes: [UInt8] = []
    private var shop: Shop

    init(seed: UInt64) { shop = Shop(seed: seed) }

    mutating func appendLine() {
        shop.advance()
        let stamp = "\(shop.moment.date) \(shop.moment.clock).\(shop.moment.milliseconds) UTC"
        let duration = "\(shop.below(900)).\(Padded.text(shop.below(1_000), digits: 3))"
        let table = ["orders", "carts", "products", "users"][shop.below(4)]
        put("\(stamp) [\(1_000 + shop.below(90))] LOG:  duration: \(duration) ms  statement: ")
        if shop.below(3) == 0 {
            put("UPDATE \"\(table)\" SET \"updated_at\" = '\(shop.moment.date)' ")
            put("WHERE \"\(table)\".\"id\" = \(shop.below(50_000))\n")
        } else {
            put("SELECT * FROM \"\(table)\" WHERE \"id\" = \(shop.below(50_000)) LIMIT 1\n")
        }
    }
}

/// Requests in the combined format.
///
/// Source: nginx `ngx_http_log_module`.
struct AccessLog: Writer {
    var bytes: [UInt8] = []
    private var shop: Shop

    init(seed: UInt64) { shop = Shop(seed: seed) }

    mutating func appendLine() {
        shop.advance()
        let address = "10.\(shop.below(4)).\(shop.below(8)).\(shop.below(250))"
        put("\(address) - - [\(shop.moment.day):\(shop.moment.clock) +0000] ")
        put("\"GET \(shop.path()) HTTP/1.1\" \(shop.below(100) == 0 ? 500 : 200) ")
        put("\(200 + shop.below(40_000)) \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"\n")
    }
}

/// Lines of keys and values.
///
/// Source: the logfmt of Heroku's routers and of Go's `slog`.
struct LogfmtLog: Writer {
    var bytes: [UInt8] = []
    private var shop: Shop

    init(seed: UInt64) { shop = Shop(seed: seed) }

    mutating func appendLine() {
        shop.advance()
        let stamp = "\(shop.moment.date)T\(shop.moment.clock).\(shop.moment.milliseconds)Z"
        put("time=\(stamp) level=\(shop.below(50) == 0 ? "ERROR" : "INFO") msg=\"request done\" ")
        put("method=GET path=\(shop.path()) status=200 duration=\(shop.below(900))ms\n")
    }
}

/// Objects, one a line.
///
/// Source: the defaults of pino, zap and structlog.
struct JSONLinesLog: Writer {
    var bytes: [UInt8] = []
    private var shop: Shop

    init(seed: UInt64) { shop = Shop(seed: seed) }

    mutating func appendLine() {
        shop.advance()
        let stamp = "\(shop.moment.date)T\(shop.moment.clock).\(shop.moment.milliseconds)Z"
        let level = shop.below(50) == 0 ? "error" : "info"
        put("{\"time\":\"\(stamp)\",\"level\":\"\(level)\",\"msg\":\"request done\",\"pid\":4711,")
        put("\"path\":\"\(shop.path())\",\"status\":200,\"duration_ms\":\(shop.below(900))}\n")
    }
}
