// Two captures cut into blocks of time, with the load that rates are divided by.

import Statistics
import Summarizing

/// The two sides of a comparison.
struct ComparedSides {
    /// What both captures were asked to do.
    enum Load {
        case requests, jobs
        /// Nothing that both counted: rates are a second.
        case seconds

        var words: Sentence {
            switch self {
            case .requests: "for each request"
            case .jobs: "for each job"
            case .seconds: "a second"
            }
        }
    }

    let before: Scene
    let after: Scene
    let load: Load

    /// Fewer requests or jobs are no measure of load.
    private static let loadMin = 50

    init(_ before: Scene, _ after: Scene) {
        self.before = before
        self.after = after
        let sides = [before, after]
        if sides.allSatisfy({ $0.timeline.requests.records.count >= Self.loadMin }) {
            load = .requests
        } else if sides.allSatisfy({ $0.timeline.jobs.count >= Self.loadMin }) {
            load = .jobs
        } else {
            load = .seconds
        }
    }

    /// The same of both sides.
    func map<Value>(_ value: (Scene) -> Value) -> (before: Value, after: Value) {
        (value(before), value(after))
    }

    /// The load of each block.
    var loads: (before: [Double], after: [Double]) {
        map { scene in
            switch load {
            case .requests:
                return scene.valuesByBlock(
                    scene.timeline.requests.records.map { ($0.start, 1) }
                ).map { Double($0.count) }
            case .jobs:
                let pushes = scene.timeline.jobs.compactMap { $0.enqueued ?? $0.started }
                return scene.valuesByBlock(pushes.map { ($0, 1) }).map { Double($0.count) }
            case .seconds:
                return [Double](repeating: scene.blockSeconds, count: BlockEstimate.blocksUsual)
            }
        }
    }

    /// How much each side had to do.
    var loadSentence: Sentence {
        let sides = [before, after].map { scene -> Sentence in
            let seconds = scene.seconds(0..<scene.grid.count)
            let jobs = Double(scene.timeline.jobs.count)
            let requests = Double(scene.timeline.requests.records.count)
            let commands = Double(scene.timeline.redis.commands)
            return
                "\(seconds, .seconds) with \(requests / seconds, .requestsPerSecond), \(jobs / seconds, .jobsPerSecond) and \(commands / seconds, .commandsPerSecond)"
        }
        return
            "Before: \(sides[0]). After: \(sides[1]). Rates are compared \(load.words), so that a busier day is no worse day."
    }

    /// Kinds of sources that only one side has.
    var caveats: [Sentence] {
        let formats = [before, after].map { scene in
            Set(scene.timeline.sources.compactMap { $0.lines > 0 ? $0.format : nil })
        }
        var caveats: [Sentence] = []
        for format in formats[0].symmetricDifference(formats[1]).sorted() {
            let side: Sentence = formats[0].contains(format) ? "before" : "after"
            caveats.append(
                "Only the capture of \(side) holds \(LogText.service(format)): nothing is said of what only it shows."
            )
        }
        return caveats
    }
}

extension Scene {
    /// The length of a block.
    var blockSeconds: Double {
        max(1, timeline.end.seconds - timeline.start.seconds) / Double(BlockEstimate.blocksUsual)
    }

    /// The block in which a moment lies; `nil` outside the capture.
    func block(_ microseconds: Int64) -> Int? {
        let offset = Double(microseconds - timeline.start.microseconds) / 1e6
        guard offset >= 0 else { return nil }
        let block = Int(offset / blockSeconds)
        return block < BlockEstimate.blocksUsual ? block : nil
    }

    /// A series on the grid, summed by block.
    func blocks(ofBins values: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: BlockEstimate.blocksUsual)
        for (bin, value) in values.enumerated() where value != 0 {
            // The first bin may begin before the first line.
            let time = max(time(bin).microseconds, timeline.start.microseconds)
            sums[block(time) ?? BlockEstimate.blocksUsual - 1] += value
        }
        return sums
    }

    /// Values by block.
    func valuesByBlock(_ values: [(time: Int64, value: Double)]) -> [[Double]] {
        var blocks = [[Double]](repeating: [], count: BlockEstimate.blocksUsual)
        for entry in values {
            if let block = block(entry.time) { blocks[block].append(entry.value) }
        }
        return blocks
    }
}
