// Labels that nobody without the key can guess back, and that are the same in every run with it.
// Source: RFC 2104 (HMAC) with SHA-256.

import Diagnosing

/// A secret that turns values into labels.
package struct RedactionKey: Sendable {
    /// Shorter keys could be tried out; 128 bits are the least that RFC 2104 leaves room for.
    package static let bytesMin = 16

    private let inner: SHA256
    private let outer: SHA256

    /// Takes a key; `nil` for one that is too short.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.bytesMin else { return nil }
        var key = bytes.count > SHA256.blockBytes ? SHA256.digest(bytes) : bytes
        key += [UInt8](repeating: 0, count: SHA256.blockBytes - key.count)
        var inner = SHA256()
        var outer = SHA256()
        inner.add(key.map { $0 ^ 0x36 })
        outer.add(key.map { $0 ^ 0x5C })
        self.inner = inner
        self.outer = outer
    }

    /// The 32 bytes of the authentication code of a message.
    func code(_ message: [UInt8]) -> [UInt8] {
        var inner = inner
        inner.add(message)
        var outer = outer
        outer.add(inner.finish())
        return outer.finish()
    }

    /// Digits of a label: 32 bits, so that among a thousand values two share one in one of 8,000 reports.
    private static let labelBytes = 4

    /// What tells a value of a class from the others.
    func label(_ kind: SecretClass, _ value: String) -> String {
        let code = code(Array("\(kind.rawValue)\u{0}\(value)".utf8))
        let digits = Array("0123456789abcdef")
        return String(
            code.prefix(Self.labelBytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        )
    }
}
