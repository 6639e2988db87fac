// Where in the input something stands.

/// A file and, where it applies, a line of it.
package struct Position: Hashable, Sendable, CustomStringConvertible {
    /// The path as the user gave it, or relative to the folder that was given.
    package let path: String
    /// The line, counted from 1 over the decompressed text; `nil` for the file as a whole.
    package let line: Int?

    /// Makes a position.
    package init(path: String, line: Int? = nil) {
        self.path = path
        self.line = line
    }

    /// `path:line`, as compilers print it.
    package var description: String { line.map { "\(path):\($0)" } ?? path }
}
