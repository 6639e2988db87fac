// A new folder of redacted captures, put into its place when all of them are written.

import Foundation
import Parsing
import Reporting

/// A folder to write captures into.
struct RedactedFolder {
    let path: String

    private static let packedEndings = [".gz", ".zst", ".xz", ".bz2", ".tgz"]

    /// Writes files under their own names, redacted too, without the endings of packers.
    ///
    /// - Throws: ``InputError`` with code D020 when they cannot be written, D021 when the folder is there already.
    func write(_ files: [SourceFile], _ redactor: inout LineRedactor) throws {
        let place = URL(fileURLWithPath: path).standardizedFileURL
        guard !FileManager.default.fileExists(atPath: place.path) else {
            throw refusal("D021", "this is there already, and captures go into a new folder", nil)
        }
        let staged = place.deletingLastPathComponent()
            .appendingPathComponent(".\(place.lastPathComponent).unfinished")
        var taken: Set<String> = []
        let staging = Staging()
        try staging.during(staged.path) {
            for file in files {
                let name = Self.unique(Self.name(of: file, &redactor), &taken)
                try write(file, to: staged.appendingPathComponent(name), &redactor)
            }
            guard rename(staged.path, place.path) == 0 else {
                throw refusal("D020", Self.problem, String(cString: strerror(errno)))
            }
        }
    }

    private static let problem = "the captures cannot be written there"

    private func write(_ file: SourceFile, to place: URL, _ redactor: inout LineRedactor) throws {
        let capture = try RedactedCapture(file)
        do {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data().write(to: place)
            let handle = try FileHandle(forWritingTo: place)
            try capture.write(&redactor) { piece in
                try handle.write(contentsOf: Data(piece))
                return true
            }
            try handle.close()
        } catch let error as InputError {
            throw error
        } catch {
            throw refusal("D020", Self.problem, (error as NSError).localizedDescription)
        }
    }

    /// A path below the folder, whatever the name in an archive was.
    private static func name(of file: SourceFile, _ redactor: inout LineRedactor) -> String {
        var name = file.isPipe ? "stdin.log" : file.path
        for ending in packedEndings where name.hasSuffix(ending) { name.removeLast(ending.count) }
        let parts = redactor.redactedName(name).split { $0 == "/" || $0 == "!" }
            .filter { $0 != "." && $0 != ".." }
        return parts.isEmpty ? "capture.log" : parts.joined(separator: "/")
    }

    private static func unique(_ name: String, _ taken: inout Set<String>) -> String {
        var unique = name
        var number = 1
        while !taken.insert(unique).inserted {
            number += 1
            unique = "\(name)-\(number)"
        }
        return unique
    }

    private func refusal(_ code: String, _ problem: String, _ note: String?) -> InputError {
        Refusal.outputFolder(path, code, problem, note)
    }
}
