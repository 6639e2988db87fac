// A small incident folder with chosen text in every position that input reaches.

import Foundation

/// Text for every position of a folder.
struct PlantedText {
    var key = "feature:flag"
    var queue = "mail"
    var jobClass = "MailJob"
    var clientName = "shop"
    var fileName = "deploys.csv"
    var header = "latency_ms"
    var event = "deploy shop 9.0"
    var value = "on"
    var argument = "none"
}

/// Writes the folder: a queue that backs up, a client that rewrites the same values, logs, metrics and events.
struct SyntheticFolder {
    let url: URL
    private let text: PlantedText
    private static let origin = 1_795_232_000.0
    private static let secondsMax = 60
    /// The trouble: from this second to the other.
    private static let trouble = 25..<45

    init(_ text: PlantedText, name: String) throws {
        self.text = text
        // Two checkouts may be tested on one machine at once.
        url = FileManager.default.temporaryDirectory
            .appending(path: "debrief-test-\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        let deploys = "time,app,version,note\n\(Self.stamp(25)),web,9.0,"
        let files = [
            ("monitor.log", monitor()), ("sidekiq.log", sidekiq()), ("metrics.csv", metrics()),
            (text.fileName, deploys + Self.quoted(text.event) + "\n"), ("slowlog.txt", slowlog()),
        ]
        for (name, content) in files {
            try Data(content.utf8).write(to: url.appending(path: name))
        }
    }

    func remove() throws { try FileManager.default.removeItem(at: url) }

    private func monitor() -> String {
        var lines = ["OK"]
        func add(_ second: Double, _ port: Int, _ words: [String]) {
            let time = String(format: "%.6f", Self.origin + second)
            let arguments = words.map(Self.escaped).joined(separator: " ")
            lines.append("\(time) [0 10.1.2.3:\(port)] \(arguments)")
        }
        add(0, 7000, ["AUTH", "default", text.argument])
        add(0.1, 7000, ["CLIENT", "SETNAME", text.clientName])
        add(0.2, 7001, ["CONFIG", "SET", "requirepass", text.argument])
        add(0.3, 7001, ["EVAL", "return '\(text.argument)'", "0"])
        for second in 1..<Self.secondsMax {
            let isTrouble = Self.trouble.contains(second)
            for number in 0..<(isTrouble ? 12 : 3) {
                let time = Double(second) + Double(number) / 40
                let job = second * 100 + number
                add(time, 7002, ["LPUSH", "queue:\(text.queue)", payload(job, time)])
            }
            for number in 0..<4 {
                add(
                    Double(second) + 0.5 + Double(number) / 40,
                    7003,
                    ["BRPOP", "queue:\(text.queue)", "2"]
                )
            }
            for number in 0..<(isTrouble ? 30 : 1) {
                let time = Double(second) + 0.7 + Double(number) / 400
                add(time, 7000, ["SET", "\(text.key):\(number % 5)", text.value])
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func payload(_ job: Int, _ time: Double) -> String {
        let fields: [(String, String)] = [
            ("class", Self.json(text.jobClass)), ("queue", Self.json(text.queue)),
            ("jid", Self.json(Self.jobID(job))), ("args", "[\(Self.json(text.argument))]"),
            ("created_at", "\(Self.origin + time)"), ("enqueued_at", "\(Self.origin + time)"),
        ]
        return "{" + fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
    }

    private func sidekiq() -> String {
        var lines: [String] = []
        let word = text.jobClass.filter { !$0.isWhitespace }
        for job in 0..<200 {
            let second = 1 + Double(job) / 4
            let log = "pid=1 tid=ab class=\(word) jid=\(Self.jobID(100 + job))"
            lines.append("\(Self.stamp(second)) \(log) INFO: start")
            lines.append("\(Self.stamp(second + 0.2)) \(log) elapsed=0.2 INFO: done")
            if job % 50 == 0 { lines.append("\(Self.stamp(second)) \(log) WARN: \(text.event)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func metrics() -> String {
        var text = "time,\(Self.quoted(text.header)),redis_cpu_pct\n"
        for second in 1..<Self.secondsMax {
            let latency = Self.trouble.contains(second) ? 90 : 2
            text += "\(Self.stamp(Double(second))),\(latency),3.5\n"
        }
        return text
    }

    private func slowlog() -> String {
        """
        1) 1) (integer) 1
           2) (integer) \(Int(Self.origin) + 40)
           3) (integer) 20400
           4) 1) "HGETALL"
              2) \(Self.escaped(text.key))
           5) "10.1.2.3:7000"
           6) \(Self.escaped(text.clientName))

        """
    }

    private static func jobID(_ job: Int) -> String {
        "ab" + String(repeating: "0", count: 16) + String(100_000 + job)
    }

    private static func stamp(_ second: Double) -> String {
        let total = Int((second + 2000) * 1000)
        let clock = String(
            format: "%02d:%02d.%03d",
            total / 60_000 % 60,
            total / 1000 % 60,
            total % 1000
        )
        return "2026-11-21T03:\(clock)Z"
    }

    private static func quoted(_ text: String) -> String {
        "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false).joined(
                separator: "\"\""
            )
            + "\""
    }

    /// A JSON string.
    private static func json(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            default:
                out +=
                    scalar.value < 0x20
                    ? String(format: "\\u%04x", Int(scalar.value)) : String(scalar)
            }
        }
        return out + "\""
    }

    /// An argument as redis-cli prints it: what is not printable is written in hexadecimal.
    private static func escaped(_ text: String) -> String {
        var out = "\""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): out += "\\\""
            case UInt8(ascii: "\\"): out += "\\\\"
            case 0x20...0x7E: out += String(UnicodeScalar(byte))
            default: out += String(format: "\\x%02x", Int(byte))
            }
        }
        return out + "\""
    }
}
