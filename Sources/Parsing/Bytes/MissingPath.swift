// The message for a path that leads nowhere, with the name that was probably meant.

import Foundation

/// Looks for what a mistyped path may have meant.
enum MissingPath {
    /// Two slips of the finger; more would suggest names that have nothing in common.
    private static let slipsMax = 2

    /// The error, with a suggestion when a neighbour has nearly the same name.
    static func error(_ path: String) -> InputError {
        let (folder, name) = parts(path)
        let neighbours = FileManager.default.enumerator(atPath: folder.isEmpty ? "." : folder)
        var near: [(slips: Int, name: String)] = []
        while let other = neighbours?.nextObject() as? String {
            neighbours?.skipDescendants()
            let slips = distance(name.lowercased(), other.lowercased())
            // A name as short as the slips allowed resembles everything.
            if slips <= slipsMax, slips < name.count { near.append((slips, other)) }
        }
        let nearest = near.min { ($0.slips, $0.name) < ($1.slips, $1.name) }?.name
        let remedy = nearest.map { "did you mean \(folder.isEmpty ? $0 : "\(folder)/\($0)")?" }
        return InputError(
            code: "D001",
            position: Position(path: path),
            problem: "there is no file or folder at this path",
            remedy: remedy ?? "check the path; debrief analyze takes a folder or files"
        )
    }

    /// A path's folder, empty for the current one, and the last name in it.
    static func parts(_ path: String) -> (folder: String, name: String) {
        var trimmed = Substring(path)
        while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
        guard let slash = trimmed.lastIndex(of: "/") else { return ("", String(trimmed)) }
        let folder = trimmed[..<slash]
        return (
            folder.isEmpty ? "/" : String(folder), String(trimmed[trimmed.index(after: slash)...])
        )
    }

    /// The Levenshtein distance in bytes.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.utf8)
        var row = Array(0...right.count)
        for (i, a) in left.utf8.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let substituted = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count]
    }
}
