// The logs whose reading is measured.

import Foundation
import Generating

/// A log of any length.
struct GateLog {
    let name: String
    let fileName: String
    /// Lines of the shorter one of two runs: enough that every kind of line and key has come.
    let linesMin: Int
    private let make: @Sendable (Int) -> [UInt8]

    /// Every log.
    static let all = [
        GateLog(name: "monitor", fileName: "monitor.log", linesMin: 20_000) { lines in
            var capture = Capture(keyCount: 2_000, seed: 42)
            for _ in 0..<lines { capture.appendLine() }
            return capture.bytes
        },
        GateLog(name: "sidekiq", fileName: "sidekiq.log", linesMin: 10_000) { lines in
            var log = WorkerLog(seed: 42)
            for _ in 0..<lines { log.appendLine() }
            return log.bytes
        },
        GateLog(name: "metrics", fileName: "metrics.csv", linesMin: 10_000) { lines in
            var rows = MetricsRows(seed: 42)
            for _ in 0..<lines { rows.appendLine() }
            return rows.bytes
        },
    ]

    private init(
        name: String,
        fileName: String,
        linesMin: Int,
        make: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.name = name
        self.fileName = fileName
        self.linesMin = linesMin
        self.make = make
    }

    /// So many lines.
    func text(lines: Int) -> Data { Data(make(lines)) }
}
