// Files out: written whole beside their place and renamed, so that a half report never stands there.

import Foundation
import Parsing

/// A document and where it goes: a path, or `-` for standard output.
struct OutputFile {
    let path: String
    let bytes: [UInt8]
    /// What a document of this kind begins with, by which one of debrief's own is known.
    let mark: String

    init(path: String, bytes: [UInt8], mark: String) {
        self.path = path
        self.bytes = bytes
        self.mark = mark
    }

    /// A document of text.
    init(path: String, text: String, mark: String) {
        self.init(path: path, bytes: Array(text.utf8), mark: mark)
    }

    /// Writes all documents, or none of them.
    ///
    /// Each is written in full beside its place before the first takes its place.
    /// - Throws: ``InputError`` with code D020 when one cannot be written, D021 when one would replace a
    ///   file that is no report.
    static func write(_ documents: [OutputFile]) throws {
        for document in documents { try document.checkPlace() }
        var staged: [(staging: URL, place: URL)] = []
        do {
            for document in documents where document.isReplacing {
                let place = URL(fileURLWithPath: document.path).resolvingSymlinksInPath()
                let staging = place.deletingLastPathComponent()
                    .appendingPathComponent(".\(place.lastPathComponent).unfinished")
                staged.append((staging, place))
                try document.wrapping { try Data(document.bytes).write(to: staging) }
            }
        } catch {
            for (staging, _) in staged { unlink(staging.path) }
            throw error
        }
        for (staging, place) in staged where rename(staging.path, place.path) != 0 {
            throw refusal("D020", place.path, "the report cannot be written there", reason(errno))
        }
        for document in documents where !document.isReplacing { try document.stream() }
    }

    /// Whether the place is that of a plain file; a device or a pipe is written to as it is.
    private var isReplacing: Bool {
        guard path != "-" else { return false }
        var status = stat()
        return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    }

    private func checkPlace() throws {
        guard path != "-" else { return }
        var isFolder = ObjCBool(false)
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard !path.isEmpty, !isFolder.boolValue else {
            throw Self.refusal("D020", path, "a report cannot take the place of a folder", nil)
        }
        guard exists, isReplacing else { return }
        try wrapping {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let head = try file.read(upToCount: mark.utf8.count) ?? Data()
            guard head.isEmpty || head == Data(mark.utf8) else {
                throw Self.refusal(
                    "D021",
                    path,
                    "this file is not a report of debrief, so it is not replaced",
                    nil
                )
            }
        }
    }

    private func stream() throws {
        if path == "-" {
            Terminal.print(bytes)
        } else {
            try wrapping {
                let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                try file.write(contentsOf: Data(bytes))
            }
        }
    }

    // Foundation's errors become messages of ours.
    private func wrapping(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as InputError {
            throw error
        } catch {
            throw Self.refusal(
                "D020",
                path,
                "the report cannot be written there",
                (error as NSError).localizedDescription
            )
        }
    }

    private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

    private static func refusal(
        _ code: String,
        _ path: String,
        _ problem: String,
        _ note: String?
    ) -> InputError {
        InputError(
            code: code,
            position: Position(path: path),
            problem: problem,
            notes: note.map { [$0] } ?? [],
            remedy: "name another place with --output or --json, or make the folder first"
        )
    }
}
