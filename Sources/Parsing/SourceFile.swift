// The files of an incident folder, found in a fixed order.

import Foundation

/// A file to be read: where it is, how it is named in the report, and how it is packed.
package struct SourceFile: Sendable, Equatable {
    /// How the bytes are packed, told by their magic, not by the name.
    package enum Packing: Sendable, Equatable {
        case plain
        case gzip
    }

    /// The path to open.
    package let location: String
    /// The path as reported: relative to the folder that was given.
    package let path: String
    package let bytes: Int
    package let packing: Packing

    /// Levels of folders that are followed; an incident folder is flat, and a cycle must end.
    private static let folderDepthMax = 8

    /// Finds the files below the given paths, in the order of their names' bytes.
    ///
    /// Names that begin with a full stop are passed over, and so is what debrief itself wrote.
    ///
    /// - Throws: ``InputError`` with code D001 when a path does not exist, D002 when nothing is there.
    package static func find(at paths: [String], excluding outputs: Set<String>) throws
        -> [SourceFile]
    {
        var found: [SourceFile] = []
        for path in paths {
            var isFolder = ObjCBool(false)
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw missing(path)
            }
            if isFolder.boolValue {
                found += try list(folder: path, prefix: "", depth: 0)
            } else {
                found.append(try file(at: path, named: (path as NSString).lastPathComponent))
            }
        }
        found.removeAll { outputs.contains(absolute($0.location)) }
        guard found.count <= LineMark.sourcesMax else {
            throw InputError(
                code: "D003",
                position: Position(path: paths[0]),
                problem:
                    "there are \(found.count) files; debrief reads at most \(LineMark.sourcesMax) in one run",
                remedy: "name the files of the incident instead of the whole folder"
            )
        }
        return found
    }

    /// A path without `.` and `..`, for comparing.
    package static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    private static func missing(_ path: String) -> InputError {
        let folder = (path as NSString).deletingLastPathComponent
        let name = (path as NSString).lastPathComponent.lowercased()
        var neighbours: [String] = []
        if let names = FileManager.default.enumerator(atPath: folder.isEmpty ? "." : folder) {
            names.skipDescendants()
            for case let other as String in names where !other.contains("/") {
                if editDistance(name, other.lowercased()) <= 2 { neighbours.append(other) }
            }
        }
        let suggestion = neighbours.sorted().first.map { "did you mean \($0)?" }
        return InputError(
            code: "D001",
            position: Position(path: path),
            problem: "there is no file or folder at this path",
            remedy: suggestion ?? "check the path; debrief analyze takes a folder or files"
        )
    }

    private static func list(folder: String, prefix: String, depth: Int) throws -> [SourceFile] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw InputError(
                code: "D004",
                position: Position(path: folder),
                problem: "this folder cannot be listed",
                remedy: "check its permissions"
            )
        }
        var found: [SourceFile] = []
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        where !name.hasPrefix(".") {
            let location = folder + "/" + name
            var isFolder = ObjCBool(false)
            guard FileManager.default.fileExists(atPath: location, isDirectory: &isFolder) else {
                continue
            }
            if isFolder.boolValue {
                guard depth < folderDepthMax else { continue }
                found += try list(folder: location, prefix: prefix + name + "/", depth: depth + 1)
            } else {
                found.append(try file(at: location, named: prefix + name))
            }
        }
        return found
    }

    private static func file(at location: String, named path: String) throws -> SourceFile {
        let descriptor = try FileDescriptor(reading: location, named: path)
        let head = try descriptor.read(count: 2, at: 0)
        return SourceFile(
            location: location,
            path: path,
            bytes: descriptor.size,
            packing: head == [0x1F, 0x8B] ? .gzip : .plain
        )
    }

    /// The Levenshtein distance, for "did you mean".
    private static func editDistance(_ left: String, _ right: String) -> Int {
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
