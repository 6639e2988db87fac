// Partial files: read whole, checked, put together; what is wrong with one is said in our words.

import Foundation
import Parsing
import Summarizing

/// Partials on the disk.
enum PartialFile {
    static let versions = PartialVersions(tool: Debrief.version, rules: Debrief.rulesVersion)

    /// Whether a file begins as a partial does.
    static func isPartial(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            let file = FileHandle(forReadingAtPath: path)
        else { return false }
        return file.readData(ofLength: Partial.mark.count) == Data(Partial.mark)
    }

    /// Reads partials and puts them together, in the order in which they were named.
    ///
    /// - Throws: ``InputError`` with code D030 to D033.
    static func merge(_ paths: [String]) throws -> Partial {
        var whole: Partial?
        for path in paths {
            let next = try read(path)
            do {
                if whole == nil { whole = next } else { try whole?.merge(next) }
            } catch let conflict as PartialConflict {
                throw refusal(path, conflict)
            }
        }
        return whole ?? Partial([], budget: .standard)
    }

    /// The file of a partial.
    ///
    /// - Throws: ``InputError`` with code D020 when a summary cannot be written.
    static func document(_ partial: Partial, at path: String) throws -> OutputFile {
        OutputFile(
            path: path,
            bytes: try partial.encoded(versions),
            marks: [FileMark(text: String(decoding: Partial.mark, as: UTF8.self), offset: 0)]
        )
    }

    private static func read(_ path: String) throws -> Partial {
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw InputError(
                code: FileManager.default.fileExists(atPath: path) ? "D005" : "D001",
                position: Position(path: path),
                problem: "this partial cannot be read",
                notes: [(error as NSError).localizedDescription],
                remedy: "check the path and its permissions"
            )
        }
        do {
            return try Partial(bytes, versions)
        } catch let reason as PartialRefusal {
            throw refusal(path, reason)
        }
    }

    private static func refusal(_ path: String, _ reason: PartialRefusal) -> InputError {
        switch reason {
        case .notAPartial:
            InputError(
                code: "D033",
                position: Position(path: path),
                problem: "this is no partial of debrief",
                notes: ["partials and other files cannot be put together"],
                remedy: "scan it first: debrief scan \(path) --partial OUT"
            )
        case .otherVersion(let version):
            InputError(
                code: "D031",
                position: Position(path: path),
                problem: "this partial was written by debrief \(version)",
                notes: ["this is debrief \(versions.tool) with the rules of \(versions.rules)"],
                remedy: "scan with the debrief that analyzes"
            )
        case .damaged(let rule):
            InputError(
                code: "D030",
                position: Position(path: path),
                problem: "this partial is damaged: \(rule)",
                remedy: "copy it again, or scan its range again"
            )
        }
    }

    private static func refusal(_ path: String, _ conflict: PartialConflict) -> InputError {
        switch conflict {
        case .overlap(let source, let bytes):
            InputError(
                code: "D032",
                position: Position(path: path),
                problem:
                    "bytes \(bytes.lowerBound) to \(bytes.upperBound) of \(source) are in two partials",
                remedy: "give each partial once, and ranges that do not overlap"
            )
        case .budgets(let mine, let other):
            InputError(
                code: "D032",
                position: Position(path: path),
                problem:
                    "this scan had a memory budget of \(other.bytes >> 20) MiB, those before \(mine.bytes >> 20) MiB",
                remedy: "scan with the same --memory everywhere"
            )
        case .shards(let source):
            InputError(
                code: "D032",
                position: Position(path: path),
                problem: "\(source) was cut into more than \(LineMark.shardsMax) pieces",
                remedy: "scan longer ranges"
            )
        }
    }

    /// Some of a file is in no partial: a report would leave out what nobody read.
    static func missing(_ gap: Range<Int>, of source: Partial.Source) -> InputError {
        InputError(
            code: "D032",
            position: Position(path: source.path),
            problem: "bytes \(gap.lowerBound) to \(gap.upperBound) of this file are in no partial",
            remedy:
                "debrief scan \(source.argument) --range \(gap.lowerBound):\(gap.upperBound) --partial OUT"
        )
    }

    /// A scan knew a format that this debrief does not.
    static func unknownFormat(_ name: String, _ source: Partial.Source) -> InputError {
        InputError(
            code: "D031",
            position: Position(path: source.path),
            problem: "a scan read this file as \(name), which is not known here",
            remedy: "scan with the debrief that analyzes"
        )
    }
}
