// A MONITOR capture and a worker's log that share jobs, as summaries are made of them.

@testable import Parsing
@testable import Summarizing

/// A run of two sources: 0 is MONITOR, 1 a log whose stamps say no zone.
struct MatchedCapture {
    /// Seconds since the epoch at the first push.
    static let startSeconds = 1_795_230_000
    /// Seconds from the push to the start of a worker that waits.
    static let delaySeconds = 0.003

    private(set) var summary = ShardSummary()
    private(set) var facts: [SourceFacts] = []

    /// Makes a capture in which a worker takes each job at once.
    ///
    /// - Parameters:
    ///   - jobs: How many jobs are pushed, two minutes apart.
    ///   - stampsAheadSeconds: What the log's stamps are ahead of the time of MONITOR.
    ///   - zone: What the log says of its zone.
    init(jobs: Int, stampsAheadSeconds: Double, zone: WrittenZone = .absent) {
        var monitor = ""
        var starts: [Row] = []
        let base = LineMark.base(source: 1, shard: 0)
        for number in 0..<jobs {
            let second = Self.startSeconds + number * 120
            let payload = #"{\"class\":\"HardJob\",\"jid\":\"job\#(number)\"}"#
            monitor += """
                \(second).000000 [0 127.0.0.1:51000] "BRPOP" "queue:default" "2"
                \(second).500000 [0 127.0.0.1:52000] "LPUSH" "queue:default" "\(payload)"

                """
            let time = Double(second) + 0.5 + Self.delaySeconds + stampsAheadSeconds
            starts.append(.job(Self.start(number, Timestamp(seconds: time), base + number + 1)))
        }
        var reader = RedisMonitor().makeReader()
        summary.insert(reader.read(LineBlock(bytes: Array(monitor.utf8), firstLine: 1)))
        summary.insert(reader.finish())
        summary.insert(.rows(starts))
        facts = [
            Self.facts("monitor.log", "redis-monitor", .written),
            Self.facts("sidekiq.log", "sidekiq-ruby-logger", zone),
        ]
    }

    /// Adds a source without zone that holds two lines, at seconds after the first push.
    mutating func addLog(format: String, from first: Double, to last: Double) {
        let base = LineMark.base(source: facts.count, shard: 0)
        facts.append(Self.facts("other.log", format, .absent))
        let rows = [first, last].enumerated().map { number, seconds in
            Row.log(
                LogEvent(
                    line: base + number + 1,
                    time: Timestamp(seconds: Double(Self.startSeconds) + seconds),
                    severity: .info,
                    topic: .other,
                    message: ""
                )
            )
        }
        summary.insert(.rows(rows))
    }

    /// The clocks of the sources in the timeline.
    var clocks: [SourceAccount.Clock] {
        var summary = summary
        summary.close()
        let lines = LineTable(shardLines: facts.map { _ in [1_000] })
        let timeline = Timeline(summary, facts: facts, lines: lines, declaredVersion: nil)
        return timeline?.sources.map(\.clock) ?? []
    }

    private static func start(_ number: Int, _ time: Timestamp, _ mark: Int) -> JobEvent {
        JobEvent(
            line: mark,
            time: time,
            phase: .started,
            jobClass: "HardJob",
            idHash: FixedHash.hash("job\(number)".utf8),
            process: "7"
        )
    }

    private static func facts(_ path: String, _ format: String, _ zone: WrittenZone) -> SourceFacts
    {
        SourceFacts(path: path, format: format, recognition: "", bytes: 1, lines: 1, zone: zone)
    }
}
