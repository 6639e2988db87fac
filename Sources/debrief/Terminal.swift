// Standard error: messages and progress. Standard output carries the document or its path, nothing else.

import Foundation
import Parsing
import Reporting

/// Writes to standard error.
enum Terminal {
    /// Prints an input error in the form of the message guide.
    static func show(_ error: InputError) {
        write(
            MessageText(
                severity: .error,
                code: error.code,
                path: error.position.path,
                line: error.position.line,
                problem: error.problem,
                notes: error.notes,
                remedy: error.remedy
            ).text
        )
    }

    /// Prints text as it is.
    static func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// Whether somebody watches standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }
}
