// A MONITOR capture of a web application with Sidekiq, line by line.

/// Writes lines into a buffer of bytes.
package struct Capture {
    /// The lines so far.
    package private(set) var bytes: [UInt8] = []
    private var random: SplitMix64
    private var microseconds = 1_767_225_600_000_000
    private let keyCount: Int
    private let clients: [String]

    private static let queues = ["critical", "default", "low", "mailers"]
    private static let classes = [
        "HardWorker", "MailerJob", "ImageResizeWorker", "InvoicePdfJob", "SyncInventoryWorker",
        "PushNotificationJob", "ReindexProductWorker", "WebhookDeliveryJob",
    ]
    private static let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// Makes an empty capture of commands to so many keys.
    package init(keyCount: Int, seed: UInt64) {
        self.keyCount = keyCount
        random = SplitMix64(seed: seed)
        clients = (0..<200).map { "10.0.\($0 % 4).\($0 % 20 + 10):\(32_768 + $0 * 137)" }
        bytes.reserveCapacity(2 << 20)
    }

    /// Forgets the lines so far.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Appends one command; the parts of a thousand are those of a busy shop.
    package mutating func appendLine() {
        microseconds += 1 + random.below(180)
        stamp()
        let share = random.below(1_000)
        let client = random.below(clients.count)
        put(share < 970 ? " [\(client < 180 ? 0 : 1) \(clients[client])] " : " [0 lua] ")
        switch share {
        case ..<70: push()
        case ..<150:
            put(#""brpop" "queue:critical" "queue:default" "queue:mailers" "queue:low" "2""#)
        case ..<420: command("get")
        case ..<520: command("set", lettersMin: 20, lettersMax: 90, #" "EX" "3600""#)
        case ..<590: command("incr")
        case ..<670: command("expire", rest: #" "\#(60 + random.below(3_600))""#)
        case ..<740:
            command("hset", rest: #" "f\#(random.below(20))""#)
            argument(lettersMin: 5, lettersMax: 35)
        case ..<780: command("hgetall")
        case ..<820: command("zadd", lettersMin: 24, lettersMax: 25)
        case ..<840: put(#""zrangebyscore" "schedule" "-inf" "1767225600" "LIMIT" "0" "1""#)
        case ..<880: command("hincrby", rest: #" "count" "1""#)
        case ..<920: command("lrange", rest: #" "0" "\#(random.below(90))""#)
        case ..<950: put(share < 935 ? #""multi""# : #""exec""#)
        case ..<960: put(#""ping""#)
        case ..<970: command("del")
        case ..<985: command("get")
        default: command("incrby", rest: #" "\#(random.below(9))""#)
        }
        bytes.append(0x0A)
    }

    private mutating func put(_ text: String) { bytes += text.utf8 }

    private mutating func stamp() {
        put("\(microseconds / 1_000_000).")
        put(String(String(1_000_000 + microseconds % 1_000_000).dropFirst()))
    }

    private mutating func command(_ name: String, rest: String = "") {
        put("\"\(name)\" \"")
        key()
        put("\"\(rest)")
    }

    private mutating func command(
        _ name: String,
        lettersMin: Int,
        lettersMax: Int,
        _ rest: String = ""
    ) {
        command(name)
        argument(lettersMin: lettersMin, lettersMax: lettersMax)
        put(rest)
    }

    private mutating func key() {
        let number = random.skewed(below: keyCount)
        switch number % 8 {
        case 0: put("user:\(number):profile")
        case 1: put("session:\(hexadecimal(number))")
        case 2: put("cache:views/products/\(number)-20260101")
        case 3: put("cart:\(number)")
        case 4: put("rate:ip:\(number)")
        case 5: put("product:\(number)")
        case 6: put("feed:\(number):home")
        default: put("stats:page:\(number):caf\\xc3\\xa9")
        }
    }

    private func hexadecimal(_ number: Int) -> String {
        String(UInt32(truncatingIfNeeded: number &* 2_654_435_761) | 0xA000_0001, radix: 16)
    }

    private mutating func argument(lettersMin: Int, lettersMax: Int) {
        put(" \"")
        text(lettersMin + random.below(lettersMax - lettersMin))
        // Escapes as Redis writes them stand in every third value.
        if random.below(3) == 0 { put(#"\"\\\x00\n"#) }
        put("\"")
    }

    private mutating func text(_ count: Int) {
        for _ in 0..<count { bytes.append(Self.letters[random.below(Self.letters.count)]) }
    }

    private mutating func push() {
        let queue = Self.queues[random.below(Self.queues.count)]
        let name = Self.classes[random.below(Self.classes.count)]
        put("\"lpush\" \"queue:\(queue)\" \"")
        put(#"{\"retry\":true,\"queue\":\"\#(queue)\",\"class\":\"\#(name)\",\"args\":["#)
        put(#"\#(random.below(1_000_000)),\"gid://app/Order/\#(random.below(500_000))\"],"#)
        put(#"\"jid\":\""#)
        text(24)
        put(#"\",\"created_at\":"#)
        stamp()
        put(#",\"trace_id\":\""#)
        text(32)
        put(#"\",\"enqueued_at\":"#)
        stamp()
        put("}\"")
    }
}
