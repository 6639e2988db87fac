// What the web servers of the simulated service do to Redis all day: sessions, carts, cached pages, pushes.

import Randomness

/// How much of everything there is; a factor of time where traffic is not steady.
struct WebTraffic: Sendable {
    /// Requests and jobs a second.
    var requests = 12.0
    var exports = 5.0
    var mails = 8.0
    /// Traffic at a time over the usual, and the largest value of it.
    var shape: @Sendable (Double) -> Double = { _ in 1 }
    var shapeMax = 1.0

    static let clients = (0..<12).map { "10.0.0.\(11 + $0 % 2):\(40_000 + $0)" }
    static let pages = 40
}

extension Simulation {
    /// A client of the web servers' pools.
    mutating func webClient() -> String {
        WebTraffic.clients[random.below(WebTraffic.clients.count)]
    }

    /// Starts the traffic of the web servers.
    mutating func add(_ traffic: WebTraffic) {
        let shape = traffic.shape
        let most = traffic.shapeMax
        let (requests, exports, mails) = (traffic.requests, traffic.exports, traffic.mails)
        poisson(most: requests * most, rate: { requests * shape($0) }) { $0.serveRequest() }
        poisson(most: exports * most, rate: { exports * shape($0) }) { simulation in
            simulation.push("ExportJob", from: simulation.webClient())
        }
        poisson(most: mails * most, rate: { mails * shape($0) }) { simulation in
            simulation.push("MailJob", from: simulation.webClient())
        }
    }

    private mutating func serveRequest() {
        let client = webClient()
        let user = random.below(200)
        send(["get", "session:\(user)"], from: client)
        if random.uniform() < 0.5 { send(["expire", "session:\(user)", "1800"], from: client) }
        readPage(random.below(WebTraffic.pages), client)
        guard random.uniform() < 0.3 else { return }
        let item = random.below(900)
        send(["hset", "cart:\(user)", "item", "\(item)"], from: client)
        at(now + 0.05) { $0.send(["hgetall", "cart:\(user)"], from: client) }
    }

    /// A page from the cache, or a new one into it.
    private mutating func readPage(_ page: Int, _ client: String) {
        let key = "page:\(page)"
        send(["get", key], from: client)
        guard server.cache[key] ?? 0 <= now else { return }
        let text = "<html>\(random.hex(32))</html>"
        at(now + 0.02) { simulation in
            let lifetime = 30 + simulation.random.below(30)
            simulation.send(["setex", key, "\(lifetime)", text], from: client)
            simulation.server.cache[key] = simulation.now + Double(lifetime)
        }
    }
}
