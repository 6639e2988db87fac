// `debrief inspect`: what would be read, without an analysis.

import ArgumentParser
import Foundation
import Parsing
import Summarizing

/// Lists each file with its format, why, its time range and what could not be read.
struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Say what each file was recognised as, and why."
    )

    @Argument(help: "A folder, or files.")
    var paths: [String]

    @OptionGroup var formats: FormatOptions

    mutating func run() async throws {
        do {
            let files = try Analysis.recognize(
                paths,
                excluding: [],
                among: formats.all(warning: .shown)
            )
            let reading = try await Reading.read(
                files,
                tasks: ProcessInfo.processInfo.activeProcessorCount
            ) { _ in }
            for number in files.indices { Terminal.print(Self.lines(number, reading)) }
        } catch let error as InputError {
            Terminal.show(error)
            throw ExitStatus.status(for: error)
        }
    }

    private static func lines(_ number: Int, _ reading: Reading) -> String {
        let file = reading.files[number]
        guard let format = file.format, let recognition = file.recognition else {
            let shape =
                file.file.bytes == 0 ? "empty" : "first line looks like \(file.firstLineShape)"
            return "\(file.file.path)\n  not recognised: \(shape)\n"
        }
        let tally = reading.summary.tallies[number] ?? ShardSummary.Tally()
        var text =
            "\(file.file.path)\n  \(format.name), fits \(Int(recognition.score * 100)) %: \(recognition.reason)\n"
        if let runnerUp = file.runnerUp {
            text += "  next best: \(runnerUp.name), \(Int(runnerUp.score * 100)) %\n"
        }
        if let first = tally.first, let last = tally.last {
            text +=
                "  from \(stamp(first)) to \(stamp(last)), zone \(zone(reading.zones[number]))\n"
        }
        text +=
            "  \(reading.lineCounts[number]) lines, \(tally.records) records, \(tally.unreadable) lines not read\n"
        if let bad = tally.firstUnreadable {
            text += "  first not read: line \(reading.lines.line(of: bad.line)), \(bad.reason)\n"
        }
        return text
    }

    private static func zone(_ zone: WrittenZone) -> String {
        switch zone {
        case .written: "written"
        case .header(let seconds): "\(seconds / 60) minutes east of UTC by a header"
        case .absent: "not written"
        case .absentWithoutDate: "and date not written"
        case .absentWithoutYear: "and year not written"
        case .none: "unknown"
        }
    }

    private static func stamp(_ time: Timestamp) -> String {
        Date(timeIntervalSince1970: time.seconds).formatted(.iso8601)
    }
}
