// Files out: written whole beside their place and renamed, so that a half report never stands there.

import Foundation
import Parsing
import Reporting

/// Bytes that stand at a place in a file of debrief's own.
struct FileMark {
    let text: String
    let offset: Int

    /// Just behind the mark.
    var end: Int { offset + text.utf8.count }

    /// Whether the beginning of a file has the mark.
    func stands(in head: Data) -> Bool { head.dropFirst(offset).starts(with: Data(text.utf8)) }
}

/// A document and where it goes: a path, or `-` for standard output.
struct OutputFile {
    let path: String
    let bytes: [UInt8]
    /// What documents of this kind hold, by which one of debrief's own is known.
    let marks: [FileMark]

    init(path: String, bytes: [UInt8], marks: [FileMark]) {
        self.path = path
        self.bytes = bytes
        self.marks = marks
    }

    /// A document of text, which begins with one of some marks.
    init(path: String, text: String, marks: [String]) {
        self.init(
            path: path,
            bytes: Array(text.utf8),
            marks: marks.map { FileMark(text: $0, offset: 0) }
        )
    }

    /// What is written, under the name of its place.
    var document: ReportDocument {
        ReportDocument(
            path: path,
            text: String(decoding: bytes, as: UTF8.self),
            marks: marks.map(\.text)
        )
    }

    /// Writes all documents and what else belongs to them, or none of them.
    ///
    /// Each is written in full beside its place, then comes the rest, then each takes its place.
    /// - Throws: ``InputError`` with code D020 when one cannot be written, D021 when one would replace a
    ///   file that is no report.
    static func write(
        _ documents: [OutputFile],
        _ staging: Staging = Staging(),
        rest: () throws -> Void = {}
    ) throws {
        for document in documents { try document.checkPlace() }
        try stage(documents.filter(\.isReplacing)[...], staging, rest)
        for document in documents where !document.isReplacing { try document.stream() }
    }

    /// Writes the first beside its place and puts it there when all that come after it are.
    private static func stage(
        _ documents: ArraySlice<OutputFile>,
        _ staging: Staging,
        _ rest: () throws -> Void
    ) throws {
        guard let document = documents.first else { return try rest() }
        let place = URL(fileURLWithPath: document.path).resolvingSymlinksInPath()
        let staged = place.deletingLastPathComponent()
            .appendingPathComponent(".\(place.lastPathComponent).unfinished")
        try staging.during(staged.path) {
            try document.wrapping { try document.withData { try $0.write(to: staged) } }
            try stage(documents.dropFirst(), staging, rest)
            guard rename(staged.path, place.path) == 0 else {
                throw refusal(
                    "D020",
                    place.path,
                    "the report cannot be written there",
                    reason(errno)
                )
            }
        }
    }

    /// Whether the place is that of a plain file; a device or a pipe is written to as it is.
    private var isReplacing: Bool {
        guard path != "-" else { return false }
        var status = stat()
        return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    }

    /// Refuses a folder, and a file that is not of debrief's own.
    func checkPlace() throws {
        guard path != "-" else { return }
        var isFolder = ObjCBool(false)
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard !path.isEmpty, !isFolder.boolValue else {
            throw Self.refusal("D020", path, "a report cannot take the place of a folder", nil)
        }
        guard exists, isReplacing else { return }
        try wrapping {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let head = try file.read(upToCount: marks.map(\.end).max() ?? 0) ?? Data()
            guard head.isEmpty || marks.contains(where: { $0.stands(in: head) }) else {
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
            try Terminal.print(bytes)
        } else {
            try wrapping {
                let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                try withData { try file.write(contentsOf: $0) }
            }
        }
    }

    /// Lends the bytes as data without a copy: a partial can be a fifth of the memory of a run.
    private func withData(_ body: (Data) throws -> Void) rethrows {
        try bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return try body(Data()) }
            // Who is lent a constant only reads, so nothing is written through the pointer.
            try body(
                Data(
                    bytesNoCopy: UnsafeMutableRawPointer(mutating: start),
                    count: bytes.count,
                    deallocator: .none
                )
            )
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
