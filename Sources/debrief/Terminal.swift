// The two streams: messages and progress on standard error; the document or its path, and nothing else,
// on standard output.

import Foundation
import Parsing
import Reporting

/// Writes to the streams of the process.
enum Terminal {
    /// Prints an input error with its code, place, notes and remedy.
    static func show(_ error: InputError, _ paint: Paint = .automatic(for: STDERR_FILENO)) {
        show(
            MessageText(
                severity: .error,
                code: error.code,
                path: error.position.path,
                line: error.position.line,
                problem: error.problem,
                notes: error.notes,
                remedy: error.remedy
            ).text,
            paint
        )
    }

    /// Writes messages to standard error.
    static func show(_ messages: String, _ paint: Paint) {
        write(paint.message(messages))
    }

    /// Lets a reader that goes away (`| head`) end a write instead of the process.
    static func outliveReaders() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Writes text to standard error as it is.
    static func write(_ text: String) {
        write(Array(text.utf8), to: STDERR_FILENO)
    }

    /// Writes text to standard output as it is.
    static func print(_ text: String) {
        print(Array(text.utf8))
    }

    /// Writes bytes to standard output as they are.
    static func print(_ bytes: [UInt8]) {
        write(bytes, to: STDOUT_FILENO)
    }

    // Who closed the stream has read enough; there is nobody left to tell.
    private static func write(_ bytes: [UInt8], to stream: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(stream, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Whether somebody watches standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }
}
