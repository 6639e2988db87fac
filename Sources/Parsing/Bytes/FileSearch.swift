// The files of an incident folder, found in a fixed order, archives opened.

import Foundation

extension SourceFile {
    /// Finds the files below the given paths, in the order of their names' bytes.
    ///
    /// In folders, names that begin with a full stop, `incident.md` and what debrief itself wrote are
    /// passed over; pipes, devices and what cannot be opened are listed with the reason. A file or folder that
    /// links lead to twice is read once. Archives are opened, their members listed in their place.
    ///
    /// - Throws: ``InputError`` with code D001 when a path does not exist, D003 when there are too many
    ///   files, D004 or D005 when one that was named cannot be read.
    package static func find(at paths: [String], excluding outputs: Set<String>) throws
        -> [SourceFile]
    {
        var search = FileSearch(outputs: outputs)
        for path in paths { try search.add(path) }
        guard search.found.count <= LineMark.sourcesMax else {
            throw InputError(
                code: "D003",
                position: Position(path: paths[0]),
                problem:
                    "there are \(search.found.count) files; debrief reads at most \(LineMark.sourcesMax) in one run",
                remedy: "name the files of the incident instead of the whole folder"
            )
        }
        return search.found
    }

    /// A path without `.` and `..`, for comparing.
    package static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }
}

/// A walk through folders that reads nothing twice.
private struct FileSearch {
    private(set) var found: [SourceFile] = []
    private let outputs: Set<String>
    private var seen: Set<FileIdentity> = []

    /// Levels of folders that are followed; an incident folder is flat.
    private static let folderDepthMax = 8
    init(outputs: Set<String>) { self.outputs = outputs }

    /// Adds what was named on the command line.
    mutating func add(_ path: String) throws {
        let before = found.count
        try search(path)
        for number in before..<found.count { found[number].argument = path }
    }

    private mutating func search(_ path: String) throws {
        if path == PipedInput.name { return found.append(try pipe()) }
        let (kind, identity) = FileKind.look(at: path)
        switch kind {
        case .none: throw MissingPath.error(path)
        case .other: throw Self.notAFile(path)
        case .folder:
            if seen.insert(identity).inserted { try list(folder: path, prefix: "", depth: 0) }
        case .file:
            guard !outputs.contains(SourceFile.absolute(path)), seen.insert(identity).inserted
            else { return }
            found += try Archive.expand(file(at: path, named: MissingPath.parts(path).name))
        }
    }

    private func pipe() throws -> SourceFile {
        guard !found.contains(where: \.isPipe) else {
            throw InputError(
                code: "D005",
                position: Position(path: PipedInput.name),
                problem: "standard input was named twice, and can be read once",
                remedy: "name it once; give what else there is as files"
            )
        }
        return SourceFile(try PipedInput())
    }

    // A pipe or a device would be waited for, and cannot be read twice.
    private static func notAFile(_ path: String) -> InputError {
        InputError(
            code: "D005",
            position: Position(path: path),
            problem: "this is a pipe or a device, not a file",
            remedy: "pipe it into standard input: debrief analyze - < \(path)"
        )
    }

    private mutating func list(folder: String, prefix: String, depth: Int) throws {
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
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        where !name.hasPrefix(".") && found.count <= LineMark.sourcesMax {
            try add(name, in: folder, prefix: prefix, depth: depth)
        }
    }

    private mutating func add(_ name: String, in folder: String, prefix: String, depth: Int) throws
    {
        let location = folder + "/" + name
        let path = prefix + name
        let (kind, identity) = FileKind.look(at: location)
        switch kind {
        case .none: refuse(location, path, "a link that leads nowhere")
        case .other: refuse(location, path, "a pipe or a device, which would be waited for")
        case .folder:
            guard seen.insert(identity).inserted, try !SourceFile.isReportFolder(location) else {
                return
            }
            guard depth < Self.folderDepthMax else {
                return refuse(location, path, "folders are followed \(depth) levels deep")
            }
            try list(folder: location, prefix: path + "/", depth: depth + 1)
        case .file:
            guard !outputs.contains(SourceFile.absolute(location)),
                !SourceFile.passedOverNames.contains(name), seen.insert(identity).inserted
            else { return }
            do {
                let file = try file(at: location, named: path)
                found += try Archive.expand(file).filter { try !$0.isReport() }
            } catch let error as InputError {
                refuse(location, path, error.problem)
            }
        }
    }

    private mutating func refuse(_ location: String, _ path: String, _ reason: String) {
        found.append(SourceFile(location: location, path: path, refusal: reason))
    }

    private func file(at location: String, named path: String) throws -> SourceFile {
        let descriptor = try FileDescriptor(reading: location, named: path)
        let head = try descriptor.read(count: Packing.magicBytesMax, at: 0)
        return SourceFile(
            location: location,
            path: path,
            bytes: descriptor.size,
            packing: Packing(magic: head)
        )
    }
}
