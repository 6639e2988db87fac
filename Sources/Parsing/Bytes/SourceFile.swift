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

    /// Files of a folder that are not evidence.
    ///
    /// People write down in `incident.md` what they believe happened, as the sample logs do; a report that
    /// read it would repeat it instead of finding out. Whoever wants it read names it on the command line.
    private static let passedOverNames: Set<String> = ["incident.md", "debrief-report.md"]
    /// How a report of debrief begins, so that a report in the folder never becomes its own evidence.
    private static let reportTitles = ["# Debrief: ", "# NOT REDACTED. Debrief: "]
    /// The document by which a folder that debrief wrote is known.
    private static let reportName = "report.md"

    /// Finds the files below the given paths, in the order of their names' bytes.
    ///
    /// In folders, names that begin with a full stop, what is no regular file, `incident.md` and what
    /// debrief itself wrote are passed over.
    ///
    /// - Throws: ``InputError`` with code D001 when a path does not exist, D003 when there are too many
    ///   files, D004 or D005 when one cannot be read.
    package static func find(at paths: [String], excluding outputs: Set<String>) throws
        -> [SourceFile]
    {
        var found: [SourceFile] = []
        for path in paths {
            switch FileKind(path) {
            case .none: throw MissingPath.error(path)
            case .other: throw notAFile(path)
            case .folder: found += try list(folder: path, prefix: "", depth: 0)
            case .file: found.append(try file(at: path, named: MissingPath.parts(path).name))
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

    // A pipe or a device would be waited for, and cannot be read twice.
    private static func notAFile(_ path: String) -> InputError {
        InputError(
            code: "D005",
            position: Position(path: path),
            problem: "this is a pipe or a device, not a file",
            remedy: "write what it gives to a file first, then analyze the file"
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
            switch FileKind(location) {
            case .none, .other: continue
            case .folder:
                guard depth < folderDepthMax, try !isReportFolder(location) else { continue }
                found += try list(folder: location, prefix: prefix + name + "/", depth: depth + 1)
            case .file:
                let file = try file(at: location, named: prefix + name)
                if !passedOverNames.contains(name), try !isReport(file) { found.append(file) }
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

    private static func isReport(_ file: SourceFile) throws -> Bool {
        guard file.path.hasSuffix(".md") else { return false }
        let descriptor = try FileDescriptor(reading: file.location, named: file.path)
        return try reportTitles.contains { title in
            try descriptor.read(count: title.utf8.count, at: 0) == Array(title.utf8)
        }
    }

    private static func isReportFolder(_ folder: String) throws -> Bool {
        let location = folder + "/" + reportName
        guard FileKind(location) == .file else { return false }
        return try isReport(file(at: location, named: reportName))
    }
}
