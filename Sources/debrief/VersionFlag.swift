// The version of the server as it is typed.

import Parsing
import Summarizing

extension RedisVersion {
    /// Reads `--redis-version`; `nil` where it was not given.
    ///
    /// - Throws: ``InputError`` with code D007 when it does not begin with a number.
    static func flag(_ text: String?) throws -> RedisVersion? {
        guard let text else { return nil }
        guard let version = RedisVersion(text) else {
            throw InputError(
                code: "D007",
                position: Position(path: "--redis-version"),
                problem: "a version is numbers with points between them",
                remedy: "for example --redis-version 6.2.14"
            )
        }
        return version
    }
}
