// Small captures with one right reading each, where a plausible tool goes wrong.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct GoldenTests {
    private static let busy = (0..<40).map { number in
        "\(Moment.monitor(Double(number) * 0.01)) [0 10.0.0.1:1] \"GET\" \"a\"\n"
    }.joined()

    private static func timeline(_ text: String, version: String? = nil) -> Timeline? {
        CaptureReading.timeline(
            of: [("monitor.log", Array(text.utf8))],
            version: version.flatMap { RedisVersion($0) }
        )
    }

    /// Up to 6.2.3 MONITOR stamps a command when it starts, from 6.2.4 on when it ends.
    @Test(arguments: [("6.2.3", "HGETALL"), ("6.2.4", "KEYS")])
    func chargesTheSameGapByTheVersion(version: String, guilty: String) throws {
        let text =
            Self.busy + "\(Moment.monitor(1)) [0 10.0.0.2:1] \"HGETALL\" \"h\"\n"
            + "\(Moment.monitor(3)) [0 10.0.0.3:1] \"KEYS\" \"*\"\n"
            + "\(Moment.monitor(3.001)) [0 10.0.0.1:1] \"GET\" \"a\"\n"
        let timeline = try #require(Self.timeline(text, version: version))
        let stampsAtEnd = try #require(timeline.redisVersion).stampsAtEnd

        let charged = CommandGroup.all(in: timeline).filter {
            $0.gap(0..<timeline.grid.count, stampsAtEnd: stampsAtEnd) >= 2_000_000
        }

        #expect(charged.map(\.command.name) == [guilty])
    }

    @Test(arguments: [("6.2.3", "HGETALL"), ("6.2.4", "KEYS")])
    func blamesTheCommandThatTheVersionSays(version: String, guilty: String) throws {
        var text = ""
        for second in 0..<60 {
            let time = Double(second)
            text += "\(Moment.monitor(time)) [0 10.0.0.1:1] \"GET\" \"a\"\n"
            guard second >= 20, second < 40 else { continue }
            text += "\(Moment.monitor(time + 0.001)) [0 10.0.0.2:1] \"HGETALL\" \"h\"\n"
            text += "\(Moment.monitor(time + 0.7)) [0 10.0.0.3:1] \"KEYS\" \"*\"\n"
            text += "\(Moment.monitor(time + 0.701)) [0 10.0.0.1:1] \"GET\" \"a\"\n"
        }
        let timeline = try #require(Self.timeline(text, version: version))

        let incident = try #require(Diagnosis.examine(timeline).incidents.first)

        #expect(incident.kind == .slowCommand)
        #expect(incident.hypotheses.first?.subject.command == guilty)
    }

    @Test func countsLinesOfScriptsSocketsAndIPv6() throws {
        let text = """
            1795230000.000001 [0 lua] "get" "a"
            1795230000.000002 [0 unix:/run/redis.sock] "get" "a"
            1795230000.000003 [0 [::1]:50412] "get" "a"
            1795230000.000004 [0 127.0.0.1:50412] "get" "a"

            """
        let timeline = try #require(Self.timeline(text))

        #expect(timeline.redis.commands == 4)
        #expect(timeline.sources.first?.unreadable == 0)
        let hosts = timeline.redis.hosts.names
        #expect(hosts == ["lua", "unix:/run/redis.sock", "::1", "127.0.0.1"])
    }

    @Test func idleTimeOutsOfWorkersDoNotReduceADepth() throws {
        var text = ""
        for number in 0..<20 {
            let time = Moment.monitor(Double(number) * 2)
            text += "\(time) [0 10.0.0.2:1] \"BRPOP\" \"queue:a\" \"2\"\n"
        }
        for number in 0..<5 {
            let words = "\"LPUSH\" \"queue:b\" \"job-number-\(number)\""
            text += "\(Moment.monitor(41)) [0 10.0.0.1:1] \(words)\n"
        }
        for number in 21..<25 {
            let time = Moment.monitor(Double(number) * 2)
            text += "\(time) [0 10.0.0.2:1] \"BRPOP\" \"queue:a\" \"2\"\n"
        }
        let timeline = try #require(Self.timeline(text))

        let queue = try #require(timeline.queues.first { $0.name == "b" })

        #expect(queue.depthSource == .replay)
        #expect(queue.depth.last == .some(5))
    }

    @Test func anIncidentAtTheStartIsComparedWithWhatFollows() throws {
        var text = ""
        for tick in 0..<1_200 {
            let time = Double(tick) * 0.1
            text += "\(Moment.monitor(time)) [0 10.0.0.1:1] \"GET\" \"a\"\n"
            guard tick < 300 else { continue }
            for number in 0..<20 {
                let key = "presence:\(number)"
                let words = "\"HSET\" \"\(key)\" \"seen\" \"\(tick)\""
                text += "\(Moment.monitor(time + 0.001)) [0 10.0.0.9:1] \(words)\n"
            }
        }
        let timeline = try #require(Self.timeline(text))

        let incident = try #require(Diagnosis.examine(timeline).incidents.first)

        #expect(incident.kind == .writeThrash)
        #expect(incident.hypotheses.first?.cause == .deadWrites)
        #expect(incident.start <= timeline.start.advanced(bySeconds: 1))
        let end = try #require(incident.end)
        #expect(abs(end.seconds - timeline.start.seconds - 30) <= 2)
    }

    @Test(arguments: [-3.1, 7, 4.2])
    func recoversAPlantedOffsetOfTheWorkerLog(ahead: Double) throws {
        let capture = try #require(
            (0..<5 as Range<UInt64>).lazy.map { SimulatedCapture(.healthySteady, seed: $0) }
                .first { $0.workerClockAhead == ahead }
        )
        let timeline = try #require(CaptureReading.timeline(of: capture.files))

        let clock = try #require(timeline.sources.first { $0.path == "sidekiq.log" }).clock

        #expect(clock.method == .matchedIDs)
        #expect(abs(clock.offsetSeconds + ahead) <= clock.uncertaintySeconds)
    }

    /// The heartbeat carries the round trip that the worker measured: a latency of Redis out of MONITOR alone.
    @Test func aCaptureOfHeartbeatsAloneYieldsTheRoundTrips() throws {
        var text = ""
        for number in 0..<20 {
            let time = 200 + Double(number) * 10
            let trip = number < 12 ? 210 : 4_200
            let words = [
                "HSET", "worker-0:41:abcdef012345", "info", #"{\"concurrency\":5}"#, "busy", "1",
                "beat", Moment.monitor(time - 0.001), "rtt_us", "\(trip)", "quiet", "false",
            ].map { "\"\($0)\"" }.joined(separator: " ")
            text += "\(Moment.monitor(time)) [0 10.0.0.21:43000] \(words)\n"
        }
        let timeline = try #require(Self.timeline(text))

        let track = try #require(
            Diagnosis.examine(timeline).tracks.first { $0.role == .roundTrip }
        )

        #expect(
            track.values.compactMap { $0 } == [Double](repeating: 0.000_21, count: 12)
                + [Double](repeating: 0.004_2, count: 8)
        )
    }

    /// The latency rises a thousandfold and the writes tenfold: size of change says nothing of cause.
    @Test func aLatencyIsNeverACauseHoweverLarge() throws {
        var capture = SimulatedCapture(.deadStrings, seed: 3)
        let planted = try #require(capture.planted)
        guard case .at(let end) = planted.end else { return }
        var rows = "timestamp,checkout_latency_ms,search_latency_ms\n"
        for second in 0..<130 {
            let time = Simulation.start + Double(second)
            let isInside = time >= planted.start && time < end
            rows += "\(Moment.iso(time)),\(isInside ? 9_000 : 9),\(isInside ? 7_000 : 7)\n"
        }
        capture.files.removeAll { $0.name == "metrics.csv" }
        capture.files.append(("metrics.csv", Array(rows.utf8)))
        let timeline = try #require(CaptureReading.timeline(of: capture.files))

        let diagnosis = Diagnosis.examine(timeline)

        #expect(diagnosis.findings.contains { $0.kind == .latencyRise })
        let causes = diagnosis.incidents.flatMap(\.hypotheses).map(\.cause)
        #expect(causes.allSatisfy { $0.mayBeCause })
        #expect(diagnosis.incidents.first?.hypotheses.first?.cause == .deadWrites)
    }
}
