// A line of an access log of AWS's load balancers: application (25 fields and more) and classic (15).
// Source: AWS, "Access logs for your Application Load Balancer" and "… Classic Load Balancer", access log entries.

/// A request as AWS's load balancers log it.
enum LoadBalancerLine: SingleLine {
    static let rule = "a load balancer line is type, stamp, balancer, addresses, times and statuses"

    /// `http`, `https`, `h2`, `grpcs`, `ws`, `wss`; the classic balancer has no such word.
    private static let typeBytesMax = 8
    /// Fields between the agent and the time at which the request began.
    private static let fieldsAfterAgentMax = 12

    static func read(_ text: ArraySlice<UInt8>, line: Int, into rows: inout SingleLineRows) -> Bool
    {
        var cursor = LineCursor(text)
        let isClassic = text.first.map(LineCursor.isDigit) ?? false
        if !isClassic {
            let type = cursor.text(until: 0x20)
            guard type.count <= typeBytesMax,
                type.allSatisfy({ LineCursor.isLetter($0) || LineCursor.isDigit($0) })
            else { return false }
        }
        guard let stamp = CalendarTime.stamp(in: text, at: cursor.index), stamp.zone == .utc else {
            return false
        }
        cursor.index = stamp.end
        guard cursor.skip(byte: 0x20), let answer = Answer(&cursor) else { return false }
        let rest = Rest(&cursor)
        let seconds = answer.seconds
        let event = RequestEvent(
            line: line,
            start: rest.created ?? stamp.time.advanced(bySeconds: -(seconds ?? 0)),
            target: RequestTarget(line: answer.request),
            status: answer.status,
            durationMilliseconds: seconds.map { $0 * 1_000 },
            idHash: rest.idHash
        )
        rows.append(.request(event), isZoned: true)
        return true
    }

    /// What stands from the name of the balancer to the request.
    private struct Answer {
        /// The three times together; `nil` when the balancer reached no target.
        let seconds: Double?
        let status: Int?
        let request: ArraySlice<UInt8>

        init?(_ cursor: inout LineCursor) {
            // Balancer, client and target.
            for _ in 0..<3 where cursor.text(until: 0x20).isEmpty { return nil }
            var sum = 0.0
            var isDispatched = true
            for _ in 0..<3 {
                if cursor.skip("-1") {
                    isDispatched = false
                } else if let part = cursor.decimal() {
                    sum += part
                } else {
                    return nil
                }
                guard cursor.skip(byte: 0x20) else { return nil }
            }
            let status = cursor.integer()
            guard status != nil || cursor.skip(byte: 0x2D), cursor.skip(byte: 0x20) else {
                return nil
            }
            // The target's status, bytes received, bytes sent.
            for _ in 0..<3 where cursor.text(until: 0x20).isEmpty { return nil }
            guard cursor.skip(byte: 0x22), let request = CombinedLine.quoted(&cursor) else {
                return nil
            }
            seconds = isDispatched ? sum : nil
            self.status = RequestWords.status(status)
            self.request = request
        }
    }

    /// What stands behind the request, in versions that have it.
    private struct Rest {
        private(set) var idHash: UInt64?
        private(set) var created: Timestamp?

        init(_ cursor: inout LineCursor) {
            for _ in 0..<fieldsAfterAgentMax {
                cursor.skipSpaces()
                if cursor.skip(byte: 0x22) {
                    guard let text = CombinedLine.quoted(&cursor) else { return }
                    if LineCursor.begins(text, with: "Root=") {
                        idHash = RequestWords.idHash(text.dropFirst(5))
                    }
                    continue
                }
                let word = cursor.text(until: 0x20)
                if let stamp = CalendarTime.stamp(in: word, at: word.startIndex) {
                    created = stamp.time
                    return
                }
                if cursor.isAtEnd { return }
            }
        }
    }
}
