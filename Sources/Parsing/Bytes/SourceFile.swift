// The files of an incident folder, found in a fixed order.

import Foundation

/// A file to be read: where it is, how it is named in the report, and how it is packed.
package struct SourceFile: Sendable {
    /// How the bytes are packed, told by their magic, not by the name.
    package enum Packing: Sendable, Equatable {
        case plain
        case gzip
    }

    /// The path to open.
    package let location: String
    /// The path that led here, as it was given.
    package private(set) var argument: String
    /// The path as reported: relative to the folder that was given.
    package private(set) var path: String
    /// The size on the disk; of a pipe, what has come through so far.
    package var bytes: Int
    package let packing: Packing
    /// Where the bytes come from when it is no file.
    let pipe: PipedInput?

    /// Levels of folders that are followed; an incident folder is flat, and a cycle must end.
    private static let folderDepthMax = 8

    /// Files of a folder that are not evidence.
    ///
    /// People write down in `incident.md` what they believe happened, as the sample logs do; a report that
    /// read it would repeat it instead of finding out. Whoever wants it read names it on the command line.
    private static let passedOverNames: Set<String> = ["incident.md", "debrief-report.md"]
    /// How a report of debrief begins, so that a report in the folder never becomes its own evidence.
    private static let reportTitle = Array("# Debrief: ".utf8)

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
            if path == PipedInput.name {
                found.append(try piped(isFirst: !found.contains { $0.pipe != nil }))
                continue
            }
            let place = Place(argument: path)
            switch FileKind(path) {
            case .none: throw MissingPath.error(path)
            case .other: throw notAFile(path)
            case .folder: found += try list(folder: path, place, depth: 0)
            case .file: found.append(try file(at: path, place.named(MissingPath.parts(path).name)))
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

    /// Whether this is standard input, which can be read once.
    package var isPipe: Bool { pipe != nil }

    /// A file that was read elsewhere, of which only the summary is here.
    package init(argument: String, path: String, bytes: Int) {
        self.init(
            location: "",
            argument: argument,
            path: path,
            bytes: bytes,
            packing: .plain,
            pipe: nil
        )
    }

    /// The same file as if another path had led to it.
    package func named(_ argument: String) -> SourceFile {
        var file = self
        file.argument = argument
        file.path = MissingPath.parts(argument).name
        return file
    }

    private init(
        location: String,
        argument: String,
        path: String,
        bytes: Int,
        packing: Packing,
        pipe: PipedInput?
    ) {
        self.location = location
        self.argument = argument
        self.path = path
        self.bytes = bytes
        self.packing = packing
        self.pipe = pipe
    }

    /// What a path means in the report, while folders are walked.
    private struct Place {
        let argument: String
        var path = ""

        func named(_ name: String) -> Place { Place(argument: argument, path: path + name) }
    }

    private static func piped(isFirst: Bool) throws -> SourceFile {
        guard isFirst else {
            throw InputError(
                code: "D005",
                position: Position(path: PipedInput.name),
                problem: "standard input was named twice, and can be read once",
                remedy: "name it once; give what else there is as files"
            )
        }
        let pipe = try PipedInput()
        return SourceFile(
            location: PipedInput.name,
            argument: PipedInput.name,
            path: PipedInput.name,
            bytes: pipe.head.count,
            packing: pipe.head.starts(with: [0x1F, 0x8B]) ? .gzip : .plain,
            pipe: pipe
        )
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

    private static func list(folder: String, _ place: Place, depth: Int) throws -> [SourceFile] {
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
                guard depth < folderDepthMax else { continue }
                found += try list(folder: location, place.named(name + "/"), depth: depth + 1)
            case .file:
                let file = try file(at: location, place.named(name))
                if !passedOverNames.contains(name), try !isReport(file) { found.append(file) }
            }
        }
        return found
    }

    private static func file(at location: String, _ place: Place) throws -> SourceFile {
        let descriptor = try FileDescriptor(reading: location, named: place.path)
        let head = try descriptor.read(count: 2, at: 0)
        return SourceFile(
            location: location,
            argument: place.argument,
            path: place.path,
            bytes: descriptor.size,
            packing: head == [0x1F, 0x8B] ? .gzip : .plain,
            pipe: nil
        )
    }

    private static func isReport(_ file: SourceFile) throws -> Bool {
        guard file.path.hasSuffix(".md") else { return false }
        let descriptor = try FileDescriptor(reading: file.location, named: file.path)
        return try descriptor.read(count: reportTitle.count, at: 0) == reportTitle
    }
}
