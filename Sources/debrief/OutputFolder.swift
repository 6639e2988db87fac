// A report as a folder: written whole beside its place, then put there by renaming.

import Foundation
import Parsing
import Reporting

/// A folder to write a report into.
struct OutputFolder {
    let path: String
    let documents: [ReportDocument]

    /// Where the report goes when nothing is said; the name warns of what is not redacted.
    static let defaultPath = (redacted: "debrief-report", plain: "debrief-report-NOT-REDACTED")

    /// Whether a path means one Markdown file, not a folder of documents.
    static func isSingleFile(_ path: String) -> Bool {
        if path == "-" || path.hasSuffix(".md") || path.hasSuffix(".markdown") { return true }
        var isFolder = ObjCBool(false)
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && !isFolder.boolValue
    }

    /// Writes all documents.
    ///
    /// A new folder appears in one step. In a folder that stands there already only documents of debrief's own
    /// are replaced, each in one step, and drawings of an earlier report that this one lacks are removed.
    /// - Throws: ``InputError`` with code D020 when it cannot be written, D021 when the folder holds something
    ///   that is not a report of debrief.
    func write(_ staging: Staging) throws {
        let place = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        let isThere = FileManager.default.fileExists(atPath: place.path)
        if isThere { try check(place) }
        let staged = place.deletingLastPathComponent()
            .appendingPathComponent(".\(place.lastPathComponent).unfinished")
        try staging.during(staged.path) {
            for document in documents { try write(document, below: staged) }
            if isThere {
                try replace(place, with: staged)
            } else if rename(staged.path, place.path) != 0 {
                throw refusal("D020", Self.problem, String(cString: strerror(errno)))
            }
        }
    }

    private static let problem = "the report cannot be written there"

    private func write(_ document: ReportDocument, below folder: URL) throws {
        let file = folder.appendingPathComponent(document.path)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(document.text.utf8).write(to: file)
        } catch {
            throw refusal("D020", Self.problem, (error as NSError).localizedDescription)
        }
    }

    /// Puts each document in its place and removes drawings that are left over.
    private func replace(_ place: URL, with staged: URL) throws {
        let kept = Set(documents.map(\.path))
        let charts = place.appendingPathComponent(Chart.folder)
        do {
            try FileManager.default.createDirectory(
                at: charts,
                withIntermediateDirectories: true
            )
            for drawing in ReportFolder.drawingPaths where !kept.contains(drawing) {
                let file = place.appendingPathComponent(drawing)
                guard FileManager.default.fileExists(atPath: file.path) else { continue }
                try FileManager.default.removeItem(at: file)
            }
        } catch {
            throw refusal("D020", Self.problem, (error as NSError).localizedDescription)
        }
        for document in documents {
            let source = staged.appendingPathComponent(document.path)
            let target = place.appendingPathComponent(document.path)
            guard rename(source.path, target.path) == 0 else {
                throw refusal("D020", Self.problem, String(cString: strerror(errno)))
            }
        }
    }

    /// Refuses a folder of somebody else's: one that holds files, and no report or a report with foreign parts.
    private func check(_ place: URL) throws {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: place.path)
        } catch {
            throw refusal("D020", Self.problem, (error as NSError).localizedDescription)
        }
        guard !names.isEmpty else { return }
        guard names.contains(ReportFolder.mainPath) else {
            throw refusal(
                "D021",
                "this folder holds other files and no report of debrief, so nothing is written into it",
                nil
            )
        }
        let drawings = ReportFolder.drawingPaths.map {
            ReportDocument(path: $0, text: "", marks: ReportFolder.drawingMarks)
        }
        for document in documents + drawings {
            let file = place.appendingPathComponent(document.path).path
            guard FileManager.default.fileExists(atPath: file) else { continue }
            try OutputFile(path: file, text: "", marks: document.marks).checkPlace()
        }
    }

    private func refusal(_ code: String, _ problem: String, _ note: String?) -> InputError {
        Refusal.outputFolder(path, code, problem, note)
    }
}
