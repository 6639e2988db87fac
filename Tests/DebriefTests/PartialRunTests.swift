// Many machines, one report: scans of files and ranges give the bytes that one run gives.

import Foundation
import Parsing
import Testing

@testable import Reporting
@testable import debrief

@Suite struct PartialRunTests {
    private let folder: IncidentFolder

    init() throws {
        folder = try IncidentFolder()
    }

    private func path(_ name: String) -> String { folder.place.appending(path: name).path }

    /// Some tens of shards of the capture below.
    private static let shardBytes = 1_500

    /// Both documents of a run over paths.
    private func report(_ paths: [String]) async throws -> [String] {
        var request = AnalysisRequest(paths: paths)
        request.shardBytes = Self.shardBytes
        request.commandWords = ["debrief", "analyze"] + paths
        let composed = try await Analysis.run(request).composed
        return [composed.json, MarkdownRenderer().render(composed.report)]
    }

    /// Scans and returns the path of the partial.
    private func scan(_ path: String, _ range: String?, to name: String) async throws -> String {
        var request = ScanRequest(paths: [path])
        request.shardBytes = Self.shardBytes
        request.range = try range.map { try ByteRange($0) }
        let partial = try await Scan.run(request)
        try OutputFile.write([PartialFile.document(partial, at: self.path(name))])
        return self.path(name)
    }

    /// A busy capture whose lines are of many lengths.
    private func addCapture(_ text: PlantedText = PlantedText(), _ name: String = "monitor.log")
        throws
        -> String
    {
        let made = try SyntheticFolder(text, name: "partials")
        defer { try? made.remove() }
        try folder.add(name, Data(contentsOf: made.url.appending(path: name)))
        return path(name)
    }

    @Test(arguments: [1, 7, 64])
    func rangesGiveTheReportOfTheWhole(count: Int) async throws {
        let capture = try addCapture()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: capture)).count
        var partials: [String] = []
        for number in 0..<count {
            let range = "\(bytes * number / count):\(bytes * (number + 1) / count)"
            partials.append(try await scan(capture, range, to: "\(number).partial"))
        }
        let half = partials.count / 2
        let halves = try [partials[..<half], partials[half...]].filter { !$0.isEmpty }.map { part in
            let name = path("\(part.startIndex)-\(part.endIndex).merged")
            try OutputFile.write([
                PartialFile.document(PartialFile.merge(Array(part)), at: name)
            ])
            return name
        }

        let whole = try await report([capture])
        #expect(try await report(partials) == whole)
        #expect(try await report(halves) == whole)
    }

    @Test(arguments: [2, 9])
    func rangesOfAWorkersLogGiveTheReportOfTheWhole(count: Int) async throws {
        let log = try addCapture(PlantedText(), "sidekiq.log")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: log)).count
        var partials: [String] = []
        for number in 0..<count {
            let range = "\(bytes * number / count):\(bytes * (number + 1) / count)"
            partials.append(try await scan(log, range, to: "\(number).partial"))
        }

        #expect(try await report(partials) == report([log]))
    }

    @Test func aFolderTravelsWhole() async throws {
        let incident = Repository.place("SampleLogs/two-at-once").path
        let partial = try await scan(incident, nil, to: "all.partial")
        #expect(try await report([partial]) == report([incident]))
    }

    @Test func filesScannedApartGiveTheReportOfAllOfThem() async throws {
        let incident = Repository.place("SampleLogs/two-at-once")
        let files = try Repository.names(in: "SampleLogs/two-at-once").filter {
            $0 != "incident.md"
        }.map { incident.appending(path: $0).path }
        var partials: [String] = []
        for (number, file) in files.enumerated() {
            partials.append(try await scan(file, nil, to: "\(number).partial"))
        }
        #expect(try await report(partials) == report(files))
    }

    @Test func theCommandLineDoesTheSame() throws {
        _ = try addCapture()
        for (name, range) in [("1", "0:9000"), ("2", "9000:")] {
            let run = try folder.debrief(
                "scan",
                "monitor.log",
                "--range",
                range,
                "--partial",
                name
            )
            #expect(run.status == 0, "\(run.messages)")
        }
        #expect(try folder.debrief("merge", "1", "2", "--partial", "both").status == 0)
        let whole = try folder.debrief("analyze", "monitor.log", "-q", "--output", "-")
        let parts = try folder.debrief("analyze", "1", "2", "-q", "--output", "-")
        let both = try folder.debrief("analyze", "both", "-q", "--output", "-")
        #expect(parts.output == whole.output)
        #expect(both.output == whole.output)
        #expect(whole.output.hasPrefix("# Debrief: "))
    }

    @Test func refusesWhatDoesNotBelongTogether() throws {
        _ = try addCapture()
        let flags = ["scan", "monitor.log", "--partial"]
        _ = try ToolRun(flags + ["1", "--range", "0:100"], in: folder.place)
        _ = try ToolRun(flags + ["2", "--range", "50:200"], in: folder.place)
        for (paths, code) in [
            (["1"], "D032"), (["1", "2"], "D032"), (["1", "monitor.log"], "D033"),
            (["1", "gone"], "D001"),
        ] {
            let run = try ToolRun(["analyze"] + paths, in: folder.place)
            #expect(run.status == 3 && run.messages.contains("error[\(code)]"), "\(run.messages)")
        }
        let bytes = try Data(contentsOf: folder.place.appending(path: "1"))
        try folder.add("cut", bytes.prefix(bytes.count / 2))
        let cut = try folder.debrief("merge", "cut", "--partial", "out")
        #expect(cut.status == 3 && cut.messages.contains("error[D030]"), "\(cut.messages)")
        #expect(try !folder.names().contains("out"))
    }

    @Test(arguments: ["5", "a:b", "9:9", "99999999999:", ":"])
    func refusesARangeThatIsNone(range: String) throws {
        _ = try addCapture()
        let run = try folder.debrief(
            "scan",
            "monitor.log",
            "--range",
            range,
            "--partial",
            "1"
        )
        #expect(run.status == 64 && run.errorCount == 1, "\(run.messages)")
    }
}
