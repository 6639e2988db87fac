// What people wrote into a report that is about to be replaced.

import Foundation
import Parsing
import Reporting

/// Carries the words of people from an old report into a new one.
enum PeoplesText {
    /// What people wrote into the report at a path; nothing where none stands there.
    ///
    /// - Throws: ``InputError`` with code D022 when the marks of their regions are broken, D020 when the old report
    ///   cannot be read.
    static func read(at path: String) throws -> KeptText {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .none }
        do {
            let old = try Data(contentsOf: URL(fileURLWithPath: path))
            return try KeptText(String(decoding: old, as: UTF8.self))
        } catch let broken as KeptText.Broken {
            throw InputError(
                code: "D022",
                position: Position(path: path, line: broken.line),
                problem: "what people wrote into this report cannot be kept: \(broken.problem)",
                remedy:
                    "mend the marks <!-- keep:... --> and <!-- /keep -->, or name another place with --output"
            )
        } catch {
            throw InputError(
                code: "D020",
                position: Position(path: path),
                problem: "the report that stands there cannot be read",
                remedy: "name another place with --output"
            )
        }
    }
}
