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
    ///
    /// - Throws: ``InputError`` with code D020 when it cannot be written.
    @discardableResult
    static func print(_ text: String) throws -> Bool { try print(Array(text.utf8)) }

    /// Writes bytes to standard output as they are; `false` when its reader went away, who has read enough.
    ///
    /// - Throws: ``InputError`` with code D020 when they cannot be written: a full disk must not pass for success.
    @discardableResult
    static func print(_ bytes: [UInt8]) throws -> Bool {
        let failure = write(bytes, to: STDOUT_FILENO)
        guard failure != 0, failure != EPIPE else { return failure == 0 }
        throw InputError(
            code: "D020",
            position: Position(path: ""),
            problem: "standard output cannot be written: \(String(cString: strerror(failure)))",
            remedy: "what was written is not whole; make room, or write elsewhere"
        )
    }

    /// Returns the number of the error that ended the writing, or 0.
    @discardableResult
    private static func write(_ bytes: [UInt8], to stream: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(stream, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : EIO }
            rest = rest.dropFirst(count)
        }
        return 0
    }

    /// Whether somebody watches standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }
}
