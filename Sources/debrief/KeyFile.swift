// `--redact-key FILE`: the secret by which labels are the same in every report.

import Foundation
import Parsing
import Reporting

/// Files that hold a key.
enum KeyFile {
    /// Nobody keeps a longer secret.
    private static let bytesMax = 1 << 16

    /// Reads a key; `nil` where none was asked for.
    ///
    /// - Throws: ``InputError`` with code D025 when the file cannot be read or holds too little.
    static func key(_ path: String?) throws -> RedactionKey? {
        guard let path else { return nil }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw refusal(path, "this key cannot be read")
        }
        let bytes = [UInt8](file.readData(ofLength: bytesMax))
        guard let key = RedactionKey(bytes) else {
            throw refusal(path, "a key has at least \(RedactionKey.bytesMin) bytes")
        }
        return key
    }

    private static func refusal(_ path: String, _ problem: String) -> InputError {
        InputError(
            code: "D025",
            position: Position(path: path),
            problem: problem,
            remedy: "make one: head -c 32 /dev/urandom > debrief.key"
        )
    }
}
