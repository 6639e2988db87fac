// From the name of a source in a report, which may be redacted, to the file that it was.

import Foundation
import Parsing
import Reporting

/// The files of a folder by the names that a report gives them.
struct CitedFiles {
    private let files: [(name: String, file: SourceFile)]

    /// Finds files as an analysis would.
    ///
    /// - Throws: ``InputError`` when a path does not exist or cannot be read.
    init(at paths: [String], mode: Redactor.Mode) throws {
        files = try SourceFile.find(at: paths, excluding: []).filter { $0.refusal == nil }.map {
            var redactor = Redactor(mode: mode)
            let name = VisibleText.neutralised(redactor.quoted(.file($0.path)).text)
            return (Self.unnumbered(name), $0)
        }
    }

    /// The file that some evidence cites; of several with one name the one that did not change.
    ///
    /// - Throws: ``InputError`` with code D052 when it is not there, or there are several.
    func file(of cited: CitedReport.Evidence, was: CitedReport.File?) throws -> SourceFile {
        let name = Self.unnumbered(cited.source)
        let found = files.filter { CitedReport.names(name, $0.name) }.map(\.file)
        if found.count > 1, let was {
            let same = try found.filter { try SourceDigest($0)?.sha256 == was.sha256 }
            if let file = same.first { return try file.formed() }
        }
        guard let file = found.first, found.count == 1 else {
            throw InputError(
                code: "D052",
                position: Position(path: cited.source),
                problem: found.isEmpty
                    ? "\(cited.id) cites this file, which is not here"
                    : "\(cited.id) cites one of \(found.count) files of this name, and all of them changed",
                remedy: "name the folder or the files that the report was made of"
            )
        }
        return try file.formed()
    }

    /// Numbers of labels follow the order in which a report met the values.
    private static func unnumbered(_ name: String) -> String {
        name.replacing(/#[0-9a-f]+›/, with: "›")
    }
}
