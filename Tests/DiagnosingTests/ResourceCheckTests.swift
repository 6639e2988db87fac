// Each resource by the series that are its own, and by no other.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct ResourceCheckTests {
    private static let second = 200.0

    /// A quiet server beside a table of metrics in which one column has a value.
    private static func checks(_ columns: [(name: String, value: Double)], monitor: String = "")
        throws -> [ResourceCheck]
    {
        var rows = "timestamp," + columns.map(\.name).joined(separator: ",") + "\n"
        for second in 0..<120 {
            rows += Moment.iso(Self.second + Double(second))
            rows += columns.map { ",\($0.value)" }.joined() + "\n"
        }
        var files = [(name: "metrics.csv", bytes: Array(rows.utf8))]
        if !monitor.isEmpty { files.append(("monitor.log", Array(monitor.utf8))) }
        let timeline = try #require(
            CaptureReading.timeline(of: files, version: RedisVersion("7.0.15"))
        )
        return Diagnosis.examine(timeline).resources
    }

    private static func result(_ resource: Sentence, _ checks: [ResourceCheck])
        -> ResourceCheck.Result?
    {
        checks.first { $0.resource == resource }?.result
    }

    @Test(
        arguments: [
            ("redis_cpu_pct", 95, .involved), ("redis_cpu_pct", 30, .ruledOut),
            ("EngineCPUUtilization", 95, .involved), ("CPUUtilization", 95, .notChecked),
            ("cpu_core_number", 95, .notChecked), ("system.cpu.idle", 3, .notChecked),
        ] as [(String, Double, ResourceCheck.Result)]
    )
    func takesOnlyRedisOwnProcessorTime(
        metric: String,
        value: Double,
        result: ResourceCheck.Result
    ) throws {
        let checks = try Self.checks([(metric, value)])

        #expect(Self.result("Redis processor time", checks) == result)
    }

    @Test(
        arguments: [
            ("CPUUtilization", 95, .open), ("CPUUtilization", 20, .ruledOut),
            ("redis_cpu_pct", 95, .notChecked), ("cpu_core_number", 95, .notChecked),
        ] as [(String, Double, ResourceCheck.Result)]
    )
    func looksAtTheHostByTheNamesOfItsSeries(
        metric: String,
        value: Double,
        result: ResourceCheck.Result
    ) throws {
        let checks = try Self.checks([(metric, value)])

        #expect(Self.result("The host (other processes, disk, pauses)", checks) == result)
    }

    @Test(arguments: [(1, ResourceCheck.Result.ruledOut), (30, .open)])
    func billsThoseWhoOnlyLook(looks: Int, result: ResourceCheck.Result) throws {
        var monitor = ""
        for second in 0..<120 {
            for number in 0..<60 {
                let time = Moment.monitor(Self.second + Double(second) + Double(number) / 100)
                let word = number < looks ? "\"INFO\"" : "\"GET\" \"a\""
                monitor += "\(time) [0 10.0.0.1:1] \(word)\n"
            }
        }

        let checks = try Self.checks([("requests", 1)], monitor: monitor)

        #expect(Self.result("Load of the monitoring itself", checks) == result)
    }

    @Test func boundsTheThreadByTheTableOfCosts() throws {
        let monitor = (0..<1_200).map { number in
            "\(Moment.monitor(Self.second + Double(number) / 10)) [0 10.0.0.1:1] \"GET\" \"a\"\n"
        }.joined()

        let checks = try Self.checks([("requests", 1)], monitor: monitor)

        #expect(Self.result("Redis processor time", checks) == .unlikely)
    }
}
