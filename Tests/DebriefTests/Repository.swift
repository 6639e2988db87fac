// Where the repository's files are, and lists of them.

import Foundation

/// The checkout that the tests were built from.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file or folder of the repository.
    static func place(_ path: String) -> URL { root.appendingPathComponent(path) }

    /// The text of a file.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: place(path), encoding: .utf8)
    }

    /// The names in a folder, without hidden ones, sorted.
    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place(folder).path)
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The paths of all Swift files below a folder, relative to the root, sorted.
    static func swiftFiles(under folder: String) -> [String] {
        let files = FileManager.default.enumerator(atPath: place(folder).path)
        return (files?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".swift") }.map { "\(folder)/\($0)" }.sorted()
    }

    /// The lines of a file, numbered from 1.
    static func lines(of path: String) throws -> [(number: Int, text: String)] {
        try text(path).split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { ($0.offset + 1, String($0.element)) }
    }
}
