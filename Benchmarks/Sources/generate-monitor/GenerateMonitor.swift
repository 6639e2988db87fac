// Arguments to standard output.

import Foundation
import Generating

/// Writes a capture of a given size.
@main
struct GenerateMonitor {
    private static let blockBytes = 1 << 20

    static func main() {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        guard numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else {
            FileHandle.standardError.write(
                Data("usage: generate-monitor MEGABYTES KEYS SEED > FILE\n".utf8)
            )
            exit(2)
        }
        var capture = Capture(keyCount: numbers[1], seed: UInt64(numbers[2]))
        var left = numbers[0] * 1_000_000
        while left > 0 {
            while capture.bytes.count < min(left, blockBytes) { capture.appendLine() }
            FileHandle.standardOutput.write(Data(capture.bytes))
            left -= capture.bytes.count
            capture.removeAll()
        }
    }
}
