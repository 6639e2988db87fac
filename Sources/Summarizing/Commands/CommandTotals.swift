// What one dump of INFO has counted of a command since the server began, or since CONFIG RESETSTAT.
// Source: redis server.c 7.0, genRedisInfoString; `call` adds every run, those inside scripts and transactions too.

package import Parsing

/// The calls of one command on any key, and the time that they took together.
package struct CommandTotals: Sendable, Equatable {
    /// At least one.
    package let calls: Double
    package let microseconds: Double
    /// The line of the command in the dump.
    package let mark: Int
}

extension ServerSnapshot {
    /// The totals of a command; `nil` where the dump counts no call of it, or none under that one name.
    ///
    /// Redis 7.0 counts each subcommand of `CONFIG` and its like by itself, so those have no totals.
    package func totals(of command: RedisCommand) -> CommandTotals? {
        guard let field = fields["cmdstat_\(command.name.lowercased())"] else { return nil }
        let numbers = field.numbers
        guard let calls = numbers["calls"], let microseconds = numbers["usec"], calls >= 1,
            microseconds >= 0
        else { return nil }
        return CommandTotals(calls: calls, microseconds: microseconds, mark: field.line)
    }
}

extension ServerSnapshot.Field {
    /// The numbers of a value such as `calls=3,usec=9,usec_per_call=3.00`, by their names.
    var numbers: [String: Double] {
        var numbers: [String: Double] = [:]
        for part in value.split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, let value = Double(sides[1]), value.isFinite else { continue }
            numbers[String(sides[0])] = value
        }
        return numbers
    }
}
