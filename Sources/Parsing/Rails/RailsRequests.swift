// Requests that have begun, until the line that says how they ended.
// Source: Rails `ActionController::LogSubscriber#process_action`: the duration runs from `Processing`.

/// Joins the lines of requests by id, or, in logs without tags, by process and time.
struct RailsRequests {
    /// A request that has begun.
    struct Open {
        var event: RequestEvent
        /// When its controller began, from which the duration runs.
        var processingTime: Timestamp?
    }

    private var open: [UInt64: [Open]] = [:]
    private var count = 0
    /// The kind of path that led to each controller when only one request could have.
    private var shapes: [String: String] = [:]

    /// Requests open at a time in one log: more never end, because the log lacks the ends.
    private static let openMax = 10_000
    /// Applications have some hundred routes; what is beyond this is not learnt.
    private static let endpointsMax = 2_000
    /// Requests open at a time under one key: a process has some hundred threads at most.
    private static let openPerKeyMax = 200

    /// Takes note of a request that begins.
    ///
    /// - Returns: Requests that are given up because too many are open, by first line.
    mutating func start(_ event: RequestEvent, key: UInt64) -> [RequestEvent] {
        let givenUp: [RequestEvent]
        if let oldest = open[key]?.first, open[key, default: []].count >= Self.openPerKeyMax {
            open[key]?.removeFirst()
            count -= 1
            givenUp = [oldest.event]
        } else {
            givenUp = count >= Self.openMax ? takeAll() : []
        }
        open[key, default: []].append(Open(event: event))
        count += 1
        return givenUp
    }

    /// Takes note of the controller that a request reached.
    ///
    /// Of several that wait for theirs it is the oldest with a path of the kind that led there before,
    /// else the oldest.
    ///
    /// - Returns: Whether a request waited for its controller.
    @discardableResult
    mutating func process(_ endpoint: String, at time: Timestamp?, line: Int, key: UInt64) -> Bool {
        let waiting = open[key, default: []].indices.filter { index in
            open[key]?[index].event.endpoint.isEmpty ?? false
        }
        guard let oldest = waiting.first else { return false }
        var index = oldest
        if waiting.count == 1 {
            learn(endpoint, from: open[key]?[oldest].event)
        } else if let shape = shapes[endpoint] {
            index = waiting.first { self.shape(at: $0, key: key) == shape } ?? oldest
        }
        open[key]?[index].event.endpoint = endpoint
        open[key]?[index].event.lastLine = line
        open[key]?[index].processingTime = time
        return true
    }

    /// Takes the request out that a line ends: of several in one process, the one whose controller began
    /// nearest to the moment from which the duration runs.
    mutating func complete(at time: Timestamp?, milliseconds: Double?, key: UInt64) -> RequestEvent?
    {
        guard let candidates = open[key], !candidates.isEmpty else { return nil }
        let reached = candidates.indices.filter { !candidates[$0].event.endpoint.isEmpty }
        let eligible = reached.isEmpty ? Array(candidates.indices) : reached
        let begin = time.map { $0.advanced(bySeconds: -(milliseconds ?? 0) / 1_000) }
        let best = eligible.min { left, right in
            Self.distance(candidates[left], begin) < Self.distance(candidates[right], begin)
        }
        guard let best else { return nil }
        count -= 1
        if candidates.count == 1 {
            open[key] = nil
        } else {
            open[key]?.remove(at: best)
        }
        return candidates[best].event
    }

    /// Takes every request out that did not end, by first line.
    mutating func takeAll() -> [RequestEvent] {
        defer {
            open = [:]
            count = 0
        }
        return open.values.joined().map(\.event).sorted { $0.firstLine < $1.firstLine }
    }

    /// Moves the times of open requests, which were read before the zone was known.
    mutating func shift(bySeconds seconds: Double) {
        for key in Array(open.keys) {
            open[key] = open[key]?.map { entry in
                var moved = entry
                moved.event.start = moved.event.start.advanced(bySeconds: seconds)
                moved.processingTime = moved.processingTime?.advanced(bySeconds: seconds)
                return moved
            }
        }
    }

    private mutating func learn(_ endpoint: String, from event: RequestEvent?) {
        guard let event, !event.path.isEmpty,
            shapes.count < Self.endpointsMax || shapes[endpoint] != nil
        else { return }
        shapes[endpoint] = Self.shape(of: event)
    }

    private func shape(at index: Int, key: UInt64) -> String? {
        open[key].map { Self.shape(of: $0[index].event) }
    }

    /// The method and first part of the path: `GET /products`.
    private static func shape(of event: RequestEvent) -> String {
        let first = event.path.utf8.dropFirst().prefix { $0 != 0x2F }
        return event.method + " /" + String(decoding: first, as: UTF8.self)
    }

    private static func distance(_ request: Open, _ begin: Timestamp?) -> Double {
        guard let begin else { return 0 }
        return abs((request.processingTime ?? request.event.start).seconds - begin.seconds)
    }
}
