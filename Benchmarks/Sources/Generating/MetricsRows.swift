// A long metrics table: a row a sample, two hundred series.

/// Writes the rows of twenty hosts with ten metrics each, every ten seconds.
package struct MetricsRows {
    /// The rows so far, the header first.
    package private(set) var bytes = Array("timestamp,host,metric,value,tags\n".utf8)
    private var random: SplitMix64
    private var number = 0

    private static let metrics = [
        "cpu.user", "cpu.system", "mem.used", "net.rx_bytes", "net.tx_bytes", "disk.io_wait",
        "redis.ops", "redis.clients", "sidekiq.queue.default", "sidekiq.latency",
    ]

    /// Makes a table without rows.
    package init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// Appends one row.
    package mutating func appendLine() {
        let clock = number / 200 * 10
        put("2026-01-\(two(1 + clock / 86_400))T\(two(clock / 3_600 % 24)):")
        put("\(two(clock / 60 % 60)):\(two(clock % 60)).000Z,app-\(two(number / 10 % 20)),")
        put("\(Self.metrics[number % 10]),\(random.below(100)).\(1_000 + random.below(9_000)),")
        put(number % 5 == 0 ? "\"env=prod,role=web\"\n" : "env=prod\n")
        number += 1
    }

    private mutating func put(_ text: String) { bytes += text.utf8 }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
