/// A connection and its name, from `CLIENT LIST` or `CLIENT SETNAME`.
package struct ClientIdentity: Sendable, Equatable, Codable {
    package var line: Int
    /// The address with port, or a socket path, as Redis prints it.
    package var address: String
    /// The name the client gave itself; may be empty.
    package var name: String

    /// Makes an identity.
    package init(line: Int, address: String, name: String) {
        self.line = line
        self.address = address
        self.name = name
    }
}
