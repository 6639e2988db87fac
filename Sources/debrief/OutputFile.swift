// Files out: written whole beside their place and renamed, so that a half report never stands there.

import Foundation
import Parsing

/// Writes a document to a file, or to standard output for `-`.
enum OutputFile {
    /// Writes text.
    ///
    /// - Throws: ``InputError`` with code D020 when it cannot be written.
    static func write(_ text: String, to path: String) throws {
        guard path != "-" else {
            FileHandle.standardOutput.write(Data(text.utf8))
            return
        }
        do {
            // A device or a pipe is written to, never replaced by a file of its name.
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let isFile = attributes.map { $0[.type] as? FileAttributeType == .typeRegular } ?? true
            try Data(text.utf8).write(
                to: URL(fileURLWithPath: path),
                options: isFile ? .atomic : []
            )
        } catch {
            throw InputError(
                code: "D020",
                position: Position(path: path),
                problem: "the report cannot be written there",
                notes: [(error as NSError).localizedDescription],
                remedy: "name another place with --output, or make the folder first"
            )
        }
    }
}
