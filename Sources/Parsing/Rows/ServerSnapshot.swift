/// One `INFO` dump of a Redis server.
package struct ServerSnapshot: Sendable, Equatable, Codable {
    /// The first line of the dump.
    package var line: Int
    /// When it was taken (`server_time_usec`, Redis 7.0 on), or `nil`.
    package var time: Timestamp?
    /// Every `key:value` line with its line number, in order; values untouched.
    package var fields: [String: Field]

    /// A value and where it stands.
    package struct Field: Sendable, Equatable, Codable {
        package var value: String
        package var line: Int

        /// Makes a field.
        package init(value: String, line: Int) {
            self.value = value
            self.line = line
        }
    }

    /// Makes a snapshot.
    package init(line: Int, time: Timestamp?, fields: [String: Field]) {
        self.line = line
        self.time = time
        self.fields = fields
    }
}

extension ServerSnapshot {
    /// Databases that Redis numbers unless told otherwise.
    private static let databases = 16

    /// The keys of all databases, from the keyspace section; `nil` when the dump has none.
    package var keyCount: Double? {
        let counts = (0..<Self.databases).compactMap { number -> Double? in
            let parts = fields["db\(number)"]?.value.split(separator: ",")
            return parts?.first { $0.hasPrefix("keys=") }.flatMap { Double($0.dropFirst(5)) }
        }
        return counts.isEmpty ? nil : counts.reduce(0, +)
    }
}
