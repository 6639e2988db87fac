// The text log of Sidekiq workers, line by line.

/// Writes the lines of eight worker processes.
package struct WorkerLog {
    /// The lines so far.
    package private(set) var bytes: [UInt8] = []
    private var random: SplitMix64
    private var milliseconds = 0

    private static let classes = [
        "HardWorker", "MailerJob", "ImageResizeWorker", "InvoicePdfJob", "WebhookDeliveryJob",
    ]

    /// Makes an empty log.
    package init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// Appends one line; a tenth are of the application, not of Sidekiq.
    package mutating func appendLine() {
        milliseconds += random.below(3)
        let clock = milliseconds / 1_000
        put("2026-01-01T\(two(clock / 3_600 % 24)):\(two(clock / 60 % 60)):\(two(clock % 60)).")
        put(String(String(1_000 + milliseconds % 1_000).dropFirst()))
        put("Z pid=\(4_000 + random.below(8)) tid=p\(random.below(90)) ")
        put("class=\(Self.classes[random.below(Self.classes.count)]) jid=")
        put(String(random.next() | 1 << 63, radix: 16) + "0a0b0c0d")
        switch random.below(10) {
        case 0..<4: put(" INFO: start")
        case 4..<8: put(" elapsed=0.\(100 + random.below(900)) INFO: done")
        case 8: put(" elapsed=1.\(100 + random.below(900)) INFO: fail")
        default: put(" INFO: Delivered webhook \(random.below(90_000)) in \(random.below(900))ms")
        }
        bytes.append(0x0A)
    }

    private mutating func put(_ text: String) { bytes += text.utf8 }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
