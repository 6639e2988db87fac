// Files of formats: found, read, and turned into definitions and problems.
// Source: lnav 0.13 docs/source/formats.rst; RFC 8259, with the comments that yajl lets through.

import Foundation

/// What one file of formats holds.
package struct FormatFile: Sendable {
    /// The path as the user gave it.
    package let path: String
    /// The formats that can be used, in the order of the file.
    package private(set) var definitions: [FormatDefinition] = []
    /// What is wrong, errors and notes, in the order of the file.
    package private(set) var problems: [FormatProblem] = []

    /// Larger files are no formats: the largest of lnav has 60 KB.
    private static let bytesMax = 4 << 20
    /// Files of one folder.
    private static let filesMax = 1_000
    /// lnav keeps one folder a format below its folder of formats.
    private static let folderDepthMax = 2

    /// Whether a format of this file cannot be used.
    package var hasErrors: Bool { problems.contains { $0.severity == .error } }

    /// Reads a file, or the files of a folder that end in `.json`, in the order of their names.
    ///
    /// - Throws: ``InputError`` with code D001 or D005 when there is nothing to read.
    package static func load(_ path: String) throws -> [FormatFile] {
        switch FileKind.look(at: path).kind {
        case .none: throw MissingPath.error(path)
        case .other: throw unreadable(path, "this is a pipe or a device, not a file")
        case .file: return [try FormatFile(reading: path)]
        case .folder:
            return try files(in: path, depth: 0).map { try FormatFile(reading: $0) }
        }
    }

    /// Reads formats out of the bytes of a file.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        guard let document = JSONScanner.parse(Self.withoutComments(bytes)[...]),
            case .object(let members) = document
        else {
            problems = [
                FormatProblem(
                    .error,
                    at: "/",
                    "this is no JSON object",
                    help: "check it with a JSON tool: a comma or a brace may be missing"
                )
            ]
            return
        }
        for member in members where member.name != "$schema" {
            add(member)
        }
    }

    private init(reading path: String) throws {
        let descriptor = try FileDescriptor(reading: path, named: path)
        guard descriptor.size <= Self.bytesMax else {
            throw Self.unreadable(path, "a file of formats has at most 4 MB")
        }
        self.init(path: path, bytes: try descriptor.read(count: descriptor.size, at: 0))
    }

    private mutating func add(_ member: JSONValue.Member) {
        // lnav takes \w+; the name stands in reports, so that nothing else may be in it.
        let isName =
            !member.name.isEmpty && member.name.utf8.count <= 100
            && member.name.utf8.allSatisfy { LineCursor.isWord($0) && $0 < 0x80 }
        guard isName else {
            problems.append(
                FormatProblem(
                    .error,
                    at: "/" + member.name,
                    "the name of a format is made of letters, digits and underscores",
                    help: "rename it, for example my_service_log"
                )
            )
            return
        }
        let reader = DefinitionReader(name: member.name, object: member.value)
        problems += reader.problems
        guard !reader.problems.contains(where: { $0.severity == .error }) else { return }
        definitions.append(reader.definition)
    }

    private static func files(in folder: String, depth: Int) throws -> [String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw unreadable(folder, "this folder cannot be listed")
        }
        var found: [String] = []
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        where !name.hasPrefix(".") && found.count < filesMax {
            let path = folder + "/" + name
            switch FileKind.look(at: path).kind {
            case .none, .other: continue
            case .folder where depth < folderDepthMax:
                found += try files(in: path, depth: depth + 1)
            case .folder: continue
            case .file: if name.hasSuffix(".json") { found.append(path) }
            }
        }
        return found
    }

    private static func unreadable(_ path: String, _ problem: String) -> InputError {
        InputError(
            code: "D005",
            position: Position(path: path),
            problem: problem,
            remedy: "name a file with formats as lnav has them"
        )
    }

    /// Replaces comments by spaces, so that places stay where they are.
    private static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        var index = 0
        var isInString = false
        while index < bytes.count {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if isInString {
                if bytes[index] == 0x22 { isInString = false }
                index += bytes[index] == 0x5C ? 2 : 1
            } else if bytes[index] == 0x2F, next == 0x2F {
                while index < bytes.count, bytes[index] != 0x0A {
                    bytes[index] = 0x20
                    index += 1
                }
            } else if bytes[index] == 0x2F, next == 0x2A {
                while index < bytes.count {
                    let isEnd =
                        bytes[index] == 0x2A && index + 1 < bytes.count && bytes[index + 1] == 0x2F
                    bytes[index] = 0x20
                    index += 1
                    guard isEnd else { continue }
                    bytes[index] = 0x20
                    break
                }
            } else {
                isInString = bytes[index] == 0x22
                index += 1
            }
        }
        return bytes
    }
}
