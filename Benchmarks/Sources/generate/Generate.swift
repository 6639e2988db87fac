// Arguments to standard output.

import Foundation

/// Writes a file of a given format and size.
@main
struct Generate {
    private static let blockBytes = 1 << 20

    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        let numbers = words.dropFirst().compactMap { Int($0) }
        guard words.count == numbers.count + 1, numbers.allSatisfy({ $0 > 0 }),
            var writer = writer(words[0], numbers)
        else { return refuse() }
        var left = numbers[0] * 1_000_000
        while left > 0 {
            while writer.bytes.count < min(left, blockBytes) { writer.appendLine() }
            FileHandle.standardOutput.write(Data(writer.bytes))
            left -= writer.bytes.count
            writer.bytes.removeAll(keepingCapacity: true)
        }
    }

    private static func writer(_ format: String, _ numbers: [Int]) -> (any Writer)? {
        guard numbers.count == 2 else { return nil }
        let seed = UInt64(numbers[1])
        return switch format {
        case "sidekiq": SidekiqLog(seed: seed)
        case "metrics": MetricsTable(seed: seed)
        case "rails": RailsLog(seed: seed)
        case "postgres": PostgresLog(seed: seed)
        case "access": AccessLog(seed: seed)
        case "logfmt": LogfmtLog(seed: seed)
        case "jsonlines": JSONLinesLog(seed: seed)
        default: nil
        }
    }

    private static func refuse() {
        let usage = """
            usage: generate sidekiq|metrics|rails|postgres|access|logfmt|jsonlines MEGABYTES SEED > FILE

            """
        FileHandle.standardError.write(Data(usage.utf8))
        exit(2)
    }
}
