import ArgumentParser
import Parsing
import Summarizing

/// The command line of debrief.
@main
struct Debrief: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "debrief")
    @Argument var paths: [String]
    mutating func run() async throws {
        let files = try SourceFile.find(at: paths, excluding: []).map { try RecognizedFile.recognize($0) }
        let reading = try await Reading.read(files, tasks: 2) { _ in }
        print(reading.summary.redis.commands, reading.summary.redis.series.count, reading.lineCounts)
        for s in reading.summary.redis.series.sorted(by: { $0.calls > $1.calls }).prefix(30) {
            var c = CommandCell()
            for x in s.bins.cells { c.add(x) }
            print(s.kind.command.name, s.kind.shape, reading.summary.redis.patterns.name(s.kind.pattern), reading.summary.redis.hosts.name(s.kind.host), s.calls, "same", c.sameValue, "dead", c.overwrittenUnread, "del", c.deletedUnread, "exp", c.expiryChurn, "useful", c.useful)
        }
        print(reading.summary.redis.bursts.all().count, reading.summary.redis.heartbeats.count, reading.summary.redis.queues.jobs.count)
    }
}
