// What of a JSON payload may be shown: what a job library wrote about a job, not what the application gave it.
// Source: the job hashes of Sidekiq 5 to 8, Resque, ActiveJob and BullMQ, the messages of Celery.

/// Walks a JSON text inside quotes of any depth.
enum PayloadPlaces {
    /// Deeper texts are data as a whole.
    private static let depthMax = 64

    /// What a member's name says of its value.
    private enum Meaning {
        case kept, name
        /// Whatever it holds is data, at any depth.
        case data
        /// A scalar is data; what it holds is judged by the names inside.
        case unknown
    }

    private struct Level {
        let isObject: Bool
        /// What a scalar here is.
        var meaning: Meaning
        var awaitsName: Bool
    }

    /// The places of the scalars in a range; all of it is data where it is no JSON.
    static func places(
        in line: [UInt8],
        _ range: Range<Int>,
        _ form: QuoteForm,
        isData: Bool = false
    ) -> [LinePlace] {
        if let quote = line[range].firstIndex(of: 0x22),
            !form.stands(
                at: max(range.lowerBound, quote - form.backslashes),
                in: line,
                to: range.upperBound
            )
        {
            return [LinePlace(range, .value)]
        }
        var places: [LinePlace] = []
        var levels: [Level] = []
        let outer = isData ? Meaning.data : .unknown
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = line[index]
            if form.stands(at: index, in: line, to: range.upperBound) {
                let start = index + form.backslashes + 1
                let close = form.close(in: line, from: start, to: range.upperBound)
                let content = start..<(close?.content ?? range.upperBound)
                index = close?.next ?? range.upperBound
                if levels.last?.awaitsName == true {
                    levels[levels.count - 1].awaitsName = false
                    let outside = levels.dropLast().last?.meaning ?? outer
                    levels[levels.count - 1].meaning =
                        outside == .data ? .data : meaning(of: line[content])
                } else {
                    places.append(LinePlace(content, role(levels.last?.meaning ?? outer)))
                }
                continue
            }
            switch byte {
            case 0x7B, 0x5B:
                guard levels.count < depthMax else {
                    return places + [LinePlace(index..<range.upperBound, .value)]
                }
                levels.append(
                    Level(
                        isObject: byte == 0x7B,
                        meaning: levels.last?.meaning ?? outer,
                        awaitsName: byte == 0x7B
                    )
                )
            case 0x7D, 0x5D: _ = levels.popLast()
            case 0x2C:
                if levels.last?.isObject == true { levels[levels.count - 1].awaitsName = true }
            case 0x3A, 0x20, 0x09: break
            default:
                let end = scalarEnd(in: line, from: index, to: range.upperBound)
                if !isLiteral(line[index..<end]) {
                    places.append(LinePlace(index..<end, role(levels.last?.meaning ?? outer)))
                }
                index = end
                continue
            }
            index += 1
        }
        return places
    }

    private static func role(_ meaning: Meaning) -> LinePlace.Role {
        switch meaning {
        case .kept: .kept
        case .name: .name
        case .data, .unknown: .value
        }
    }

    private static func scalarEnd(in line: [UInt8], from start: Int, to end: Int) -> Int {
        var index = start + 1
        while index < end, !",}] \\\"".utf8.contains(line[index]) { index += 1 }
        return index
    }

    private static func isLiteral(_ text: ArraySlice<UInt8>) -> Bool {
        ["true", "false", "null"].contains { text.elementsEqual($0.utf8) }
    }

    private static func meaning(of name: ArraySlice<UInt8>) -> Meaning {
        let name = String(decoding: name.prefix(32), as: UTF8.self)
        if kept.contains(name) { return .kept }
        if names.contains(name) { return .name }
        return data.contains(name) ? .data : .unknown
    }

    private static let kept: Set<String> = [
        "jid", "bid", "id", "job_id", "task_id", "root_id", "parent_id", "correlation_id", "tag",
        "delivery_tag", "created_at", "enqueued_at", "scheduled_at", "at", "failed_at",
        "retried_at", "completed_at", "retry", "retry_count", "retry_for", "retries", "dead",
        "backtrace", "expires_in", "priority", "executions", "timelimit", "eta", "expires",
        "attempts", "timestamp", "delay", "delivery_mode", "unique_for", "unique_until", "opts",
    ]
    private static let names: Set<String> = [
        "class", "wrapped", "queue", "job_class", "queue_name", "task", "type", "lang", "locale",
        "timezone", "routing_key", "exchange", "content-type", "content-encoding",
        "body_encoding", "status",
    ]
    private static let data: Set<String> = [
        "args", "arguments", "kwargs", "argsrepr", "kwargsrepr", "params", "parameters", "body",
        "data", "payload", "cattr", "error_message", "error_backtrace",
    ]
}
