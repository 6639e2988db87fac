// The hot loops alone, on one thread: a log read and summarised as one shard after the other, no report.
// `make gate` counts its instructions; it prints the processor's time for whoever works on them.

import Foundation
import Parsing
import Summarizing

/// Reads and summarises the files that it is given.
@main
struct HotLoops {
    static func main() throws {
        let paths = Array(CommandLine.arguments.dropFirst())
        guard !paths.isEmpty else {
            FileHandle.standardError.write(Data("usage: hot-loops FILE...\n".utf8))
            exit(2)
        }
        var summary = ShardSummary()
        var times = Times()
        let files = try RecognizedFile.recognize(SourceFile.find(at: paths, excluding: []))
        for (source, file) in files.enumerated() {
            guard let format = file.format, file.sourceInFile == 0 else { continue }
            let shards = Shard.cut(
                file.parts,
                source: source,
                isSplittable: format.isSplittable
            )
            for shard in shards {
                let part = try times.summarize(shard, format)
                times.merging.measure { summary.merge(part) }
            }
        }
        summary.close()
        print(times.text)
    }
}

/// Seconds of the processor by part of the work.
private struct Times {
    var reading = Stopwatch()
    var parsing = Stopwatch()
    var summarizing = Stopwatch()
    var merging = Stopwatch()

    var text: String {
        let parts = [
            ("reading", reading), ("parsing", parsing), ("summarizing", summarizing),
            ("merging", merging),
        ]
        return parts.map { "\($0) \(Int($1.seconds * 1e3)) ms" }.joined(separator: ", ")
    }

    mutating func summarize(_ shard: Shard, _ format: any LogFormat) throws -> ShardSummary {
        var source = try ByteSource(shard)
        var reader = format.makeReader()
        var summary = ShardSummary()
        while let block = try reading.measure({ try source.next() }) {
            let batch = parsing.measure { reader.read(block) }
            summarizing.measure { summary.insert(batch) }
        }
        summary.insert(reader.finish())
        return summary
    }
}

/// Adds up the processor's time of this thread.
private struct Stopwatch {
    private(set) var seconds = 0.0

    mutating func measure<Result>(_ work: () throws -> Result) rethrows -> Result {
        let start = Self.now
        defer { seconds += Self.now - start }
        return try work()
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
