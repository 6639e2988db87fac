// Workers that wait for lists, and who of them is served first.
// Source: redis blocked.c: clients wait on every key they named, and a key serves the longest waiter.

/// The workers that wait at one moment of a replay.
///
/// Whoever was served or asked again leaves the lines of all keys; its old places are passed over when their
/// turn comes, so that every place is looked at once.
struct WaitingWorkers {
    private var roll = Roll()
    private var lines: [Int32: Line] = [:]
    private var everyone = Line()
    private var ticketsGiven = 0
    private let waitingMax: Int

    /// Makes an empty room for so many workers at once; beyond it the longest waiter is forgotten.
    init(waitingMax: Int) {
        self.waitingMax = waitingMax
    }

    /// Notes that a worker does not wait.
    mutating func leave(_ client: UInt64) { roll.release(roll.number(of: client)) }

    /// Notes that a worker, which does not wait yet, waits for some lists.
    mutating func join(_ client: UInt64, for keys: [Int32]) {
        if roll.waiting >= waitingMax { _ = everyone.serve(&roll) }
        let place = Place(worker: roll.number(of: client), ticket: ticketsGiven)
        ticketsGiven += 1
        roll.admit(place)
        everyone.append(place, roll, waitingMax)
        for key in keys { lines[key, default: Line()].append(place, roll, waitingMax) }
    }

    /// Serves whoever has waited longest for a list; `false` when nobody does.
    mutating func serve(_ key: Int32) -> Bool {
        roll.waiting > 0 && lines[key]?.serve(&roll) == true
    }
}

/// A worker's place in a line; it holds while its ticket is the worker's last one.
private struct Place {
    let worker: Int
    let ticket: Int
}

/// Who waits, and with which ticket.
private struct Roll {
    private var numbers = HashIndex()
    /// By the number of the worker; -1 while it does not wait.
    private var tickets: [Int] = []
    private(set) var waiting = 0

    mutating func number(of client: UInt64) -> Int {
        let known = Int(numbers.find(client))
        if known >= 0 { return known }
        numbers.add(client, Int32(tickets.count))
        tickets.append(-1)
        return tickets.count - 1
    }

    func holds(_ place: Place) -> Bool { tickets[place.worker] == place.ticket }

    mutating func admit(_ place: Place) {
        tickets[place.worker] = place.ticket
        waiting += 1
    }

    mutating func release(_ worker: Int) {
        guard tickets[worker] >= 0 else { return }
        tickets[worker] = -1
        waiting -= 1
    }
}

/// Places in the order in which they were taken.
private struct Line {
    private var places: [Place] = []
    private var next = 0

    /// Shorter lines are not worth tidying.
    private static let placesMin = 1_024

    /// Adds a place; a line that nobody serves is tidied when it is twice as long as it need be.
    mutating func append(_ place: Place, _ roll: Roll, _ waitingMax: Int) {
        places.append(place)
        guard places.count > max(Self.placesMin, 2 * waitingMax) else { return }
        places = places[next...].filter { roll.holds($0) }
        next = 0
    }

    /// Releases the first whose place holds; `false` when there is none.
    mutating func serve(_ roll: inout Roll) -> Bool {
        while next < places.count {
            let place = places[next]
            next += 1
            guard roll.holds(place) else { continue }
            roll.release(place.worker)
            return true
        }
        places = []
        next = 0
        return false
    }
}
