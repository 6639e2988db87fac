// Silences of the server that no command explains, told from those that one does.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct HostPauseTests {
    private static func findings(_ files: [(name: String, bytes: [UInt8])]) throws -> [Finding] {
        let scene = Scene(try #require(CaptureReading.timeline(of: files)))
        return HostPauses().findings(in: scene)
    }

    /// The silences that the finding cites, without the waits that others measured in them.
    private static func silences(in files: [(name: String, bytes: [UInt8])]) throws -> [Double] {
        try findings(files).flatMap(\.evidence).filter { $0.source == "monitor.log" }
            .map(\.time.seconds)
    }

    @Test(arguments: 0..<2 as Range<UInt64>)
    func findsEachSilence(seed: UInt64) throws {
        let findings = try Self.findings(SimulatedCapture(pauseSeconds: 1.5, seed: seed).files)

        #expect(findings.map(\.kind) == [.hostPause])
        let finding = try #require(findings.first)
        let longest = try #require(finding.measures.first { $0.name == "pause_seconds_max" })
        #expect((1.4...1.8).contains(longest.quantity.value))
        let count = try #require(finding.measures.first { $0.name == "pauses" })
        #expect((4...5).contains(count.quantity.value))
        #expect(finding.confidence == .strong)
    }

    /// Nobody but MONITOR tells of it then, and nobody says that he waited.
    @Test
    func makesNoIncidentOfWhatNobodyElseMeasured() throws {
        let capture = SimulatedCapture(.hostPauses, seed: 1)
        let without = capture.files.filter { !["metrics.csv", "sidekiq.log"].contains($0.name) }

        let diagnosis = Diagnosis.examine(try #require(CaptureReading.timeline(of: without)))

        #expect(diagnosis.findings.map(\.kind).contains(.hostPause))
        #expect(diagnosis.findings.map(\.confidence) == [.moderate])
        #expect(diagnosis.verdict == .noIncident)
        let whole = Diagnosis.examine(try #require(CaptureReading.timeline(of: capture.files)))
        #expect(whole.incidents.map(\.kind) == [.latency])
        #expect(whole.incidents.first?.hypotheses.first?.confidence == .strong)
    }

    @Test
    func knowsLessWithoutTheSlowLog() throws {
        let files = SimulatedCapture(pauseSeconds: 1.5, seed: 1).files.filter {
            $0.name != "slowlog.txt"
        }

        #expect(try Self.findings(files).map(\.confidence) == [.hypothesis])
    }

    @Test
    func passesOverSilencesThatFewFeel() throws {
        #expect(try Self.findings(SimulatedCapture(pauseSeconds: 0.7, seed: 1).files).isEmpty)
    }

    @Test(arguments: [SimulatedKind.bigKey, .keyspaceScan, .healthyQuiet])
    func leavesACommandsSilenceToTheCommand(kind: SimulatedKind) throws {
        #expect(try Self.findings(SimulatedCapture(kind, seed: 2).files).isEmpty)
    }

    @Test(arguments: [
        ("Background saving started by pid 9", " beside a fork for a save"),
        (
            "Asynchronous AOF fsync is taking too long (disk is busy?). Writing the AOF buffer without waiting for fsync to complete, this may slow down Redis.",
            " while the disk of its append-only file was busy"
        ),
    ])
    func namesWhatTheServerSaysOfASilence(message: String, words: String) throws {
        let files = SimulatedCapture(pauseSeconds: 1.5, seed: 1).files
        let begins = try Self.silences(in: files)
        let log = begins.map { begin in
            let clock = Moment.iso(begin - Double(Moment.epoch)).dropFirst(11).dropLast()
            return "4686:M 21 Nov 2026 \(clock) * \(message)\n"
        }

        let findings = try Self.findings(files + [("redis.log", Array(log.joined().utf8))])

        #expect(begins.count == 3)
        let cause = findings.first?.title.pieces.suffix(2)
        #expect(cause?.first == .quantity(Quantity(3, .times)))
        #expect(cause?.last == .words(words))
    }

    /// Redis writes of a fork when it is over, however long it took.
    @Test
    func namesTheForkThatALineAfterItTellsOf() throws {
        let files = SimulatedCapture(pauseSeconds: 4, seed: 1).files
        let begins = try Self.silences(in: files)
        let log = begins.map { begin in
            "4686:M \(Moment.server(begin + 4 - Double(Moment.epoch))) * Background saving started by pid 9\n"
        }

        let findings = try Self.findings(files + [("redis.log", Array(log.joined().utf8))])

        #expect(findings.first?.title.pieces.last == .words(" beside a fork for a save"))
        #expect(findings.first?.confidence == .strong)
    }

    /// Many a service has Redis, its web server and its workers on one host.
    @Test
    func findsEachSilenceWhereAllLiveOnOneHost() throws {
        let files = SimulatedCapture(pauseSeconds: 1.5, seed: 1).files.map { file in
            // The hosts differ in the last number of their addresses only.
            let hosts = String(decoding: file.bytes, as: UTF8.self).split(separator: "[0 10.0.0.")
            let text = hosts.dropFirst().map { "[0 127.0.0.1:" + $0.drop { $0 != ":" }.dropFirst() }
            return (
                name: file.name,
                bytes: Array((hosts.prefix(1).map(String.init) + text).joined().utf8)
            )
        }

        let findings = try Self.findings(files)

        let count = try #require(findings.first?.measures.first { $0.name == "pauses" })
        #expect((4...5).contains(count.quantity.value))
    }

    @Test
    func leavesALoggedCommandsSilenceToTheCommand() throws {
        let files = SimulatedCapture(pauseSeconds: 1.5, seed: 1).files
        let pause = try #require(try Self.findings(files).first)
        let ends = stride(from: pause.start.seconds + 1.5, through: pause.end?.seconds ?? 0, by: 20)
        let entries = ends.enumerated().map { number, end in
            "\(number + 1)) 1) (integer) \(number)\n   2) (integer) \(Int(end))\n   3) (integer) 1400000\n   4) 1) \"get\"\n      2) \"page:1\"\n   5) \"10.0.0.1:50000\"\n   6) \"\"\n"
        }
        let others = files.filter { $0.name != "slowlog.txt" }

        let findings = try Self.findings(
            others + [("slowlog.txt", Array(entries.joined().utf8))]
        )

        #expect(findings.isEmpty)
    }

    /// A capture in which a command that may take long ends every silence, though none took long.
    private static func besideACommand(_ slowlog: String?) -> [(name: String, bytes: [UInt8])] {
        let files = SimulatedCapture(pauseSeconds: 1.5, seed: 1).files
        let beside = files.filter { $0.name != "slowlog.txt" }.map { file in
            guard file.name == "monitor.log" else { return file }
            var (text, last) = ("", 0.0)
            for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n") {
                guard let time = Double(line.prefix(17)) else { continue }
                if last > 0, time - last > 1.4 {
                    text += "\(line.prefix(17)) [0 10.0.0.11:40001] \"HGETALL\" \"cart:7\"\n"
                }
                text += line + "\n"
                last = time
            }
            return (name: file.name, bytes: Array(text.utf8))
        }
        return beside + (slowlog.map { [("slowlog.txt", Array($0.utf8))] } ?? [])
    }

    /// The slow log would hold a command of more than a second, as far as it reaches back.
    @Test(arguments: [
        ("(empty array)\n", 1), (nil, 0),
        (
            "1) 1) (integer) 700\n   2) (integer) 1795230329\n   3) (integer) 12000\n   4) 1) \"GET\"\n      2) \"page:1\"\n   5) \"10.0.0.11:50000\"\n   6) \"\"\n",
            0
        ),
    ])
    func suspectsACommandBesideItWhereNoSlowLogSpeaks(slowlog: String?, count: Int) throws {
        #expect(try Self.findings(Self.besideACommand(slowlog)).count == count)
    }

    @Test
    func makesNoIncidentByItself() throws {
        let files = SimulatedCapture(pauseSeconds: 1.5, seed: 4).files
        let diagnosis = Diagnosis.examine(try #require(CaptureReading.timeline(of: files)))

        #expect(diagnosis.findings.contains { $0.kind == .hostPause })
        #expect(
            !diagnosis.incidents.contains {
                $0.hypotheses.first?.cause == .hostPause && $0.kind != .latency
            }
        )
    }
}
